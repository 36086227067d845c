/**
 * What is left of records that were taken out of the journal on purpose: one file per act, which says who did it, when,
 * why and what exactly, and the state of the router behind the last of these records, where replays begin from then on.
 * The tool writes them, the gateway journals them, every reader finds them. Start with {@link
 * nexus.journal.prune.PruneAct}.
 */
package nexus.journal.prune;
