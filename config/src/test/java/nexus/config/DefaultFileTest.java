package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nexus.config.MoneyConfig.FillCheck;
import nexus.config.MoneyConfig.MarketRate;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;
import nexus.config.RouterConfig.UnknownPlatforms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefaultFileTest {
    private static final Path SHIPPED = Path.of("gateway.yaml");

    /** By hand, from what the platforms are known to call their instruments; not computed from the file. */
    private static final RouterConfig EXPECTED_ROUTER = new RouterConfig(
                    List.of(
                            new Platform("nt8", "nt8"),
                            new Platform("mt5", "mt5"),
                            new Platform("sierra", "sierra"),
                            new Platform("bookmap", "bookmap"),
                            new Platform("quantower", "quantower"),
                            new Platform("test_mt5", "nt8"),
                            new Platform("test_platform", "nt8")),
                    List.of(
                            future("NQ", "nt8", "NQ {MM}-{YY}"),
                            future("NQ", "sierra", "NQ{M}{YY}"),
                            future("NQ", "bookmap", "NQ{M}{Y}.CME@RITHMIC"),
                            future("NQ", "quantower", "NQ{M}{YY}"),
                            contractForDifference("NQ", "NAS100"),
                            future("ES", "nt8", "ES {MM}-{YY}"),
                            future("ES", "sierra", "ES{M}{YY}"),
                            future("ES", "bookmap", "ES{M}{Y}.CME@RITHMIC"),
                            future("ES", "quantower", "ES{M}{YY}"),
                            contractForDifference("ES", "US500"),
                            future("GC", "nt8", "GC {MM}-{YY}"),
                            future("GC", "sierra", "GC{M}{YY}"),
                            future("GC", "bookmap", "GC{M}{Y}.COMEX@RITHMIC"),
                            future("GC", "quantower", "GC{M}{YY}"),
                            contractForDifference("GC", "XAUUSD"),
                            future("WIN", "mt5", "WIN{M}{YY}"),
                            future("WDO", "mt5", "WDO{M}{YY}"),
                            new Mapping("USDBRL", "mt5", "USDBRL", BigDecimal.ONE, new BigDecimal("0.01"), true)),
                    UnknownPlatforms.DATA_ONLY,
                    10_000,
                    2_000,
                    1_000,
                    5_000,
                    100_000,
                    100_000,
                    604_800_000L)
            .with(ShippedFutures.CONFIG)
            .with(new MoneyConfig(
                    "USD",
                    0,
                    List.of(),
                    List.of(new MarketRate("BRL", "USD", true, "USDBRL", "", BigDecimal.ONE, 300_000)),
                    List.of(
                            instrument("NQ", "USD", "20", "0.25"),
                            instrument("ES", "USD", "50", "0.25"),
                            instrument("GC", "USD", "100", "0.1"),
                            instrument("WIN", "BRL", "0.2", "5"),
                            instrument("WDO", "BRL", "10", "0.5")),
                    new FillCheck(BigDecimal.valueOf(5), FillCheck.Unit.PERCENT, 60_000)))
            .with(new AlertsConfig(true, 60_000, 300_000, 1_000, AlertsConfig.Expect.SEEN));

    private static final EdgeConfig EXPECTED_EDGE = new EdgeConfig(
            "tcp://127.0.0.1:5555",
            "tcp://127.0.0.1:5556",
            "tcp://127.0.0.1:5557",
            EdgeConfig.Durability.PROCESS,
            65_536,
            100_000,
            536_870_912L,
            67_108_864L,
            100_000,
            300,
            1_000_000,
            1_000,
            new SecurityConfig("keys", SecurityConfig.Curve.OFF, ""),
            new ClockConfig(ClockConfig.Source.AUTO, 60),
            new SealsConfig(true, "", "", 10, 10_000));

    private static Mapping future(String universal, String dialect, String symbol) {
        return new Mapping(universal, dialect, symbol, BigDecimal.ONE, BigDecimal.ONE, true);
    }

    private static Mapping contractForDifference(String universal, String symbol) {
        return new Mapping(universal, "mt5", symbol, BigDecimal.ONE, new BigDecimal("0.01"), false);
    }

    private static MoneyConfig.Instrument instrument(
            String symbol, String currency, String multiplier, String tickSize) {
        return new MoneyConfig.Instrument(symbol, currency, new BigDecimal(multiplier), new BigDecimal(tickSize));
    }

    @Test
    void holdsWhatIsExpected() throws ConfigException {
        assertThat(ConfigLoader.load(SHIPPED)).isEqualTo(new GatewayConfig(EXPECTED_EDGE, EXPECTED_ROUTER));
    }

    @Test
    void isPackedAsItLies() throws IOException {
        assertThat(DefaultFile.text()).isEqualTo(Files.readString(SHIPPED));
    }

    /**
     * So that the written values are those that apply when the keys are left out. What the file switches on by a group of
     * its own is off without that.
     */
    @Test
    void writesOutTheDefaults(@TempDir Path folder) throws IOException, ConfigException {
        String required = Files.readString(SHIPPED)
                .lines()
                .dropWhile(line -> !line.equals("platforms:"))
                .takeWhile(line -> !line.equals("signals:"))
                .filter(line -> !line.startsWith("unknownPlatforms"))
                .collect(Collectors.joining("\n"));
        Path file = Files.writeString(folder.resolve("required.yaml"), required);
        RouterConfig bare = EXPECTED_ROUTER.with(AlertsConfig.NONE);
        assertThat(ConfigLoader.load(file)).isEqualTo(new GatewayConfig(EXPECTED_EDGE, bare));
        assertThat(RouterConfig.of(bare.platforms(), bare.mappings()))
                .isEqualTo(bare.with(MoneyConfig.NONE).with(FuturesConfig.NONE));
        assertThat(EdgeConfig.standard()).isEqualTo(EXPECTED_EDGE);
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void explainsTheRangeOfEachKeyAboveIt(String key, Range range) throws IOException {
        List<String> lines = Files.readString(SHIPPED).lines().toList();
        int line = lines.indexOf("  " + key + ": " + range.measure().format(range.standard()));
        assertThat(line).as("the line of %s with its default", key).isPositive();
        assertThat(lines.subList(line - 4, line))
                .anyMatch(comment -> comment.contains(range.measure().format(range.min()) + " to "
                        + range.measure().format(range.max())));
    }

    static Stream<Arguments> ranges() {
        return Stream.of(
                Arguments.of("maxAge", Settings.MAX_SIGNAL_AGE),
                Arguments.of("clockSkewAlarm", Settings.CLOCK_SKEW_ALARM),
                Arguments.of("forgetIdsAfter", Settings.FORGET_IDS_AFTER),
                Arguments.of("maxHeldEvents", Settings.MAX_HELD_EVENTS),
                Arguments.of("maxResumeEvents", Settings.MAX_RESUME_EVENTS),
                Arguments.of("repeatEvery", Settings.REPEAT_ALERT),
                Arguments.of("clearAfter", Settings.CLEAR_ALERT),
                Arguments.of("maxActive", Settings.MAX_ALERTS),
                Arguments.of("interval", Settings.HEARTBEAT_INTERVAL),
                Arguments.of("timeout", Settings.HEARTBEAT_TIMEOUT),
                Arguments.of("maxFrame", Settings.MAX_FRAME),
                Arguments.of("maxQueuedMessages", Settings.MAX_QUEUED_MESSAGES),
                Arguments.of("maxMessagesPerSecond", Settings.MAX_MESSAGES_PER_SECOND),
                Arguments.of("maxMalformed", Settings.MAX_MALFORMED),
                Arguments.of("snapshotRecords", Settings.SNAPSHOT_RECORDS),
                Arguments.of("snapshotInterval", Settings.SNAPSHOT_INTERVAL),
                Arguments.of("interval", Settings.SEAL_INTERVAL),
                Arguments.of("records", Settings.SEAL_RECORDS),
                Arguments.of("minFreeDisk", Settings.MIN_FREE_DISK),
                Arguments.of("diskReserve", Settings.DISK_RESERVE));
    }

    /** A symbol that its own dialect lacks is looked up in all: then one name must not mean two instruments. */
    @Test
    void noNameMeansTwoInstrumentsInAnyTwoDialects() {
        assertThat(EXPECTED_ROUTER.mappings().stream()
                        .collect(Collectors.groupingBy(
                                Mapping::platformSymbol, Collectors.mapping(Mapping::universal, Collectors.toSet())))
                        .values())
                .allSatisfy(universals -> assertThat(universals).hasSize(1));
    }

    @Test
    void listensOnThisMachineOnly() {
        assertThat(EXPECTED_EDGE.isLoopbackOnly()).isTrue();
    }

    @Test
    void isSummedUp() {
        assertThat(ConfigSummary.of(new GatewayConfig(EXPECTED_EDGE, EXPECTED_ROUTER)))
                .isEqualTo("""
                        listens    platforms tcp://127.0.0.1:5555, NEXUS tcp://127.0.0.1:5556, operators tcp://127.0.0.1:5557 (this machine only)
                        platforms  nt8, mt5, sierra, bookmap, quantower, test_mt5 (speaks nt8), test_platform (speaks nt8); others: data-only
                        symbols    NQ, ES, GC, WIN, WDO, USDBRL, by 18 names in 5 dialects
                        money      in USD; rates of BRL (by USDBRL); worth known of NQ, ES, GC, WIN, WDO
                        limits     NONE: every order that is well formed goes out; set some under risk
                        signals    refused when older than 10 s; their ids forgotten after 7 d
                        journal    survives the process; trading halts below 512 MiB of free disk
                        """);
    }
}
