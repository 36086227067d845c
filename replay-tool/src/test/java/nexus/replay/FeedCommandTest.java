package nexus.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.FeedRun.Fed;
import nexus.replay.nexus.DealerNexus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a NEXUS gets from a journal. */
@Timeout(60)
class FeedCommandTest {
    @TempDir
    private Path data;

    private JournalScript script() throws Exception {
        return new JournalScript(data).run("first", Router.VERSION).recovery(0, 0, null);
    }

    /** A short day: ticks of two symbols, a signal, its fill. */
    private void record() throws Exception {
        try (JournalScript journal = script()) {
            journal.tick(16250.25).connect();
            for (int i = 0; i < 20; i++) {
                journal.tick(16250 + i);
            }
            journal.signal("a").tick(16240).fill("a");
            journal.raw(RecordKind.PLATFORM_IN, JournalScript.PLATFORM, es(5000.25));
            journal.tick(16241).checkpoint();
        }
    }

    private static byte[] es(double price) {
        return new MapWriter(128)
                .reset()
                .beginMap()
                .put(Keys.TYPE, Types.MARKET_DATA)
                .beginMap(Keys.DATA)
                .put(Keys.SYMBOL, "ES 03-25")
                .put(Keys.PRICE, price)
                .endMap()
                .endMap()
                .toBytes();
    }

    /** Everything that the router makes for NEXUS, as JSON, with {@code replay: true} behind it. */
    private List<String> routed() {
        List<String> messages = new ArrayList<>();
        Replay replay = new Replay(new Router(), new Outputs() {
            @Override
            public void output(Output output) {
                if (output.kind() == RecordKind.NEXUS_OUT) {
                    messages.add(JsonText.of(output.buffer(), output.offset(), output.length())
                            .replaceFirst("}$", ",\"replay\":true}"));
                }
            }

            @Override
            public void note(Level level, long seq, String text) {
                // For the log.
            }
        });
        try (JournalReader journal = JournalReader.open(data)) {
            JournalRecord record = new JournalRecord();
            while (journal.next(record)) {
                replay.accept(record);
            }
        }
        return messages;
    }

    @Test
    void givesWhatTheRouterMadeBetweenBeginAndEnd() throws Exception {
        record();
        Fed fed = FeedRun.feed("--data", data, "--speed", "max");
        assertThat(fed.run().exitCode()).as(fed.run().err()).isZero();
        assertThat(fed.between()).isEqualTo(routed()).hasSizeGreaterThan(24);
        int last = fed.frames().size() - 1;
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        fed.frames().subList(1, last).forEach(sha256::update);
        String hash = HexFormat.of().formatHex(sha256.digest());
        String frame = "\"from_seq\":256,\"to_seq\":" + (lastSequence() * 256 + 255) + ",\"replay\":true";
        assertThat(fed.all().get(0)).isEqualTo("{\"type\":\"REPLAY_BEGIN\"," + frame + "}");
        assertThat(fed.all().get(last))
                .isEqualTo("{\"type\":\"REPLAY_END\"," + frame + ",\"messages\":" + (last - 1) + ",\"sha256\":\"" + hash
                        + "\"}");
        assertThat(fed.run().out())
                .contains("1 ORDER_FILL", "1 SIGNAL_ACK", "sha256     " + hash, "complete")
                .doesNotContain("lateness");
        assertThat(fed.run().err()).contains("the ticks that NEXUS was sent", "waiting for NEXUS");
    }

    private long lastSequence() {
        try (JournalReader journal = JournalReader.open(data)) {
            return journal.lastSequence();
        }
    }

    @Test
    void feedsOfTheSameRangeAreTheSame() throws Exception {
        record();
        Fed first = FeedRun.feed("--data", data, "--speed", "max");
        Fed second = FeedRun.feed("--data", data, "--speed", "200");
        assertThat(second.frames()).containsExactlyElementsOf(first.frames());
        assertThat(second.run().out()).contains("lateness   p50 ");
    }

