package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nexus.gateway.router.Router;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class WhyCommandTest {
    private static final int OPERATOR = 3;
    private static final int SECOND_PLATFORM = 4;

    /** Refs begin with the script's journal id and count in base 36. */
    private static final String REF = "ABCDEFGH";

    private static final String PLANTED = "a payload to be found";

    @TempDir
    Path data;

    private JournalScript script;

    @BeforeEach
    void aGatewayWithOnePlatform() throws Exception {
        script = new JournalScript(data);
        script.run("one", Router.VERSION).recovery(0, 0, null).connect();
    }

    private String why(Object... arguments) throws Exception {
        CommandRun run = whyRun(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    private CommandRun whyRun(Object... arguments) throws Exception {
        script.close();
        return CommandRun.of(Stream.concat(Stream.of("why", "--data", data), Stream.of(arguments))
                .toArray());
    }

    /** An answer of the platform about an order. */
    private JournalScript answer(int source, String type, String orderId, Map<Key, String> fields) {
        return script.message(RecordKind.PLATFORM_IN, source, map -> {
            map.put(Keys.TYPE, type).put(Keys.ORDER_ID, orderId);
            fields.forEach(map::put);
        });
    }

    private JournalScript signal(String symbol, String side, double quantity, Object orderId) {
        return script.message(RecordKind.NEXUS_IN, JournalScript.NEXUS, map -> {
            map.put(Keys.TYPE, Types.SIGNAL).put(Keys.SYMBOL, symbol).put(Keys.SIDE, side);
            map.put(Keys.QUANTITY, quantity);
            if (orderId instanceof Long number) {
                map.put(Keys.ORDER_ID, number);
            } else {
                map.put(Keys.ORDER_ID, orderId.toString());
            }
        });
    }

    private JournalScript secondPlatform() {
        return script.peer(SECOND_PLATFORM, "platform")
                .message(
                        RecordKind.PLATFORM_IN,
                        SECOND_PLATFORM,
                        map -> map.put(Keys.TYPE, Types.REGISTER).put(Keys.PLATFORM, "mt5"));
    }

    private JournalScript recover(String runId, List<String> abandoned, int missing) throws Exception {
        long last = script.lastSequence();
        script.run(runId, Router.VERSION);
        return script.control(Types.RECOVERY, map -> {
            map.put(Keys.RUN_ID, "one").put(Keys.LAST_SEQUENCE, last);
            map.beginArray(Keys.ABANDONED, abandoned.size());
            abandoned.forEach(map::add);
            map.beginArray(Keys.UNCANCELED, 0).put(Keys.NEXUS_FROM_SEQ, 0);
            map.put(Keys.MISSING, missing).put(Keys.REBOOTED, false);
        });
    }

    /** A limit that an operator sets needs none in the configuration. */
    private void limit(String value) {
        script.message(
                RecordKind.OPERATOR_IN,
                OPERATOR,
                map -> map.put(Keys.TYPE, Types.LIMIT)
                        .put(Keys.WHO, "anna")
                        .put(Keys.SCOPE, "symbols.NQ")
                        .put(Keys.LIMIT, "maxPosition")
                        .put(Keys.VALUE, value)
                        .put(Keys.REASON, "careful"));
    }

    @Test
    void namesTheLimitThatWasBrokenAndTheValue() throws Exception {
        limit("2");
        signal("NQ", "BUY", 3, "too-much");

        assertThat(why("too-much"))
                .contains("REFUSED: RISK_MAX_POSITION: maxPosition symbols.NQ (set by anna): the position, if all"
                        + " working orders of that side are filled, is 3, the limit is 2")
                .contains("nt8 (symbols.NQ allows 2, found 3): RISK_MAX_POSITION");
    }

    @Test
    void namesTheLimitsThatWereHeld() throws Exception {
        limit("2");
        signal("NQ", "BUY", 2, "just");

        assertThat(why("just")).contains("ok: maxPosition symbols.NQ on nt8: limit 2, found 2");
    }

    @Test
    void tellsAnOrderFromTheLastTickToTheFill() throws Exception {
        script.tick(16249.0).tick(16250.25).tick(16250.0).signal("7");
        answer(JournalScript.PLATFORM, Types.ORDER_ACK, "7", Map.of(Keys.PLATFORM_ORDER_ID, "P-1"));
        long order = script.lastSequence() - 3;
        script.fill("7");

        String out = why("7");

        assertThat(out)
                .startsWith("Signal 7, BUY 1 NQ, MARKET, record ")
                .contains("1 order: nt8 FILLED 1 @ 16250.5. None on ")
                .containsPattern(
                        " -1.000 ms  tick      nt8: NQ 03-25 16250.0, the last one that NEXUS was sent, 1.000 ms old")
                .doesNotContain("16250.25,")
                .containsPattern("  0  signal    BUY 1 NQ, MARKET; 1.000 ms after the last tick")
                .contains("check     ok: not a duplicate")
                .contains("check     ok: trading is not halted")
                .contains("check     ok: the signal has no timestamp")
                .contains("check     ok: nt8: NQ is NQ 03-25 there, 1 × factor 1 in steps of 1 = 1, connected")
                .contains("check     skipped: mt5,")
                .containsPattern(order
                        + "  2027-01-15T08:00:00\\.\\d{9}Z     \\+1.000 ms  order     nt8: BUY 1 NQ 03-25, MARKET, ref "
                        + REF + "1\\R")
                .contains("told      SIGNAL_ACK: orders on nt8; none on ")
                .contains("ack       nt8: has it, as P-1; 2.000 ms after the order → nt8 WORKING")
                .contains(
                        "fill      nt8: 1 NQ 03-25 @ 16250.5, 0.5 worse than before the signal; 4.000 ms after the order → nt8 FILLED")
                .contains("told      ORDER_FILL nt8: 1 @ 16250.5, FILLED, 0 left")
                .containsPattern("nt8 +" + REF + "1 +FILLED 1 @ 16250.5, 0 left")
                .doesNotContain("not been told");
    }

    @Test
    void everyIdOfAnOrderLeadsToItsSignal() throws Exception {
        signal("NQ", "BUY", 1, "7").signal("8");
        answer(JournalScript.PLATFORM, Types.ORDER_ACK, "8", Map.of(Keys.PLATFORM_ORDER_ID, "P-2"));

        String byOrderId = why("8");
        assertThat(byOrderId).startsWith("Signal 8, ").doesNotContain("Signal 7");
        assertThat(why(REF + "2")).isEqualTo(byOrderId);
        assertThat(why("P-2")).isEqualTo(byOrderId);
    }

    @Test
    void anIdMayBeANumber() throws Exception {
        signal("NQ", "BUY", 1, 1_795_390_766_389L).fill("1795390766389");

        assertThat(why("1795390766389"))
                .startsWith("Signal 1795390766389, BUY 1 NQ")
                .contains("nt8 FILLED 1 @ 16250.5");
    }

    @Test
    void aRepeatIsShownAsRefused() throws Exception {
        script.signal("7").signal("7");

        assertThat(why("7").split("Signal 7, ", -1)).hasSize(3).satisfies(parts -> {
            assertThat(parts[1]).contains("1 order: nt8 SENT");
            assertThat(parts[2])
                    .contains("No order went out, because DUPLICATE_ORDER_ID: order_id, symbol and side equal those")
                    .contains("check     REFUSED: DUPLICATE_ORDER_ID")
                    .doesNotContain("halted");
        });
    }

    @Test
    void theSameIdForTheOtherSideIsAnotherSignal() throws Exception {
        script.signal("7");
        signal("NQ", "SELL", 1, "7");
        script.message(
                RecordKind.PLATFORM_IN,
                JournalScript.PLATFORM,
                fill -> fill.put(Keys.TYPE, Types.ORDER_FILL)
                        .put(Keys.ORDER_ID, REF + "2")
                        .put(Keys.SYMBOL, "NQ 03-25")
                        .put(Keys.FILLED_QTY, 1)
                        .put(Keys.FILL_PRICE, 16250.5));

        String[] parts = why("7").split("Signal 7, ", -1);

        assertThat(parts).hasSize(3);
        assertThat(parts[1]).startsWith("BUY").contains("nt8 SENT").doesNotContain("fill  ");
        assertThat(parts[2])
                .startsWith("SELL")
                .contains("which is its order_id there: the signal's was used before")
                .contains("nt8 FILLED 1 @ 16250.5")
                .contains("told      ORDER_FILL nt8");
    }

    @Test
    void aRefusedSignalIsExplained() throws Exception {
        signal("XX", "BUY", 1, "unknown");
        script.control(Types.SYSTEM_HALT, halt -> halt.put(Keys.REASON, "disk").put(Keys.WHO, "disk"));
        script.signal("halted");

        assertThat(why("unknown"))
                .contains("No order went out, because UNKNOWN_SYMBOL: the configuration has no symbol 'XX'.")
                .contains("check     ok: trading is not halted")
                .contains("check     REFUSED: UNKNOWN_SYMBOL");
        assertThat(why("halted"))
                .contains("No order went out, because HALTED: trading is halted: disk: disk.")
                .doesNotContain("the configuration knows");
    }

    @Test
    void anOldSignalIsExplainedByItsAge() throws Exception {
        double timestamp = script.timeNanos() / 1e9 - 60;
        script.message(
                RecordKind.NEXUS_IN,
                JournalScript.NEXUS,
                map -> map.put(Keys.TYPE, Types.SIGNAL)
                        .put(Keys.SYMBOL, "NQ")
                        .put(Keys.SIDE, "BUY")
                        .put(Keys.QUANTITY, 1)
                        .put(Keys.ORDER_ID, "7")
                        .put(Keys.TIMESTAMP, timestamp));

        assertThat(why("7"))
                .contains("No order went out, because STALE_SIGNAL: the signal is 6000")
                .contains("stamped 2027-01-15T07:59:0");
    }

    @Test
    void eachPlatformSaysWhyItGotNothing() throws Exception {
        secondPlatform();
        signal("NQ", "BUY", 0.5, "7");

        assertThat(why("7"))
                .contains("check     ok: mt5: NQ is NAS100 there, 0.5 × factor 1 in steps of 0.01 = 0.5, connected")
                .contains(
                        "check     skipped: nt8 (0.5 × factor 1 in steps of 1 = 0): QUANTITY_TOO_SMALL, nothing is left");
    }

    @Test
    void aSignalThatCannotBeReadIsFoundByItsBytes() throws Exception {
        byte[] text = "order_id: 7-broken".getBytes(StandardCharsets.UTF_8);
        script.raw(RecordKind.NEXUS_IN, JournalScript.NEXUS, text);

        assertThat(why("7-broken"))
                .contains("Signal that cannot be read, record ")
                .contains("No order went out, because MALFORMED: ");
    }

    @Test
    void anOrderThatTheCrashCutOffWasNeverSent() throws Exception {
        script.dropOutputs().signal("7");
        script.keepOutputs();
        recover("two", List.of(REF + "1"), 2).connect();

        assertThat(why("7"))
                .contains("1 order: nt8 ABANDONED (the gateway was stopped before the order was sent).")
                .contains("order     nt8: order " + REF
                        + "1 was decided, but is not in the journal, hence was never sent")
                .containsPattern(
                        "restart   the gateway was started again; the run before ended with record \\d+ → nt8 ABANDONED")
                .contains("note      order abandoned, never sent: 7")
                .contains("told      ORDER_STATUS nt8: ABANDONED");
    }

    @Test
    void anOrderInDoubtStaysSoUntilAnOperatorResolvesIt() throws Exception {
        script.signal("7");
        recover("two", List.of(), 0).connect();

        assertThat(why("7"))
                .contains("nt8 IN_DOUBT (the gateway was restarted)")
                .contains("settle it with 'gateway resolve'")
                .contains("alarm     order in doubt: 7 (" + REF + "1) on nt8");

        script.run("three", Router.VERSION).peer(OPERATOR, "operator");
        script.message(
                RecordKind.OPERATOR_IN,
                OPERATOR,
                map -> map.put(Keys.TYPE, Types.RESOLVE)
                        .put(Keys.WHO, "ann")
                        .put(Keys.ORDER_ID, "7")
                        .put(Keys.PLATFORM, "nt8")
                        .put(Keys.NOT_SENT, true));
        assertThat(why("7"))
                .contains("nt8 ABANDONED (resolved by the operator: never sent)")
                .contains("operator  ann resolves it on nt8: never sent → nt8 ABANDONED")
                .contains("answer    the operator was answered: done");
    }

    @Test
    void aSocketThatRefusesTheOrderIsNamed() throws Exception {
        script.signal("7")
                .control(
                        Types.SEND_REFUSED,
                        map -> map.put(Keys.SOURCE, JournalScript.PLATFORM)
                                .put(Keys.REF, REF + "1")
                                .put(Keys.COUNT, 0)
                                .put(Keys.REASON, "no such peer"));

        assertThat(why("7"))
                .contains("unsent    the order " + REF + "1 was not sent: no such peer → nt8 REJECTED")
                .contains("told      REJECT nt8: PLATFORM_DOWN: never sent: no such peer");
    }

    @Test
    void aPlatformThatGoesDownPutsTheOrderInDoubt() throws Exception {
        script.signal("7")
                .control(
                        Types.PEER_DOWN,
                        map -> map.put(Keys.SOURCE, JournalScript.PLATFORM).put(Keys.REASON, "reset"));

        assertThat(why("7"))
                .contains("down      connection 1 is gone: reset → nt8 IN_DOUBT")
                .contains("alarm     platform down: nt8: reset")
                .contains("told      ORDER_STATUS nt8: IN_DOUBT");
    }

    @Test
    void whatAWorkingOrderLivesThroughIsTold() throws Exception {
        script.signal("7");
        answer(JournalScript.PLATFORM, Types.ORDER_ACK, "7", Map.of());
        script.control(
                Types.PEER_DOWN,
                map -> map.put(Keys.SOURCE, JournalScript.PLATFORM).put(Keys.REASON, "reset"));
        secondPlatform();

        assertThat(why("7"))
                .contains("gateway   platform down: nt8: reset")
                .contains("nt8 WORKING")
                .doesNotContain("registered: mt5");
    }

    @Test
    void whatWaitedForNexusSaysSo() throws Exception {
        script.signal("7")
                .control(
                        Types.PEER_DOWN,
                        map -> map.put(Keys.SOURCE, JournalScript.NEXUS).put(Keys.REASON, "gone"));
        script.fill("7");
        long fill = script.lastSequence();

        assertThat(why("7"))
                .contains("FILLED 1 @ 16250.5")
                .contains("NEXUS has not been told of record " + fill + " (fill, nt8) up to here");

        long last = script.lastSequence();
        script.run("two", Router.VERSION)
                .recovery(last, 0, null)
                .pause(2_000_000_000L)
                .connect();
        assertThat(why("7"))
                .containsPattern("told      ORDER_FILL nt8: 1 @ 16250.5, FILLED, 0 left \\(waited 2\\.0\\d\\d s\\)")
                .doesNotContain("has not been told");
    }

    @Test
    void flaggedFillsAreShownWithTheirFlags() throws Exception {
        script.signal("7").fill("7").fill("7");
        fillWithExec("x1", 16250.5);
        fillWithExec("x1", 16250.5);
        fillWithExec("x1", 16999.0);

        assertThat(why("7"))
                .contains("flags OVERFILL")
                .contains("alarm     execution with [OVERFILL]")
                .contains("came again, not counted twice")
                .contains("exec_id x1 came before as ");
    }

    private void fillWithExec(String execId, double price) {
        script.message(
                RecordKind.PLATFORM_IN,
                JournalScript.PLATFORM,
                fill -> fill.put(Keys.TYPE, Types.ORDER_FILL)
                        .put(Keys.ORDER_ID, "7")
                        .put(Keys.EXEC_ID, execId)
                        .put(Keys.SYMBOL, "NQ 03-25")
                        .put(Keys.FILLED_QTY, 1)
                        .put(Keys.FILL_PRICE, price));
    }

    @Test
    void aFillOfAnUnknownOrderIsShownWithoutASignal() throws Exception {
        script.fill("stranger");

        assertThat(why("stranger"))
                .startsWith("No signal with this id is in the journal.")
                .contains("fill      nt8: 1 NQ 03-25 @ 16250.5")
                .contains("told      ORDER_FILL nt8: 1 @ 16250.5, FILLED, flags UNKNOWN_ORDER");
    }

    @Test
    void anUnknownIdIsNotFound() throws Exception {
        script.signal("order-17");

        CommandRun run = whyRun("order-71");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no record names order-71").contains("Signals with ids like it: order-17");
    }

    @Test
    void nothingBehindToIsKnown() throws Exception {
        script.signal("7");
        long before = script.lastSequence();
        script.fill("7");

        assertThat(why("7", "--to", before)).contains("nt8 SENT").doesNotContain("fill  ");
    }

    @Test
    void jsonHoldsTheSameEvents() throws Exception {
        script.tick(16250.0).signal("7").fill("7");

        Map<String, Object> answer = json(why("7", "--json"));
        Map<String, Object> signal = maps(answer, "signals").get(0);
        List<Map<String, Object>> events = maps(signal, "events");

        assertThat(answer).containsEntry("id", "7");
        assertThat(maps(signal, "orders").get(0))
                .containsEntry("state", "FILLED")
                .containsEntry("cum_qty", 1);
        assertThat(events)
                .extracting(event -> event.get("what"))
                .contains("tick", "signal", "check", "order", "told", "fill");
        assertThat(events.get(0)).containsEntry("since_signal_ns", -1_000_000);
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event).containsKeys("sequence", "time_ns", "since_signal_ns", "text", "message"));
    }

    /** YAML 1.2 has JSON in it. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> map, String name) {
        return (List<Map<String, Object>>) map.get(name);
    }

    @Test
    void readsBesideAWriter() throws Exception {
        script.signal("7");

        CommandRun run = CommandRun.of("why", "--data", data, "7");

        assertThat(run.out()).contains("nt8 SENT");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void damageBehindTheOrderIsNamedAndPassedOver() throws Exception {
        script.signal("7").fill("7");
        long damaged = plant();
        script.tick(1);
        damage();

        assertThat(why("7")).contains("nt8 FILLED 1 @ 16250.5").contains("Note: record " + damaged + ": CRC ");
    }

    @Test
    void damageBeforeTheOrderLeavesWhatTheRecordsSay() throws Exception {
        long damaged = plant();
        script.tick(3).signal("7").fill("7");
        damage();

        assertThat(why("7"))
                .contains("1 order: nt8 (" + REF + "1).")
                .contains("fill      nt8: 1 NQ 03-25 @ 16250.5")
                .contains("check     ok: not a duplicate")
                .contains("Note: record " + damaged + ": CRC ")
                .contains("Note: the router cannot go past what is damaged: record " + damaged);
    }

    @Test
    void damageWhileTheOrderIsOpenLeavesItsEndUnknown() throws Exception {
        script.signal("7");
        long damaged = plant();
        script.fill("7");
        damage();

        assertThat(why("7"))
                .contains("As of record " + (damaged - 1) + ", ")
                .contains("what came of it behind that is not known")
                .contains("SENT, 1 left")
                .contains("fill      nt8: 1 NQ 03-25 @ 16250.5")
                .contains("told      ORDER_FILL nt8: 1 @ 16250.5, FILLED")
                .contains("Note: record " + damaged + ": CRC ");
    }

    private long plant() {
        script.raw(RecordKind.PLATFORM_IN, JournalScript.PLATFORM, PLANTED.getBytes(StandardCharsets.US_ASCII));
        // Behind it stands what the platform was answered.
        return script.lastSequence() - 1;
    }

    /** Flips a bit of what was planted. */
    private void damage() throws Exception {
        script.close();
        Path file;
        try (Stream<Path> files = Files.walk(data)) {
            file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        int at = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).indexOf(PLANTED);
        try (RandomAccessFile writable = new RandomAccessFile(file.toFile(), "rw")) {
            writable.seek(at);
            writable.write(PLANTED.charAt(0) ^ 1);
        }
    }
}
