/**
 * The command {@code state}: what the router knew at a point of the journal. Start with {@link
 * nexus.replay.state.StateCommand}.
 */
package nexus.replay.state;
