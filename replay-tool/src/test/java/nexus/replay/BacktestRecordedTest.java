package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.replay.backtest.RandomTrader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backtest on what a gateway recorded. */
class BacktestRecordedTest {
    @TempDir
    Path folder;

    private Path data;
    private Path out;

    @BeforeEach
    void nameFolders() {
        data = folder.resolve("data");
        out = folder.resolve("out");
    }

    /** Two runs; orders, fills and garbage between the ticks; in the second run NEXUS has the platform's source. */
    private void record() throws Exception {
        JournalScript script = new JournalScript(data);
        script.run("one", Router.VERSION).recovery(0, 0, null).connect();
        for (int i = 0; i < 200; i++) {
            script.tick(16250 + i % 7 * 0.25);
        }
        script.signal("1").fill("1").raw(RecordKind.PLATFORM_IN, 1, new byte[] {(byte) 0xc1});
        script.control(Types.PEER_DOWN, down -> down.put(Keys.SOURCE, 1).put(Keys.REASON, "gone for lunch"));
        script.checkpoint();
        long last = script.lastSequence();
        script.run("two", Router.VERSION).recovery(last, 0, null).connect();
        for (int i = 0; i < 200; i++) {
            script.tick(16260 + i % 5 * 0.25);
        }
        script.checkpoint().close();
    }

    private CommandRun backtest(Object... more) throws Exception {
        Object[] arguments = new Object[more.length + 4];
        System.arraycopy(more, 0, arguments, 4, more.length);
        arguments[0] = "--strategy";
        arguments[1] = RandomTrader.class.getName();
        arguments[2] = "--data";
        arguments[3] = data;
        return BacktestRun.of(folder, out, arguments);
    }

    private List<String> dumped(Path dataFolder, String types) {
        return CommandRun.of("dump", "--data", dataFolder, "--type", types)
                .out()
                .lines()
                .map(String::strip)
                .toList();
    }

    /** What comes behind the sequence and the time. */
    private static String what(String line) {
        return line.replaceFirst("^\\d+ \\S+ +", "");
    }

    @Test
    void thePlatformsTicksComeAtTheirTimesAndNothingElseDoes() throws Exception {
        record();

        CommandRun run = backtest();

        assertThat(run.err()).isEmpty();
        assertThat(BacktestRun.field(run, "ticks")).startsWith("400 ");
        List<String> recorded = dumped(data, "MARKET_DATA");
        List<String> routed = dumped(out, "MARKET_DATA");
        assertThat(routed)
                .extracting(line -> line.replaceFirst("^\\d+ ", "").replaceFirst("source \\d+", ""))
                .isEqualTo(recorded.stream()
                        .map(line -> line.replaceFirst("^\\d+ ", "").replaceFirst("source \\d+", ""))
                        .toList());
        assertThat(dumped(out, "SIGNAL")).noneMatch(line -> line.contains("\"order_id\":\"1\""));
        assertThat(CommandRun.of("verify", "--data", out).out()).contains("identical");
    }

    @Test
    void connectionsComeAndGoAsRecordedEachUnderANumberOfItsOwn() throws Exception {
        record();

        backtest();

        assertThat(dumped(out, "PEER_UP,PEER_DOWN,REGISTER"))
                .extracting(BacktestRecordedTest::what)
                .containsExactly(
                        "CONTROL      source 0 {\"type\":\"PEER_UP\",\"source\":1,\"endpoint\":\"nexus\",\"identity\":\"01\"}",
                        "CONTROL      source 0 {\"type\":\"PEER_UP\",\"source\":2,\"endpoint\":\"platform\",\"identity\":\"2\"}",
                        "PLATFORM_IN  source 2 {\"type\":\"REGISTER\",\"platform\":\"nt8\"}",
                        "CONTROL      source 0 {\"type\":\"PEER_DOWN\",\"source\":2,\"reason\":\"gone for lunch\"}",
                        "CONTROL      source 0 {\"type\":\"PEER_UP\",\"source\":3,\"endpoint\":\"platform\",\"identity\":\"3\"}",
                        "PLATFORM_IN  source 3 {\"type\":\"REGISTER\",\"platform\":\"nt8\"}");
    }

    @Test
    void aRunThatEndsTakesItsConnectionsWithIt() throws Exception {
        JournalScript script = new JournalScript(data);
        script.run("one", Router.VERSION).recovery(0, 0, null).connect();
        script.tick(16250);
        long last = script.lastSequence();
        script.run("two", Router.VERSION).recovery(last, 0, null).tick(16251).close();

        backtest();

        assertThat(dumped(out, "PEER_DOWN")).singleElement().asString().contains("the gateway was stopped");
        // The one that spoke without a connect is there, and taken for the platform that it names.
        assertThat(dumped(out, "PLATFORM_STATUS").stream().filter(line -> line.contains("\"nt8\"")))
                .extracting(line -> line.replaceFirst(".*\"status\":\"(\\w+)\".*", "$1"))
                .containsExactly("DOWN", "UP", "DOWN", "UP");
    }

    @Test
    void aStretchBeginsWithTheConnectionsThatAreThere() throws Exception {
        record();
        List<String> recorded = dumped(data, "MARKET_DATA");
        String from = recorded.get(150).split(" ", 2)[0];
        String to = recorded.get(160).split(" ", 2)[0];

        CommandRun run = backtest("--from", from, "--to", to);

        assertThat(BacktestRun.field(run, "ticks")).startsWith("11 ");
        assertThat(dumped(out, "REGISTER")).singleElement().asString().contains("\"platform\":\"nt8\"");
        assertThat(dumped(out, "MARKET_DATA").get(0)).contains("\"price\":" + 16250.75);
    }

    @Test
    void twoRunsGiveTheSameContent() throws Exception {
        record();

        CommandRun first = backtest();
        Path again = folder.resolve("again");
        CommandRun second = BacktestRun.of(folder, again, "--strategy", RandomTrader.class.getName(), "--data", data);

        assertThat(BacktestRun.field(first, "content")).isEqualTo(BacktestRun.field(second, "content"));
        assertThat(dumped(out, "ORDER_FILL")).isNotEmpty();
    }

    /** What was bought in a first backtest does not matter: its ticks are ticks like any other. */
    @Test
    void theResultOfABacktestCanBeTheDataOfTheNext() throws Exception {
        record();
        backtest();
        Path second = folder.resolve("second");

        CommandRun run = BacktestRun.of(folder, second, "--strategy", RandomTrader.class.getName(), "--data", out);

        assertThat(BacktestRun.field(run, "ticks")).startsWith("400 ");
        assertThat(CommandRun.of("verify", "--data", second).out()).contains("identical");
    }
}
