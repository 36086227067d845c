/**
 * What the parts of an audit have in common: the codes and what a finding is, the thresholds, an execution as the journal
 * tells it. Start with {@link nexus.replay.audit.model.Finding}.
 */
package nexus.replay.audit.model;
