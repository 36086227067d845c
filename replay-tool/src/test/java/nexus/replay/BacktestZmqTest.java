package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.replay.backtest.TickDay;
import nexus.replay.nexus.DealerNexus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An external NEXUS in lockstep. */
class BacktestZmqTest {
    private static final int TICKS = 300;

    @TempDir
    Path folder;

    private Path ticks;

    @BeforeEach
    void makeTicks() throws Exception {
        ticks = TickDay.write(folder.resolve("gc.csv"), TickDay.trades(3, TICKS));
        BacktestRun.random(folder, folder.resolve("first"), ticks, "next-trade");
    }

    private FeedRun start(Path out) {
        return FeedRun.startCommand(
                "backtest",
                "--strategy",
                "zmq",
                "--ticks",
                ticks,
                "--symbol",
                "GC",
                "--config",
                folder.resolve("gateway.yaml"),
                "--no-report",
                "--out",
                out);
    }

    /** Answers ticks; sends a signal before its answer to each 50th, with its own wall clock and a heartbeat. */
    private static final class Trader {
        private final DealerNexus nexus;
        private int ticks;

        Trader(String address) {
            nexus = DealerNexus.connect(address);
        }

        void trade() {
            int missed;
            synchronized (nexus) {
                missed = nexus.count();
                nexus.answering(index -> answer(nexus.heard().get(index)));
            }
            for (byte[] message : nexus.heard().subList(0, missed)) {
                byte[] answer = answer(message);
                if (answer != null) {
                    nexus.say(answer);
                }
            }
        }

        private byte[] answer(byte[] message) {
            MapReader reader = new MapReader();
            assertThat(reader.wrap(message, 0, message.length)).isNull();
            String type = reader.textValue(reader.find(Keys.TYPE));
            if (!type.equals(Types.MARKET_DATA)) {
                return null;
            }
            ticks++;
            if (ticks % 50 == 0) {
                nexus.say(map(Types.HEARTBEAT).endMap().toBytes());
                nexus.say(map(Types.SIGNAL)
                        .put(Keys.SYMBOL, "GC")
                        .put(Keys.SIDE, "BUY")
                        .put(Keys.QUANTITY, 1)
                        .put(Keys.TIMESTAMP, System.currentTimeMillis() / 1e3)
                        .put(Keys.ORDER_ID, "z" + ticks)
                        .endMap()
                        .toBytes());
                // Said behind the signal, in the order in which it was asked for.
                nexus.say(acknowledge(reader.longValue(reader.find(Keys.SEQ))));
                return null;
            }
            return acknowledge(reader.longValue(reader.find(Keys.SEQ)));
        }

        private static MapWriter map(String type) {
            return new MapWriter(64).reset().beginMap().put(Keys.TYPE, type);
        }

        private static byte[] acknowledge(long seq) {
            return map(Types.STEP_ACK).put(Keys.SEQ, seq).endMap().toBytes();
        }
    }

    private CommandRun trade(Path out, List<String> heard) {
        try (FeedRun run = start(out)) {
            Trader trader = new Trader(run.address());
            try (DealerNexus nexus = trader.nexus) {
                trader.trade();
                CommandRun ended = run.end();
                nexus.heard().forEach(frame -> heard.add(JsonText.of(frame, 0, frame.length)));
                return ended;
            }
        }
    }

    @Test
    void whatItSaysBeforeItsAnswerCountsAtThatTicksTime() {
        Path out = folder.resolve("out");
        List<String> heard = new ArrayList<>();

        CommandRun run = trade(out, heard);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(BacktestRun.field(run, "ticks")).startsWith(TICKS + " ");
        List<String> signals = CommandRun.of("dump", "--data", out, "--type", "SIGNAL,CANCEL,HEARTBEAT,MARKET_DATA")
                .out()
                .lines()
                .toList();
        List<TickDay.Trade> trades = TickDay.trades(3, TICKS);
        List<String> expected = new ArrayList<>();
        int seen = 0;
        for (String line : signals) {
            if (line.contains("MARKET_DATA")) {
                seen++;
            } else {
                expected.add(seen + (line.contains("\"order_id\":\"z" + seen + "\"") ? "" : line));
                String seconds =
                        BigDecimal.valueOf(trades.get(seen - 1).millis(), 3).toPlainString();
                assertThat(line.replace(".0,", ".000,")).contains("\"timestamp\":" + seconds.replaceFirst("0+$", ""));
            }
        }
        assertThat(expected).containsExactly("50", "100", "150", "200", "250", "300");
        assertThat(CommandRun.of("verify", "--data", out).out()).contains("identical");
        assertThat(heard).allMatch(message -> message.contains("\"replay\":true"));
        assertThat(heard).filteredOn(message -> message.contains("ORDER_FILL")).hasSizeGreaterThanOrEqualTo(5);
        assertThat(heard.get(heard.size() - 1)).contains("REPLAY_END");
    }

    @Test
    void twoRunsGiveTheSameContent() {
        CommandRun first = trade(folder.resolve("a"), new ArrayList<>());
        CommandRun second = trade(folder.resolve("b"), new ArrayList<>());

        assertThat(BacktestRun.field(first, "content")).isEqualTo(BacktestRun.field(second, "content"));
        assertThat(Arrays.asList(first.exitCode(), second.exitCode())).containsOnly(0);
    }

    @Test
    void aNexusThatLeavesEndsTheBacktestInOrder() {
        Path out = folder.resolve("out");
        CommandRun ended;
        try (FeedRun run = start(out)) {
            DealerNexus nexus = DealerNexus.connect(run.address());
            run.await(
                    "a tick",
                    () -> nexus.heard().stream()
                            .anyMatch(
                                    frame -> JsonText.of(frame, 0, frame.length).contains("MARKET_DATA")));
            nexus.close();
            ended = run.end();
        }

        assertThat(ended.err()).contains("replay backtest: NEXUS has left at 2013-10-07T");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("verify", "--data", out).out()).contains("identical");
    }
}
