/**
 * What becomes of orders in a backtest: simulated platforms, each with the orders that have reached it, filled by the ticks
 * that come after them. Knows nothing of router, journal or strategy. Start with {@link
 * nexus.replay.backtest.fills.FillModel}.
 *
 * <p>It cannot look ahead: it is shown one tick after another, and an order is shown to a tick only when it was there
 * before it.
 */
package nexus.replay.backtest.fills;
