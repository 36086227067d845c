/**
 * {@code gateway bench}: what the gateway costs on this machine, as ratios within one run wherever there is something
 * to compare with. Sees everything of the server; nothing of the server but the command line sees it.
 *
 * <p>Start with {@link nexus.gateway.bench.Bench}: it runs one {@link nexus.gateway.bench.Measurement} after another
 * and reports their {@link nexus.gateway.bench.Figure figures}.
 */
package nexus.gateway.bench;
