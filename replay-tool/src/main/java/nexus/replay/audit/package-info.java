/**
 * {@code replay audit}: holds every order and execution of a journal against what they should be, against the market and
 * against a broker's statement, and reckons what trading cost. Start with {@link nexus.replay.audit.AuditCommand}, then
 * {@link nexus.replay.audit.AuditBooks}.
 */
package nexus.replay.audit;
