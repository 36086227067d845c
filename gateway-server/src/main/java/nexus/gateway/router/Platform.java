package nexus.gateway.router;

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

    /** Whether an order could be sent to it. */
    boolean isUp() {
        return session != null && !session.silent;
    }
}
