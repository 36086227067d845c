package nexus.replay.backtest.fills;

import java.util.Map;
import java.util.TreeMap;

/**
 * How orders are filled, as {@code --fill-model} says it: settings with commas between them. Those behind a platform's name
 * and a point ({@code mt5.latency=40ms}) are for that platform alone.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><td>{@code next-trade}</td><td>an order takes the price of the first trade that comes when it is there (default)</td></tr>
 * <tr><td>{@code quote}</td><td>an order takes the other side of the quote: a buy the ask, a sell the bid, at once if one is
 *     known</td></tr>
 * <tr><td>{@code latency=5ms}</td><td>from the gateway to the platform, of orders and cancels (5ms)</td></tr>
 * <tr><td>{@code answer=0ms}</td><td>from the platform to the gateway, of acknowledgements and fills (0)</td></tr>
 * <tr><td>{@code jitter=0ms}</td><td>each way takes up to so much longer, at random by {@code --seed} (0)</td></tr>
 * <tr><td>{@code slippage=0.1}</td><td>price points by which executions at the market are worse (0)</td></tr>
 * <tr><td>{@code partial=yes|no}</td><td>whether a tick fills at most its size (yes)</td></tr>
 * <tr><td>{@code share=1}</td><td>the share of a tick's size that orders get, with {@code partial=yes} (1)</td></tr>
 * <tr><td>{@code limit=through|touch}</td><td>whether a resting limit is filled only when the market goes beyond it, or
 *     already at it (through)</td></tr>
 * <tr><td>{@code commission=2.5}</td><td>for each unit of the platform's (0)</td></tr>
 * <tr><td>{@code currency=USD}</td><td>of the commission (none)</td></tr>
 * <tr><td>{@code reject=0.01}</td><td>how likely an order is rejected, at random by {@code --seed} (0)</td></tr>
 * <tr><td>{@code day-end=00:00}</td><td>when a DAY order's day ends, UTC (00:00)</td></tr>
 * </table>
 *
 * <p>What happens to an order:
 * <ul>
 *   <li>It leaves the gateway when its signal is routed, and is at the platform {@code latency} later; there it is
 *       acknowledged or rejected. Only ticks that come after that, in the order of the data, can fill it: a tick at the very
 *       nanosecond of its arrival can, one that stands before its signal in the data cannot. A cancel takes as long.
 *       Messages never overtake each other on the way to one platform, or back.
 *   <li>MARKET: takes the next offer, with slippage; what an offer's size does not cover takes the next ones.
 *   <li>LIMIT: while every offer since its arrival was within the limit it takes offers like MARKET, never worse than its
 *       limit. Once an offer was beyond it, it rests: from then on it is filled at its limit exactly, without slippage, by
 *       offers that are better than it, or with {@code limit=touch} as good.
 *   <li>STOP: waits until a trade, or in a tick without one the other side of the quote, is at its price or beyond. Then it
 *       is a MARKET order; with {@code next-trade} the trade that triggers it does not fill it. STOP_LIMIT likewise becomes
 *       a LIMIT order.
 *   <li>IOC: what the first offer does not fill is canceled. FOK: if the first offer does not fill all of it, all is
 *       canceled. DAY: what is left at the end of the day is canceled. GTC, or none: stays.
 *   <li>The offer of a trade is its price and size, for both sides; it is gone with the next tick. The offer of a quote
 *       stays until the next quote. Orders take their share of it in order of their arrival. A tick without a size fills
 *       all; a trade of size 0 fills nothing with {@code partial=yes}.
 * </ul>
 */
public final class FillModel {
    /** What is not said otherwise. */
    public static final String DEFAULT = "next-trade,latency=5ms";

    private final FillRules rules;
    private final Map<String, FillRules> byPlatform;
    private final String text;

    FillModel(FillRules rules, Map<String, FillRules> byPlatform, String text) {
        this.rules = rules;
        this.byPlatform = new TreeMap<>(byPlatform);
        this.text = text;
    }

    /**
     * Reads what the command line says.
     *
     * @throws IllegalArgumentException if it cannot be read; says which setting, and what it may be
     */
    public static FillModel of(String text) {
        return new FillModelParser().parse(text);
    }

    /** The rules of a platform. */
    FillRules rules(String platform) {
        return byPlatform.getOrDefault(platform, rules);
    }

    /** As it was given. */
    @Override
    public String toString() {
        return text;
    }
}