    @Test
    void aFeedUpToAPointIsTheBeginningOfAFeedOfAll() throws Exception {
        record();
        List<String> all = FeedRun.feed("--data", data, "--speed", "max").between();
        int longest = 0;
        for (long to = 8; to <= lastSequence(); to += 3) {
            List<String> some =
                    FeedRun.feed("--data", data, "--speed", "max", "--to", to).between();
            assertThat(all.subList(0, some.size())).as("up to " + to).isEqualTo(some);
            assertThat(some.size()).isGreaterThanOrEqualTo(longest);
            longest = some.size();
            if (to < lastSequence()) {
                List<String> rest = FeedRun.feed("--data", data, "--speed", "max", "--from", to + 1)
                        .between();
                assertThat(all.subList(some.size(), all.size()))
                        .as("behind " + to)
                        .isEqualTo(rest);
            }
        }
        assertThat(longest).isGreaterThan(20);
    }

    @Test
    void whatTheSocketDidNotTakeIsFedOnceAndOnlyWhereItWasSent() throws Exception {
        try (JournalScript journal = script().connect()) {
            journal.tick(1).signal("a").tick(2).fill("a");
            long fill = journal.lastSequence() - 1;
            journal.tick(3).tick(4);
            journal.control(
                    Types.NEXUS_REFUSED,
                    refused -> refused.put(Keys.FROM_SEQ, fill * 256).put(Keys.TICKS, 2));
            journal.tick(5)
                    .control(Types.NEXUS_WRITABLE, writable -> {})
                    .tick(6)
                    .checkpoint();
        }
        assertThat(CommandRun.of("verify", "--data", data).exitCode()).isZero();
        Fed sent = FeedRun.feed("--data", data, "--speed", "max");
        assertThat(prices(sent)).containsExactly("1", "2", "fill", "6");
        assertThat(sent.run().out()).contains("left out   3 ticks");
        Fed all = FeedRun.feed("--data", data, "--speed", "max", "--ticks", "all");
        assertThat(prices(all)).containsExactly("1", "2", "3", "4", "5", "fill", "6");
        assertThat(all.run().out()).doesNotContain("left out");
    }

    /** The ticks' prices, and the fills. */
    private static List<String> prices(Fed fed) {
        List<String> prices = new ArrayList<>();
        MapReader message = new MapReader();
        MapReader tick = new MapReader();
        for (byte[] frame : fed.frames()) {
            assertThat(message.wrap(frame, 0, frame.length)).isNull();
            String type = message.textValue(message.find(Keys.TYPE));
            if (type.equals(Types.MARKET_DATA)) {
                tick.wrapMap(message, message.find(Keys.DATA));
                prices.add(tick.decimalValue(tick.find(Keys.PRICE))
                        .stripTrailingZeros()
                        .toPlainString());
            } else if (type.equals(Types.ORDER_FILL)) {
                prices.add("fill");
            }
        }
        return prices;
    }

    @Test
    void whatACrashKeptBackIsFedWhenItWasDelivered() throws Exception {
        try (JournalScript journal = script().connect()) {
            journal.tick(1).signal("a").tick(2);
            long fill = journal.lastSequence() + 1;
            journal.dropOutputs().fill("a").tick(3);
            // The order and its ack are journaled, the fill's message is not.
            journal.run("second", Router.VERSION).keepOutputs();
            journal.control(
                    Types.RECOVERY,
                    recovery -> recovery.put(Keys.RUN_ID, "second")
                            .put(Keys.LAST_SEQUENCE, fill + 1)
                            .beginArray(Keys.ABANDONED, 0)
                            .beginArray(Keys.UNCANCELED, 0)
                            .put(Keys.NEXUS_FROM_SEQ, fill * 256)
                            .put(Keys.MISSING, 1)
                            .put(Keys.REBOOTED, false));
            journal.connect().tick(4);
        }
        assertThat(CommandRun.of("verify", "--data", data).exitCode()).isZero();
        Fed fed = FeedRun.feed("--data", data, "--speed", "max");
        assertThat(fed.run().exitCode()).as(fed.run().out() + fed.run().err()).isZero();
        assertThat(prices(fed))
                .startsWith("1", "2")
                .containsOnlyOnce("fill")
                .doesNotContain("3")
                .endsWith("4");
    }

