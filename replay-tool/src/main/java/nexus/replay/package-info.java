/**
 * The command line {@code replay}: reads the journal and runs the router over it. Never writes, never trades.
 *
 * <p>Sees the journal, configuration and {@code nexus.gateway.router}; nothing else of the server is in its jars. Start
 * with {@link nexus.replay.Verification}.
 */
package nexus.replay;
