/**
 * Sierra Chart: orders over its DTC server, ticks from there or from its {@code .scid} files.
 *
 * <p>One thread does everything but the gateway's link. Sees the link and the orders' memory, no other adapter. Start with
 * {@link nexus.adapters.sierra.SierraAdapter}; then {@link nexus.adapters.sierra.DtcSession}, {@link
 * nexus.adapters.sierra.OrderUpdates} and {@link nexus.adapters.sierra.OrderRound}.
 */
package nexus.adapters.sierra;
