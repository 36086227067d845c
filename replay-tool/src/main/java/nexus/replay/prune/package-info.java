/**
 * {@code replay prune}: takes old runs out of the journal by policy, into archives or for good; says before what it would
 * do and why not. The only part of the replay tool that changes a data folder, and never a run's files: whole runs are
 * moved out of the journal. Start with {@link nexus.replay.prune.PrunePlan} and {@link nexus.replay.prune.Pruning}.
 */
package nexus.replay.prune;
