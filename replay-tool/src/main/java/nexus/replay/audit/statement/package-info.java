/**
 * A broker's statement against the executions of the journal: R01 to R05. Start with
 * {@link nexus.replay.audit.statement.StatementCheck}.
 */
package nexus.replay.audit.statement;
