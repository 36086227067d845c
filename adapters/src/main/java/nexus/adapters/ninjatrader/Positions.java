package nexus.adapters.ninjatrader;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.PlatformLink;

/**
 * What NinjaTrader says that the account holds, for the gateway to compare. The file is named by instrument, exchange and
 * account. Told half a second late: position and order files are written in any order, and the gateway takes what
 * differs for a fault.
 */
final class Positions {
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final NinjaTraderSettings settings;
    private final PlatformLink link;
    private final Map<String, Holding> byFile = new HashMap<>();
    private boolean linkWasUp;

    /** One file, and what it said last. */
    private static final class Holding {
        private final String symbol;
        private final WatchedFile file;
        private BigDecimal quantity;
        private BigDecimal averagePrice;
        private long changedNanos;
        private boolean told = true;

        private Holding(String symbol, WatchedFile file) {
            this.symbol = symbol;
            this.file = file;
        }
    }

    Positions(NinjaTraderSettings settings, PlatformLink link) {
        this.settings = settings;
        this.link = link;
    }

    /** The folder was listed anew. */
    void listed(Outgoing outgoing) {
        byFile.keySet().retainAll(outgoing.listed().keySet());
        outgoing.listed().forEach((name, path) -> {
            String symbol = byFile.containsKey(name) ? null : symbolOf(name);
            if (symbol != null) {
                byFile.put(name, new Holding(symbol, new WatchedFile(path)));
            }
        });
    }

    /** Whose position a file holds, by its name in lower case; null if none of ours. */
    private String symbolOf(String name) {
        String ending = "_" + settings.account().toLowerCase(Locale.ROOT) + "_position.txt";
        if (!name.endsWith(ending)) {
            return null;
        }
        String instrument = name.substring(0, name.length() - ending.length());
        List<NinjaTraderSymbol> symbols = settings.symbols();
        for (NinjaTraderSymbol symbol : symbols) {
            String ours = symbol.positionName().toLowerCase(Locale.ROOT);
            if (instrument.equals(ours) || instrument.startsWith(ours + " ")) {
                return symbol.name();
            }
        }
        return null;
    }

    /** Reads them, and tells those that have stood for a while; all of them to a gateway that is back. */
    void pass(long nowNanos) {
        boolean linkIsUp = link.isUp();
        for (Holding holding : byFile.values()) {
            String text = holding.file.news(nowNanos);
            PositionFile position = text == null ? null : PositionFile.parse(text);
            if (position != null) {
                holding.quantity = position.quantity();
                holding.averagePrice = position.averagePrice();
                holding.changedNanos = nowNanos;
                holding.told = false;
            }
            boolean isDue = !holding.told && nowNanos - holding.changedNanos > LATE_NANOS;
            boolean isMissed = linkIsUp && !linkWasUp && holding.quantity != null;
            if (linkIsUp && (isDue || isMissed)) {
                link.position(holding.symbol, holding.quantity, holding.averagePrice);
                holding.told = true;
            }
        }
        linkWasUp = linkIsUp;
    }
}
