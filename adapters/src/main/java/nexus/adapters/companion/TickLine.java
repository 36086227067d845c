package nexus.adapters.companion;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.Side;
import nexus.adapters.link.Tick;

/** Reads ticks and their times. */
final class TickLine {
    private TickLine() {}

    /**
     * The tick of a line; null if it has no symbol, or no price of any kind.
     *
     * @param nowNanos since the epoch, where the line does not say when
     */
    static Tick read(Line line, long nowNanos) {
        String symbol = line.text("symbol");
        BigDecimal price = line.decimal("price");
        BigDecimal bid = line.decimal("bid");
        BigDecimal ask = line.decimal("ask");
        if (symbol == null || (price == null && bid == null && ask == null)) {
            return null;
        }
        String aggressor = line.text("aggressor");
        return new Tick(
                symbol,
                price,
                line.decimal("volume"),
                timeNanos(line, nowNanos),
                bid,
                ask,
                line.decimal("bid_size"),
                line.decimal("ask_size"),
                "BUY".equals(aggressor) ? Side.BUY : "SELL".equals(aggressor) ? Side.SELL : null);
    }

    /** The platform's time of a line, in nanoseconds since the epoch, to the millisecond. */
    static long timeNanos(Line line, long otherwise) {
        long millis = line.whole("time_ms", 0);
        return millis <= 0 || millis > Long.MAX_VALUE / TimeUnit.MILLISECONDS.toNanos(1)
                ? otherwise
                : TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
