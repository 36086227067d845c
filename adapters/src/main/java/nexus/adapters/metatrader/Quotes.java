package nexus.adapters.metatrader;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.link.Tick;
import nexus.adapters.metatrader.DwxText.DwxObject;
import nexus.adapters.orders.VenueException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prices, as the EA's file shows them: a snapshot of each symbol's last bid, ask and trade, without volumes and times.
 * What comes and goes between two snapshots is never seen. The EA forgets what it was asked for when it is started again.
 */
final class Quotes {
    private static final Logger LOG = LoggerFactory.getLogger(Quotes.class);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** So many times without a price; the EA's messages are read up to 40 times a second. */
    private static final int MOST_WITHOUT = 400;

    private final CommandFiles commands;
    private final SymbolNames names;
    private final PlatformLink link;
    private final LongSupplier epochNanos;
    private final Consumer<String> say;
    private final DwxFile file;
    private final List<String> wanted;
    private final Map<String, Quote> last = new HashMap<>();
    private boolean subscribes;
    private long subscribedNanos;
    private int missing;
    private int withoutCount;
    private boolean linkWasUp;

    /** @param epochNanos when it was read: the file has no times */
    private record Quote(BigDecimal bid, BigDecimal ask, BigDecimal trade, long epochNanos) {
        private boolean isEmpty() {
            return bid == null && ask == null && trade == null;
        }

        private boolean isAs(Quote other) {
            return other != null && isAs(bid, other.bid) && isAs(ask, other.ask) && isAs(trade, other.trade);
        }

        private static boolean isAs(BigDecimal one, BigDecimal other) {
            return one == null ? other == null : other != null && one.compareTo(other) == 0;
        }
    }

    Quotes(CommandFiles commands, SymbolNames names, PlatformLink link, LongSupplier epochNanos, Consumer<String> say) {
        this.commands = commands;
        this.names = names;
        this.link = link;
        this.epochNanos = epochNanos;
        this.say = say;
        this.file = new DwxFile(commands.folder().resolve("DWX_Market_Data.txt"));
        this.wanted = new ArrayList<>(names.platformNames());
        this.missing = wanted.size();
    }

    /** Asks for all symbols. */
    void subscribe() {
        subscribes = true;
    }

    /** The EA does not have some symbols: it is asked without them, for it makes a muddle of its list else. */
    void refused(DwxMessage message) {
        if (wanted.removeIf(symbol -> names(message, symbol))) {
            say.accept("MetaTrader has no prices of a symbol: " + message.text()
                    + ": show it in Market Watch, or mend its name in symbols");
            subscribes = true;
        }
    }

    /** The EA has no price of a symbol now, which it says at each turn; not for ever, or the rest goes under. */
    void without(DwxMessage message) {
        withoutCount++;
        if (withoutCount > MOST_WITHOUT) {
            withoutCount = 0;
            refused(message);
        }
    }

    private static boolean names(DwxMessage message, String symbol) {
        return message.text().matches(".*[: ]" + Pattern.quote(symbol) + "(, .*|\\. .*|)");
    }

    /** How many symbols have no price. */
    int missing() {
        return missing;
    }

    /** Tells what has changed; how many. */
    int pass(long nowNanos) {
        if (subscribes && !wanted.isEmpty()) {
            put(nowNanos);
        }
        tellAgain();
        DwxObject prices = file.news(nowNanos);
        if (prices == null) {
            return 0;
        }
        int count = 0;
        int seen = 0;
        for (Map.Entry<String, Object> entry : prices.entries()) {
            String name = names.name(entry.getKey());
            if (name != null && entry.getValue() instanceof DwxObject line) {
                seen++;
                count += tell(name, line) ? 1 : 0;
            }
        }
        missing = names.platformNames().size() - seen;
        if (seen < wanted.size() && nowNanos - subscribedNanos > AGAIN_NANOS) {
            subscribes = true;
        }
        return count;
    }

    private void put(long nowNanos) {
        try {
            commands.put("SUBSCRIBE_SYMBOLS", String.join(",", wanted));
            subscribes = false;
            subscribedNanos = nowNanos;
        } catch (VenueException e) {
            LOG.debug("prices are not asked for yet: {}", e.getMessage());
        }
    }

    private boolean tell(String name, DwxObject line) {
        Quote quote = new Quote(
                Numbers.positive(line, "bid"),
                Numbers.positive(line, "ask"),
                Numbers.positive(line, "last"),
                epochNanos.getAsLong());
        Quote before = last.get(name);
        if (quote.isEmpty() || quote.isAs(before)) {
            return false;
        }
        last.put(name, quote);
        // The last trade stays in the file for ever; it is one when it changes.
        boolean isTrade = quote.trade() != null && (before == null || !Quote.isAs(quote.trade(), before.trade()));
        tick(name, quote, isTrade ? quote.trade() : null);
        return true;
    }

    private void tick(String name, Quote quote, BigDecimal price) {
        if (price != null || quote.bid() != null || quote.ask() != null) {
            link.marketData(
                    new Tick(name, price, null, quote.epochNanos(), quote.bid(), quote.ask(), null, null, null));
        }
    }

    /** Tells a gateway that is back what stands: of a quiet symbol there may be no change for long. */
    private void tellAgain() {
        boolean linkIsUp = link.isUp();
        if (linkIsUp && !linkWasUp) {
            last.forEach((name, quote) -> tick(name, quote, null));
        }
        linkWasUp = linkIsUp;
    }
}
