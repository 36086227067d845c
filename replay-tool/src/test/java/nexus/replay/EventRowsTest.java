package nexus.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nexus.gateway.router.RecoveryFacts;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each event of the life cycle looks like as a row. */
class EventRowsTest {
    private static final String LIMITED = TradingDay.CONFIG + """
            risk:
              global: { maxOrderQuantity: 50 }
              platforms:
                mt5: { symbols: { NQ: { maxPosition: 5 } } }
            """;

    @TempDir
    private Path data;

    @Test
    void anOrdersLifeFromSignalToFill() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1);
            day.nexus(hello -> hello.put(Keys.TYPE, Types.HELLO)
                    .put(Keys.CLIENT, "momentum")
                    .put(Keys.VERSION, "2.1"));
            day.tick("nt8", "NQ 03-25", 16250);
            day.signal(
                    "a",
                    "NQ",
                    "BUY",
                    "2",
                    signal -> signal.put(Keys.ORDER_TYPE, "LIMIT")
                            .put(Keys.LIMIT_PRICE, 16250.25)
                            .put(Keys.STOP_PRICE, 1)
                            .put(Keys.TIME_IN_FORCE, "DAY")
                            .put(Keys.CONFIDENCE, 0.75)
                            .beginMap(Keys.METADATA)
                            .put(Keys.NAME, "x")
                            .endMap());
            day.ack("nt8", "a");
            day.fill(
                    "nt8",
                    "a",
                    "NQ 03-25",
                    "1.0",
                    "16250.00",
                    fill -> fill.put(Keys.EXEC_ID, "e1")
                            .put(Keys.TIMESTAMP, 1_800_000_000.25)
                            .put(Keys.PLATFORM_ORDER_ID, "P-7")
                            .put(Keys.COMMISSION, 2.5)
                            .put(Keys.CURRENCY, "USD"));
            day.cancel("a");
            day.platform("nt8", map -> map.put(Keys.TYPE, Types.ORDER_CANCELED).put(Keys.ORDER_ID, "a"));
        }

        List<Map<String, String>> rows = EventsOf.rows(data, 1);

        assertEquals(
                List.of(
                        "SIGNAL a - ACCEPTED",
                        "ORDER_NEW a nt8 SENT",
                        "ORDER_REFUSED a mt5 PLATFORM_DOWN",
                        "ORDER_SENT a nt8 SENT",
                        "ACKNOWLEDGED a nt8 WORKING",
                        "EXECUTION a nt8 PARTIALLY_FILLED",
                        "CANCEL_REQUESTED a - -",
                        "CANCEL_SENT a nt8 PARTIALLY_FILLED",
                        "CANCELED a nt8 CANCELED"),
                EventsOf.stories(rows));
        Map<String, String> signal = rows.get(0);
        assertEquals("0.75", signal.get("confidence"));
        assertEquals("{\"name\":\"x\"}", signal.get("metadata"));
        assertEquals("[]", signal.get("checks"));
        Map<String, String> sent = rows.get(3);
        assertEquals(signal.get("seq"), sent.get("cause_seq"));
        assertEquals(signal.get("seq"), sent.get("signal_seq"));
        Map<String, String> fill = rows.get(5);
        assertEquals("one", fill.get("run_id"));
        assertEquals("LIMIT", fill.get("order_type"));
        assertEquals("16250.25", fill.get("limit_price"));
        assertNull(fill.get("stop_price"), "a LIMIT has none, whatever the signal says");
        assertEquals("DAY", fill.get("time_in_force"));
        assertEquals("momentum 2.1", fill.get("decision_algorithm") + " " + fill.get("decision_version"));
        assertEquals("test", fill.get("execution_algorithm"));
        assertEquals("e1", fill.get("exec_id"));
        assertEquals("1 @ 16250", fill.get("last_quantity") + " @ " + fill.get("last_price"));
        assertEquals("1 1", fill.get("cum_quantity") + " " + fill.get("leaves_quantity"));
        assertEquals("2.5 USD", fill.get("fee") + " " + fill.get("fee_currency"));
        assertEquals("1800000000250000000", fill.get("platform_ns"));
        assertEquals(sent.get("event_ns"), fill.get("routed_ns"));
        assertEquals(signal.get("event_ns"), fill.get("received_ns"));
        assertEquals(hashOf(Long.parseLong(fill.get("seq"))), fill.get("payload_sha256"));
    }

    @Test
    void whatLimitsAllowedAndFound() throws Exception {
        try (TradingDay day = TradingDay.begun(data, LIMITED)) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            day.signal("a", "NQ", "BUY", "7");
            day.signal("b", "NQ", "BUY", "60");
        }

        List<Map<String, String>> rows = EventsOf.rows(data, 1);

        assertEquals(
                List.of(
                        "SIGNAL a - ACCEPTED",
                        "ORDER_NEW a nt8 SENT",
                        "ORDER_REFUSED a mt5 RISK_MAX_POSITION",
                        "ORDER_SENT a nt8 SENT",
                        "SIGNAL b - REFUSED",
                        "SIGNAL_REFUSED b - RISK_MAX_ORDER_QUANTITY",
                        "ORDER_REFUSED b nt8 RISK_MAX_ORDER_QUANTITY",
                        "ORDER_REFUSED b mt5 RISK_MAX_ORDER_QUANTITY"),
                EventsOf.stories(rows));
        assertEquals(
                "[{\"check\":\"maxOrderQuantity\",\"scope\":\"global\",\"limit\":50,\"observed\":7,\"verdict\":\"passed\"}]",
                rows.get(1).get("checks"));
        assertEquals(rows.get(1).get("checks"), rows.get(3).get("checks"), "every row of an order has them");
        assertEquals(
                "[{\"check\":\"RISK_MAX_POSITION\",\"scope\":\"platforms.mt5.symbols.NQ\",\"limit\":5,\"observed\":7,"
                        + "\"verdict\":\"refused\"}]",
                rows.get(2).get("checks"));
        assertEquals("b", rows.get(6).get("order_id"), "an order that was refused has its id too");
    }

    @Test
    void executionsThatAreOdd() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1);
            day.signal("a", "NQ", "BUY", "1");
            day.fill("nt8", "a", "NQ 03-25", "1", "10", fill -> fill.put(Keys.EXEC_ID, "e1"));
            day.fill("nt8", "a", "NQ 03-25", "1", "10", fill -> fill.put(Keys.EXEC_ID, "e1"));
            day.fill("nt8", "a", "NQ 03-25", "1", "11", fill -> fill.put(Keys.EXEC_ID, "e1"));
            day.fill("nt8", "nobody", "NQ 03-25", "1", "10");
            day.fill("nt8", "a", "NQ 03-25", "2", "12");
            day.platform("nt8", fill -> fill.put(Keys.TYPE, Types.ORDER_FILL).put(Keys.ORDER_ID, "a"));
            day.ack("nt8", "nobody");
        }

        List<Map<String, String>> rows = EventsOf.rows(data, 1);

        assertEquals(
                List.of(
                        "EXECUTION a nt8 FILLED",
                        "EXECUTION_REFUSED a nt8 DUPLICATE_FILL",
                        "EXECUTION_REFUSED a nt8 DUPLICATE_FILL",
                        "EXECUTION nobody nt8 -",
                        "EXECUTION a nt8 FILLED",
                        "EXECUTION_REFUSED a nt8 MISSING_FIELD",
                        "MESSAGE_REFUSED nobody nt8 UNKNOWN_ORDER"),
                EventsOf.stories(rows).subList(4, 11));
        assertEquals("[\"UNKNOWN_ORDER\"]", rows.get(7).get("flags"));
        assertEquals("[\"OVERFILL\"]", rows.get(8).get("flags"));
    }

    @Test
    void correctionsNameWhatTheyReplace() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1);
            day.signal("a", "NQ", "BUY", "1");
            day.control(day.controls()
                    .recovery(new RecoveryFacts(
                            "one", day.lastSequence(), List.of(), List.of(), 0, 0, false, Optional.empty())));
            day.operator(resolve -> resolve.put(Keys.TYPE, Types.RESOLVE)
                    .put(Keys.ORDER_ID, "a")
                    .put(Keys.PLATFORM, "nt8")
                    .put(Keys.WHO, "eve")
                    .beginArray(Keys.FILLED, 2)
                    .add(BigDecimal.ONE)
                    .add(BigDecimal.TEN));
            day.operator(set -> set.put(Keys.TYPE, Types.POSITION_SET)
                    .put(Keys.SYMBOL, "NQ")
                    .put(Keys.PLATFORM, "nt8")
                    .put(Keys.WHO, "eve")
                    .put(Keys.QUANTITY, -3)
                    .put(Keys.PRICE, 11)
                    .put(Keys.REASON, "seen there"));
        }

        List<Map<String, String>> rows = EventsOf.rows(data, 1);

        Map<String, String> doubt = EventsOf.only(rows, "IN_DOUBT");
        Map<String, String> resolved = EventsOf.only(rows, "RESOLVED");
        assertEquals(doubt.get("seq"), resolved.get("replaces_seq"));
        assertEquals(
                "FILLED 1 @ 10 by eve",
                resolved.get("status") + " " + resolved.get("last_quantity") + " @ " + resolved.get("last_price")
                        + " by " + resolved.get("who"));
        Map<String, String> set = EventsOf.only(rows, "POSITION_SET");
        assertEquals(
                "1 → -3 at 11",
                set.get("previous_quantity") + " → " + set.get("quantity") + " at " + set.get("avg_price"));
        assertNull(set.get("last_quantity"));
        assertEquals("seen there", set.get("reason"));
    }

    /** Wherever the reading begins, the rows from there on are those of the whole. */
    @Test
    void rowsDoNotDependOnWhereReadingBegins() throws Exception {
        long last;
        try (JournalScript script = new JournalScript(data).run("one", Router.VERSION)) {
            script.connect()
                    .input(
                            RecordKind.NEXUS_IN,
                            JournalScript.NEXUS,
                            hello -> hello.put(Keys.TYPE, Types.HELLO).put(Keys.CLIENT, "momentum"));
            script.signal("a").signal("b").fill("b").snapshot();
            script.tick(10)
                    .control(
                            Types.RECOVERY,
                            recovery -> recovery.put(Keys.RUN_ID, "one")
                                    .put(Keys.LAST_SEQUENCE, 1)
                                    .put(Keys.NEXUS_FROM_SEQ, 0)
                                    .put(Keys.MISSING, 0)
                                    .put(Keys.REBOOTED, false)
                                    .beginArray(Keys.ABANDONED, 0)
                                    .beginArray(Keys.UNCANCELED, 0));
            script.snapshot().tick(11).fill("b");
            script.input(
                    RecordKind.OPERATOR_IN,
                    50,
                    resolve -> resolve.put(Keys.TYPE, Types.RESOLVE)
                            .put(Keys.ORDER_ID, "a")
                            .put(Keys.PLATFORM, "nt8")
                            .put(Keys.NOT_SENT, true));
            script.snapshot().tick(12).fill("a").signal("c");
            last = script.lastSequence();
        }
        List<Map<String, String>> whole = EventsOf.rows(data, 1);
        assertFalse(EventsOf.only(whole, "RESOLVED").get("replaces_seq").isEmpty());
        for (long first = 2; first <= last; first++) {
            long from = first;
            assertEquals(
                    whole.stream()
                            .filter(row -> Long.parseLong(row.get("seq")) >= from)
                            .toList(),
                    EventsOf.rows(data, first),
                    "from " + first);
        }
    }

    @Test
    void messagesThatCannotBeRead() throws Exception {
        try (JournalScript script = new JournalScript(data).run("one", Router.VERSION)) {
            script.connect();
            script.raw(RecordKind.NEXUS_IN, JournalScript.NEXUS, "{}".getBytes(StandardCharsets.UTF_8));
            script.raw(RecordKind.PLATFORM_IN, JournalScript.PLATFORM, new byte[] {(byte) 0xc1});
        }
        assertEquals(
                List.of("MESSAGE_REFUSED - - MALFORMED", "MESSAGE_REFUSED - nt8 MALFORMED"),
                EventsOf.stories(EventsOf.rows(data, 1)));
    }

    private String hashOf(long sequence) throws Exception {
        try (JournalReader journal = JournalReader.open(data)) {
            JournalRecord record = new JournalRecord();
            journal.seek(sequence);
            journal.next(record);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(record.copyPayload()));
        }
    }
}
