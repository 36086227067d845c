/**
 * The command {@code diff}: what another configuration would have changed. Two routers take the same inputs: one as
 * recorded, one with the other configuration and the platforms' answers fitted to its orders. Start with {@link
 * nexus.replay.diff.DiffRun}; the rules for the answers are in {@link nexus.replay.diff.Translation} and {@link
 * nexus.replay.diff.Assumptions}.
 */
package nexus.replay.diff;
