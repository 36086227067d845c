/**
 * A router that is moved along a recorded journal. Start with {@link nexus.replay.playback.Playback}.
 *
 * <p>Sees the journal and the router; never writes.
 */
package nexus.replay.playback;
