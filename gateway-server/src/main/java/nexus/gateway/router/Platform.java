package nexus.gateway.router;

import java.util.stream.Stream;

/** A platform by name, whether connected or not. */
final class Platform {
    final String name;
    final byte[] nameUtf8;

    /** The connection that speaks for it, or null when it is down. */
    Session session;

    /** Its symbols, as far as they have come up. */
    BytesMap<Instrument> instruments = new BytesMap<>();

    /** Ticks taken since the journal began. */
    long ticks;

    Platform(String name) {
        this.name = name;
        this.nameUtf8 = SymbolTable.utf8(name);
    }

    /** The last price of each of its symbols that has had one. */
    Stream<PriceView> prices() {
        return instruments.values().stream()
                .filter(instrument -> !Double.isNaN(instrument.lastPrice))
                .map(instrument -> new PriceView(
                        name,
                        instrument.symbol(),
                        instrument.platformSymbol(),
                        instrument.lastPrice,
                        instrument.lastPriceNanos));
    }

    /** Whether an order could be sent to it. */
    boolean isUp() {
        return session != null && !session.silent;
    }
}