    @Test
    void withoutANexusAllTicksAreFedUnlessOneAsksForWhatWasSent() throws Exception {
        try (JournalScript journal = script()) {
            journal.control(
                    Types.PEER_UP,
                    up -> up.put(Keys.SOURCE, JournalScript.PLATFORM)
                            .put(Keys.ENDPOINT, "platform")
                            .put(Keys.IDENTITY, "00"));
            for (int i = 1; i <= 5; i++) {
                journal.tick(i);
            }
        }
        Fed all = FeedRun.feed("--data", data, "--speed", "max");
        assertThat(prices(all)).containsExactly("1", "2", "3", "4", "5");
        assertThat(all.run().err()).contains("feeding all ticks (no NEXUS was connected in this range)");
        assertThat(all.between().get(0)).endsWith(",\"replay\":true}").contains("\"symbol\":\"NQ\"", "\"seq\":1280");
        Fed sent = FeedRun.feed("--data", data, "--speed", "max", "--ticks", "sent");
        assertThat(sent.all()).hasSize(2);
        assertThat(sent.run().out()).contains("left out   5 ticks");
    }

    @Test
    void onlyWhatConcernsTheSymbolsAndWhatConcernsNone() throws Exception {
        record();
        List<String> nq = FeedRun.feed("--data", data, "--speed", "max", "--symbols", "NQ")
                .between();
        Fed es = FeedRun.feed("--data", data, "--speed", "max", "--symbols", "ES,GC");
        assertThat(nq).anyMatch(message -> message.contains("ORDER_FILL"));
        assertThat(nq).noneMatch(message -> message.contains("\"ES\""));
        assertThat(prices(es)).containsExactly("5000.25");
        assertThat(es.between())
                .anyMatch(message -> message.contains("PLATFORM_STATUS"))
                .anyMatch(message -> message.contains("SIGNAL_ACK"))
                .noneMatch(message -> message.contains("\"NQ\""));
        assertThat(es.run().err()).contains("there was no message about GC").doesNotContain("about ES");
    }

    @Test
    void repeatsBetweenBeginAndEnd() throws Exception {
        record();
        Fed once = FeedRun.feed("--data", data, "--speed", "max");
        Fed thrice = FeedRun.feed("--data", data, "--speed", "max", "--loop", "3");
        List<String> expected = new ArrayList<>(once.all());
        expected.addAll(once.all());
        expected.addAll(once.all());
        assertThat(thrice.all()).isEqualTo(expected);
        assertThat(thrice.run().out()).contains("pass 1: ", "pass 3: ");
    }

