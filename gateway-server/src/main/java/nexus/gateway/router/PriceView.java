package nexus.gateway.router;

/**
 * The last price of one symbol on one platform: of the trade, or the mid, or the one side.
 *
 * @param symbol universal; the platform's own where no dialect knows it
 * @param timeNanos when it came, ns since the epoch
 */
public record PriceView(String platform, String symbol, String platformSymbol, double price, long timeNanos) {}
