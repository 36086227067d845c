/**
 * The command line {@code replay}: reads the journal and runs the router over it. Never writes into a journal that it
 * reads, never connects.
 *
 * <p>Sees the journal, configuration, {@code nexus.gateway.router} and {@code nexus.gateway.port}; nothing else of the
 * server is in its jars. Each command has a package of its own; what they share is in {@link nexus.replay.command} and
 * {@link nexus.replay.playback}.
 */
package nexus.replay;