    @Test
    void inLockstepATickGoesOutWhenTheLastIsAnswered() throws Exception {
        record();
        Fed all = FeedRun.feed("--data", data, "--speed", "max");
        try (FeedRun run = FeedRun.start("--data", data, "--speed", "lockstep");
                DealerNexus nexus = DealerNexus.connect(run.address())) {
            int ticks = 0;
            while (ticks < prices(all).size() - 1) {
                int wanted = ++ticks;
                run.await("tick " + wanted, () -> ticksOf(nexus.heard()) >= wanted);
                assertThat(ticksOf(nexus.heard())).isEqualTo(wanted);
                long seq = tickSeqs(nexus.heard()).get(wanted - 1);
                if (wanted == 3) {
                    nexus.say(stepAck(seq + 1));
                    run.await("the report", () -> run.out().contains("STEP_ACK"));
                    assertThat(ticksOf(nexus.heard())).isEqualTo(wanted);
                }
                nexus.say(stepAck(seq));
            }
            CommandRun ended = run.end();
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out())
                    .contains("STEP_ACK " + (tickSeqs(nexus.heard()).get(2) + 1) + " ignored");
            run.await("the end", () -> nexus.count() == all.frames().size());
            assertThat(nexus.heard()).containsExactlyElementsOf(all.frames());
        }
    }

    private static byte[] stepAck(long seq) {
        return new MapWriter(64)
                .reset()
                .beginMap()
                .put(Keys.TYPE, Types.STEP_ACK)
                .put(Keys.SEQ, seq)
                .endMap()
                .toBytes();
    }

    private static int ticksOf(List<byte[]> frames) {
        return (int) frames.stream().filter(FeedCommandTest::isTick).count();
    }

    private static boolean isTick(byte[] frame) {
        return JsonText.of(frame, 0, frame.length).startsWith("{\"type\":\"MARKET_DATA\"");
    }

    private static List<Long> tickSeqs(List<byte[]> frames) {
        MapReader message = new MapReader();
        List<Long> seqs = new ArrayList<>();
        for (byte[] frame : frames) {
            if (isTick(frame)) {
                message.wrap(frame, 0, frame.length);
                seqs.add(message.longValue(message.find(Keys.SEQ)));
            }
        }
        return seqs;
    }

    @Test
    void whatNexusSaysIsReportedAndNeverRouted() throws Exception {
        record();
        try (FeedRun run = FeedRun.start("--data", data, "--speed", "lockstep");
                DealerNexus nexus = DealerNexus.connect(run.address())) {
            run.await("a tick", () -> ticksOf(nexus.heard()) == 1);
            nexus.say(new MapWriter(128)
                    .reset()
                    .beginMap()
                    .put(Keys.TYPE, Types.SIGNAL)
                    .put(Keys.SYMBOL, "NQ")
                    .put(Keys.SIDE, "BUY")
                    .put(Keys.QUANTITY, 2.0)
                    .put(Keys.ORDER_ID, "x\033[2J")
                    .endMap()
                    .toBytes());
            nexus.say("rubbish".getBytes(UTF_8));
            nexus.say(new MapWriter(64)
                    .reset()
                    .beginMap()
                    .put(Keys.TYPE, "NOVELTY")
                    .endMap()
                    .toBytes());
            run.await("the reports", () -> run.out().contains("NOVELTY"));
            nexus.answering(index -> isTick(nexus.heard().get(index))
                    ? stepAck(tickSeqs(nexus.heard().subList(index, index + 1)).get(0))
                    : null);
            nexus.say(stepAck(tickSeqs(nexus.heard()).get(0)));
            CommandRun ended = run.end();
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out())
                    .contains(" after seq " + tickSeqs(nexus.heard()).get(0)
                            + "  SIGNAL NQ BUY 2 order_id \"x\\u001b[2J\"")
                    .contains("unreadable (")
                    .contains("{\"type\":\"NOVELTY\"}")
                    .contains("1 SIGNAL", "1 other", "1 unreadable", "nothing of it was routed");
            assertThat(nexus.count()).isEqualTo(routed().size() + 2);
        }
    }

    @Test
    void stopsLoudlyWhereTheRouterNoLongerGivesWhatWasRecorded() throws Exception {
        try (JournalScript journal = script().connect()) {
            journal.tick(1).signal("a");
            journal.alterNextOutput(es(1)).fill("a").tick(2);
        }
        Fed fed = FeedRun.feed("--data", data, "--speed", "max");
        assertThat(fed.run().exitCode()).isEqualTo(1);
        assertThat(fed.run().out()).contains("DIVERGED at record ", "another output", "no REPLAY_END");
        assertThat(prices(fed)).isSubsetOf("1");
    }

    @Test
    void saysWhenAnotherVersionWroteWhatDiffers() throws Exception {
        try (JournalScript journal =
                new JournalScript(data).run("first", Router.VERSION + 1).recovery(0, 0, null)) {
            journal.connect().tick(1).checkpoint(7);
        }
        Fed fed = FeedRun.feed("--data", data, "--speed", "max");
        assertThat(fed.run().exitCode()).isEqualTo(3);
        assertThat(fed.run().out()).contains("DIFFERS at record ", "may be on purpose");
    }

    @Test
    void saysWhenNexusLeaves() throws Exception {
        record();
        try (FeedRun run = FeedRun.start("--data", data, "--speed", "lockstep")) {
            DealerNexus nexus = DealerNexus.connect(run.address());
            run.await("a tick", () -> ticksOf(nexus.heard()) == 1);
            nexus.close();
            CommandRun ended = run.end();
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.out()).contains("incomplete: NEXUS left");
            assertThat(ended.err()).contains("NEXUS has left: ", "messages had been handed over");
        }
    }

    @Test
    void aPortThatIsTakenAndAnEmptyRangeAreWrongUsage() throws Exception {
        record();
        try (FeedRun first = FeedRun.start("--data", data, "--speed", "max")) {
            CommandRun second = CommandRun.of("feed", "--data", data, "--bind", first.address());
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err()).contains("another program has this port");
            DealerNexus nexus = DealerNexus.connect(first.address());
            assertThat(first.end().exitCode()).isZero();
            nexus.close();
        }
        CommandRun behind = CommandRun.of("feed", "--data", data, "--from", "1000000");
        assertThat(behind.exitCode()).isEqualTo(2);
        assertThat(behind.err()).contains("there is no record from 1000000 on");
        assertThat(CommandRun.of("feed", "--data", data, "--speed", "fast").err())
                .contains("'fast' is no speed");
        assertThat(CommandRun.of("feed", "--data", data, "--loop", "-1").exitCode())
                .isEqualTo(2);
    }
}
