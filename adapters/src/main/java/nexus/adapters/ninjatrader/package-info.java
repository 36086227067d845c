/**
 * NinjaTrader 8 over its Automated Trading Interface (ATI), by files alone: instruction files go into its folder
 * {@code incoming}, and what it writes into {@code outgoing} is read. Orders and positions; ATI has no market data.
 *
 * <p>ATI answers little: no execution ids, no times, only the last state of an order, and nothing at all about an
 * instruction that it refuses. {@link nexus.adapters.ninjatrader.AtiVenue} holds what follows from that.
 *
 * <p>Knows the link and the order desk, no other platform. Start with {@link
 * nexus.adapters.ninjatrader.NinjaTraderAdapter}.
 */
package nexus.adapters.ninjatrader;
