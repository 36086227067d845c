package nexus.replay.events;

import java.math.BigDecimal;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordFields;

/**
 * What a signal's record says that its orders do not: null where the signal does not say, or is no longer in the
 * journal.
 *
 * @param signalNanos by NEXUS's own clock
 * @param receivedNanos when its record was written
 */
record SignalFacts(
        String orderType,
        BigDecimal limitPrice,
        BigDecimal stopPrice,
        String timeInForce,
        BigDecimal quantity,
        Long signalNanos,
        Long receivedNanos,
        Client client) {
    static final SignalFacts UNKNOWN = new SignalFacts(null, null, null, null, null, null, null, Client.UNKNOWN);

    /**
     * What NEXUS said of itself in HELLO; null where it did not.
     *
     * @param name of the program that decides
     */
    record Client(String name, String version) {
        static final Client UNKNOWN = new Client(null, null);

        static Client of(RecordFields hello) {
            return new Client(hello.text(Keys.CLIENT), hello.id(Keys.VERSION));
        }
    }

    static SignalFacts of(JournalRecord record, RecordFields fields, Client client) {
        String said = fields.text(Keys.ORDER_TYPE);
        String type = said == null ? "MARKET" : said;
        return new SignalFacts(
                type,
                type.endsWith("LIMIT") ? fields.decimal(Keys.LIMIT_PRICE) : null,
                type.startsWith("STOP") ? fields.decimal(Keys.STOP_PRICE) : null,
                fields.text(Keys.TIME_IN_FORCE),
                fields.decimal(Keys.QUANTITY),
                WireTime.nanos(fields.decimal(Keys.TIMESTAMP)),
                record.timeNanos(),
                client);
    }

    SignalFacts with(Client decided) {
        return new SignalFacts(
                orderType, limitPrice, stopPrice, timeInForce, quantity, signalNanos, receivedNanos, decided);
    }
}
