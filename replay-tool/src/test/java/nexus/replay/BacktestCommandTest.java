package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import nexus.replay.backtest.RandomTrader;
import nexus.replay.backtest.TickDay;
import nexus.replay.nexus.DealerNexus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    private static final int TICKS = 20_000;
    private static final String HEX = "[0-9a-f]{64}";
    /** See {@link #theContentIsTheOneThatIsKnown}. */
    private static final String KNOWN_CONTENT = "fca2149a6c7f3b5cb74764b9e36e2d2e4d9b2e29f4f204917791890afa8ba0de";

    @TempDir
    Path folder;

    private Path ticks;
    private Path out;

    @BeforeEach
    void makeTicks() throws IOException {
        ticks = TickDay.write(folder.resolve("gc.csv"), TickDay.trades(1, TICKS));
        out = folder.resolve("out");
    }

    private CommandRun random(String fillModel, Object... more) throws IOException {
        return BacktestRun.random(folder, out, ticks, fillModel, more);
    }

    @Test
    void twoRunsGiveTheSameStateAndContent() throws Exception {
        CommandRun first = random(BacktestRun.LIVELY);
        CommandRun second = BacktestRun.random(folder, folder.resolve("again"), ticks, BacktestRun.LIVELY);

        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(BacktestRun.field(first, "ticks")).startsWith("20,000 ");
        assertThat(BacktestRun.field(first, "state")).matches(HEX).isEqualTo(BacktestRun.field(second, "state"));
        assertThat(BacktestRun.field(first, "content")).matches(HEX).isEqualTo(BacktestRun.field(second, "content"));
        assertThat(BacktestRun.records(out)).isEqualTo(BacktestRun.records(folder.resolve("again")));
    }

    /**
     * The content of a journal as it was when this test was written. It changes when, on purpose, the router's behaviour, the
     * fill model, the messages of the simulated platforms or the defaults of the configuration do:
     * then this is to be changed with it. It must not change by itself, with another Java for instance.
     */
    @Test
    void theContentIsTheOneThatIsKnown() throws Exception {
        assertThat(BacktestRun.field(random(BacktestRun.LIVELY), "content")).isEqualTo(KNOWN_CONTENT);
    }

    @Test
    void seedFillModelStrategyAndParametersChangeTheContent() throws Exception {
        List<CommandRun> runs = List.of(
                random(BacktestRun.LIVELY),
                BacktestRun.random(folder, folder.resolve("2"), ticks, BacktestRun.LIVELY, "--seed", 2),
                BacktestRun.random(folder, folder.resolve("3"), ticks, BacktestRun.LIVELY, "--param", "seed=2"),
                BacktestRun.random(folder, folder.resolve("4"), ticks, "next-trade"));

        assertThat(runs).extracting(run -> BacktestRun.field(run, "content")).doesNotHaveDuplicates();
    }

    @Test
    void everyCommandWorksOnTheResult() throws Exception {
        random(BacktestRun.LIVELY);

        CommandRun verify = CommandRun.of("verify", "--data", out);
        assertThat(verify.out()).contains("identical");
        assertThat(verify.exitCode()).isZero();
        assertThat(CommandRun.of("ls", "--data", out).out()).contains("backtest-");
        assertThat(CommandRun.of("dump", "--data", out, "--type", "ORDER_FILL").out())
                .contains("\"exec_id\":\"BT-1\"");
        assertThat(CommandRun.of("state", "--data", out, "--at", "2013-10-07T00:10:00Z")
                        .exitCode())
                .isZero();
        assertThat(CommandRun.of("why", "--data", out, "BT-1").out()).contains("BT-1");
        assertThat(CommandRun.of("report", "--data", out).out()).contains("Profit and loss");
        assertThat(CommandRun.of("diff", "--data", out, "--config", folder.resolve("gateway.yaml"))
                        .exitCode())
                .isZero();
        try (FeedRun feed = FeedRun.start("--data", out, "--speed", "max")) {
            assertThat(feed.address()).isNotNull();
            try (DealerNexus nexus = DealerNexus.connect(feed.address())) {
                assertThat(feed.end().exitCode()).isZero();
                assertThat(nexus.count()).isGreaterThan(TICKS / 2);
            }
        }
    }

    @Test
    void theReportIsPrintedAndWrittenAsAPage() throws Exception {
        random("next-trade");
        Path other = folder.resolve("other");

        CommandRun run = CommandRun.of(
                "backtest",
                "--strategy",
                "MovingAverageCross",
                "--param",
                "fast=20",
                "--param",
                "slow=100",
                "--ticks",
                ticks,
                "--symbol",
                "GC",
                "--config",
                folder.resolve("gateway.yaml"),
                "--multiplier",
                "GC=100",
                "--out",
                other);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Profit and loss").contains("page       " + other.resolve("report.html"));
        assertThat(other.resolve("report.html")).content().contains("<html");
    }

    @Test
    void bothExamplesTrade() throws Exception {
        CommandRun cross = BacktestRun.of(
                folder,
                out,
                "--strategy",
                "MovingAverageCross",
                "--param",
                "fast=20",
                "--param",
                "slow=100",
                "--ticks",
                ticks,
                "--symbol",
                "GC");
        CommandRun limits = BacktestRun.of(
                folder,
                folder.resolve("2"),
                "--strategy",
                "RestingLimits",
                "--param",
                "distance=0.3",
                "--ticks",
                ticks,
                "--symbol",
                "GC");

        assertThat(cross.out()).containsPattern("records .* [1-9]\\d* orders");
        assertThat(limits.out()).containsPattern("records .* [1-9]\\d* orders");
        assertThat(CommandRun.of("dump", "--data", folder.resolve("2"), "--type", "ORDER_CANCEL,ORDER_FILL")
                        .out())
                .contains("ORDER_CANCEL")
                .contains("ORDER_FILL");
    }

    @Test
    void anOutFolderThatIsNotEmptyOrInTheDataFolderIsRefused() throws Exception {
        random("next-trade");
        List<String> before = BacktestRun.records(out);

        CommandRun again = random("next-trade");
        CommandRun inside =
                BacktestRun.of(folder, out.resolve("journal/sub"), "--strategy", "MovingAverageCross", "--data", out);
        CommandRun same = BacktestRun.of(folder, out, "--strategy", "MovingAverageCross", "--data", out);
        CommandRun file = BacktestRun.random(folder, ticks, ticks, "next-trade");

        assertThat(again.err())
                .isEqualTo("replay backtest: --out " + out
                        + " is not empty: name a new folder, or delete what is in it first" + System.lineSeparator());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(inside.err()).contains("lies in the data folder " + out);
        assertThat(same.exitCode()).isEqualTo(2);
        assertThat(file.err()).contains("is a file: name a new folder");
        assertThat(BacktestRun.records(out)).isEqualTo(before);
    }

    @Test
    void whatIsWrongIsSaidBeforeAFolderIsMade() throws Exception {
        List<CommandRun> runs = List.of(
                BacktestRun.of(folder, out, "--strategy", "NoSuch", "--ticks", ticks, "--symbol", "GC"),
                BacktestRun.of(folder, out, "--strategy", "java.lang.String", "--ticks", ticks, "--symbol", "GC"),
                BacktestRun.of(
                        folder,
                        out,
                        "--strategy",
                        "MovingAverageCross",
                        "--param",
                        "fast=9",
                        "--param",
                        "slow=9",
                        "--ticks",
                        ticks,
                        "--symbol",
                        "GC"),
                BacktestRun.of(folder, out, "--strategy", "MovingAverageCross", "--ticks", ticks),
                BacktestRun.of(
                        folder,
                        out,
                        "--strategy",
                        "MovingAverageCross",
                        "--ticks",
                        ticks,
                        "--symbol",
                        "GC",
                        "--platform",
                        "none"),
                BacktestRun.of(
                        folder,
                        out,
                        "--strategy",
                        "MovingAverageCross",
                        "--ticks",
                        ticks,
                        "--symbol",
                        "GC",
                        "--from",
                        "12"),
                BacktestRun.of(folder, out, "--strategy", "MovingAverageCross", "--ticks", folder.resolve("no.csv")),
                BacktestRun.of(folder, out, "--strategy", "MovingAverageCross", "--data", folder.resolve("none")),
                BacktestRun.of(
                        folder,
                        out,
                        "--strategy",
                        "MovingAverageCross",
                        "--data",
                        folder.resolve("none"),
                        "--symbol",
                        "GC"),
                random("latency=1"));

        assertThat(runs).allSatisfy(run -> assertThat(run.exitCode()).isEqualTo(2));
        assertThat(runs)
                .extracting(run -> run.err().lines().findFirst().orElse(""))
                .usingElementComparator((line, part) -> line.contains(part) ? 0 : 1)
                .containsExactly(
                        "there is no class NoSuch in this program",
                        "java.lang.String does not implement nexus.replay.backtest.strategy.Strategy",
                        "cannot be made: java.lang.IllegalArgumentException: fast=9, slow=9",
                        "the file has no column symbol",
                        "the configuration has no platform 'none'",
                        "--from and --to take times with --ticks",
                        "there is no file " + folder.resolve("no.csv"),
                        "there is no folder " + folder.resolve("none"),
                        "--symbol, --contract and --platform belong to --ticks",
                        "--fill-model: latency=1: expected a number with a unit");
        assertThat(out).doesNotExist();
    }

    @Test
    void aBadRowInTheMiddleEndsTheJournalInOrder() throws Exception {
        List<String> lines = Files.readAllLines(ticks);
        lines.set(15_000, "not,201312,a,tick");
        Files.write(ticks, lines);

        CommandRun run = random("next-trade");

        assertThat(run.err()).startsWith("replay backtest: " + ticks + ":15001: column 1: 'not' is no time");
        assertThat(run.exitCode()).isEqualTo(2);
        CommandRun verify = CommandRun.of("verify", "--data", out);
        assertThat(verify.out()).contains("identical");
        assertThat(CommandRun.of("dump", "--data", out, "--type", "NOTE").out())
                .contains("ended by an error, 14999 ticks");
    }

    /** What a user writes: compiled into a folder, and loaded from there. */
    @Test
    void aStrategyOfOnesOwnIsLoadedFromTheClassPath() throws Exception {
        Path classes = compile(
                "Once",
                "if (orders.timeNanos() > 0 && !done) { done = true; orders.send(Signal.buy(tick.symbol(), 2)); }");

        CommandRun run = BacktestRun.of(
                folder, out, "--strategy", "mine.Once", "--classpath", classes, "--ticks", ticks, "--symbol", "GC");
        CommandRun withParameter = BacktestRun.of(
                folder,
                folder.resolve("2"),
                "--strategy",
                "mine.Once",
                "--classpath",
                classes,
                "--param",
                "a=b",
                "--ticks",
                ticks,
                "--symbol",
                "GC");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsPattern("records .* 1 from NEXUS, 1 orders");
        assertThat(withParameter.err()).contains("has no public constructor with a Map<String, String>");
    }

    @Test
    void aStrategyThatFailsEndsTheBacktestAndTheJournalIsWhole() throws Exception {
        Path classes = compile("Fails", "if (++count == 100) { throw new IllegalStateException(\"no more\"); }");

        CommandRun run = BacktestRun.of(
                folder, out, "--strategy", "mine.Fails", "--classpath", classes, "--ticks", ticks, "--symbol", "GC");

        assertThat(run.err())
                .startsWith("replay backtest: the strategy mine.Fails failed at 2013-10-07T")
                .contains("java.lang.IllegalStateException: no more");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("verify", "--data", out).out()).contains("identical");
        assertThat(CommandRun.of("dump", "--data", out, "--type", "NOTE").out())
                .contains("ended by an error, 100 ticks");
    }

    @Test
    void aStrategyThatAnswersItsOwnOrdersWithoutEndIsStopped() throws Exception {
        Path classes = compile("Endless", "orders.send(Signal.buy(\"NO\", 1));");

        CommandRun run = BacktestRun.of(
                folder, out, "--strategy", "mine.Endless", "--classpath", classes, "--ticks", ticks, "--symbol", "GC");

        assertThat(run.err()).contains("more than 100000 signals and cancels between two ticks");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private Path compile(String name, String onMarketData) throws IOException {
        Path classes = folder.resolve("classes of mine");
        Path source = Files.createDirectories(folder.resolve("mine")).resolve(name + ".java");
        Files.writeString(source, """
                package mine;
                import nexus.replay.backtest.strategy.*;
                public class NAME implements Strategy {
                    private boolean done;
                    private int count;
                    public void onMarketData(MarketData tick, Orders orders) { BODY }
                    public void onOrderEvent(OrderEvent event, Orders orders) {
                        if (event.type() == OrderEvent.Type.REJECT) { orders.send(Signal.buy("NO", 1)); }
                    }
                }
                """.replace("NAME", name).replace("BODY", onMarketData), StandardCharsets.UTF_8);
        Files.createDirectories(classes);
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(exitCode).isZero();
        return classes;
    }

    @Test
    void fromAndToCutTheDay() throws Exception {
        List<TickDay.Trade> trades = TickDay.trades(1, TICKS);
        long from = trades.get(5_000).millis();
        long to = trades.get(9_000).millis();
        long inRange = trades.stream()
                .filter(trade -> trade.millis() >= from && trade.millis() <= to)
                .count();

        CommandRun run = random("next-trade", "--from", from * 1_000_000, "--to", to * 1_000_000);

        assertThat(BacktestRun.field(run, "ticks")).startsWith(String.format("%,d ", inRange));
    }

    @Test
    void theHelpExplainsFillModelAndFiles() {
        CommandRun help = CommandRun.of("backtest", "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("--fill-model")
                .contains("limit=through|touch")
                .contains("ts_ms")
                .contains("STEP_ACK")
                .contains("130");
        assertThat(RandomTrader.class).isPublic();
    }
}
