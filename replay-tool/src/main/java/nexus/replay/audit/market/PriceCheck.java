package nexus.replay.audit.market;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nexus.replay.audit.model.Execution;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Plain;
import nexus.replay.audit.model.Severity;

/**
 * F06: a fill outside of what its platform showed around the time at which it was received, or, where it came late,
 * from the platform's own time of it on: below the lowest bid or above the highest ask, or, where nothing was quoted, outside
 * the trades: an error. Where the platform showed nothing, there is no market to hold it against: a warning.
 */
public final class PriceCheck {
    private static final String NO_MARKET = "NO_MARKET";

    private final Findings findings;
    private final Markets markets;
    private final long beforeNanos;
    private final long afterNanos;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Map<Market, List<Waiting>> byMarket = new HashMap<>();

    public PriceCheck(Findings findings, Markets markets, long beforeNanos, long afterNanos) {
        this.findings = findings;
        this.markets = markets;
        this.beforeNanos = beforeNanos;
        this.afterNanos = afterNanos;
    }

    /** A fill that waits for what the market does behind it. */
    private record Waiting(
            Execution fill,
            String platform,
            String symbol,
            String orderId,
            long fromNanos,
            Market market,
            Extremes seen) {}

    /**
     * Takes an execution.
     *
     * @param platform whose it is; null if nobody knows: then there is nothing to hold it against
     * @param orderedSymbol what the order called it, should the platform show no market of the fill's name; may be null
     * @param symbol universal
     * @param orderId of the order, or as it came
     */
    public void executed(Execution fill, String platform, String orderedSymbol, String symbol, String orderId) {
        if (platform == null) {
            return;
        }
        Market named = markets.of(platform, fill.platformSymbol());
        Market market = named == null ? markets.of(platform, orderedSymbol) : named;
        boolean isLate = fill.statedNanos() != 0 && fill.statedNanos() < fill.timeNanos();
        long fromNanos = (isLate ? fill.statedNanos() : fill.timeNanos()) - beforeNanos;
        Extremes seen = market == null ? new Extremes(0) : market.between(fromNanos, fill.timeNanos());
        Waiting entry = new Waiting(fill, platform, symbol, orderId, fromNanos, market, seen);
        waiting.add(entry);
        if (market != null) {
            byMarket.computeIfAbsent(market, key -> new ArrayList<>()).add(entry);
        }
    }

    /** A tick has come. */
    public void tick(Market market, double bid, double ask, double trade) {
        List<Waiting> ofMarket = byMarket.get(market);
        if (ofMarket != null) {
            ofMarket.forEach(entry -> entry.seen().add(bid, ask, trade));
        }
    }

    /** Judges the fills that have waited long enough. */
    public void clock(long nowNanos) {
        while (!waiting.isEmpty() && waiting.peek().fill().timeNanos() + afterNanos < nowNanos) {
            judge(waiting.poll());
        }
    }

    /** Judges all that wait: nothing more comes. */
    public void end() {
        while (!waiting.isEmpty()) {
            judge(waiting.poll());
        }
    }

    private void judge(Waiting entry) {
        if (entry.market() != null) {
            List<Waiting> ofMarket = byMarket.get(entry.market());
            ofMarket.remove(entry);
            if (ofMarket.isEmpty()) {
                byMarket.remove(entry.market());
            }
        }
        Extremes seen = entry.seen();
        String window = Plain.millis(entry.fill().timeNanos() - entry.fromNanos()) + " before to "
                + Plain.millis(afterNanos) + " behind its receipt";
        if (seen.hasQuote()) {
            check(entry, seen.lowestBid, seen.highestAsk, "bid to ask", window);
        } else if (seen.hasTrade()) {
            check(entry, seen.lowestTrade, seen.highestTrade, "traded", window);
        } else {
            add(
                    entry,
                    Severity.WARNING,
                    "a market of " + entry.fill().platformSymbol(),
                    NO_MARKET,
                    "The platform showed neither quote nor trade of it from " + window
                            + ": the price cannot be judged.");
        }
    }

    private void check(Waiting entry, double low, double high, String what, String window) {
        double price = entry.fill().price().doubleValue();
        if (price < low || price > high) {
            BigDecimal outside = price < low
                    ? decimal(low).subtract(entry.fill().price())
                    : entry.fill().price().subtract(decimal(high));
            add(
                    entry,
                    Severity.ERROR,
                    Plain.text(decimal(low)) + " to " + Plain.text(decimal(high)) + " (" + what + ")",
                    Plain.text(entry.fill().price()),
                    "The fill is " + Plain.text(outside) + " outside of what the platform showed from " + window + ".");
        }
    }

    private static BigDecimal decimal(double price) {
        return new BigDecimal(Double.toString(price));
    }

    private void add(Waiting entry, Severity severity, String expected, String observed, String explanation) {
        findings.add(new Finding(
                FindingCode.F06,
                severity,
                List.of(entry.fill().sequence()),
                entry.fill().timeNanos(),
                entry.platform(),
                entry.symbol(),
                entry.orderId(),
                expected,
                observed,
                explanation));
    }
}
