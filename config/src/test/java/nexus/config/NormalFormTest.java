package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;
import nexus.config.RouterConfig.UnknownPlatforms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalFormTest {
    static final RouterConfig SMALL = new RouterConfig(
            List.of(new Platform("nt8", "nt8"), new Platform("test_mt5", "nt8"), new Platform("mt5", "mt5")),
            List.of(
                    new Mapping("NQ", "nt8", "NQ 03-25", new BigDecimal("1.00"), new BigDecimal("100"), true),
                    new Mapping("NQ", "mt5", "é \"=\" 東京 \\", new BigDecimal("20.50"), new BigDecimal("0.01"), false)),
            UnknownPlatforms.REFUSE,
            1,
            2,
            3,
            4,
            5,
            6,
            7);

    /** Journals hold this text: a change of the format makes them unreadable. Later keys go to the end. */
    private static final String GOLDEN = """
            nexus-router-config 1
            platforms 3
            platform name=nt8 dialect=nt8
            platform name=test_mt5 dialect=nt8
            platform name=mt5 dialect=mt5
            mappings 2
            mapping universal=NQ dialect=nt8 quantityFactor=1 lotStep=100 samePrice=true platformSymbol=NQ 03-25
            mapping universal=NQ dialect=mt5 quantityFactor=20.5 lotStep=0.01 samePrice=false platformSymbol=é "=" 東京 \\
            unknownPlatforms refuse
            maxSignalAgeMillis 1
            clockSkewAlarmMillis 2
            heartbeatMillis 3
            heartbeatTimeoutMillis 4
            maxHeldEvents 5
            maxResumeEvents 6
            forgetIdsAfterMillis 7
            """;

    private static final String GOLDEN_EDGE = """
            nexus-edge-config 1
            platformEndpoint tcp://127.0.0.1:5555
            nexusEndpoint tcp://127.0.0.1:5556
            controlEndpoint tcp://127.0.0.1:5557
            durability process
            maxFrameBytes 65536
            maxQueuedMessages 100000
            minFreeDiskBytes 536870912
            reserveDiskBytes 67108864
            snapshotRecords 100000
            snapshotSeconds 300
            maxMessagesPerSecond 1000000
            maxMalformed 1000
            keys keys
            curve off
            controlToken\s
            clockSource auto
            clockIntervalSeconds 60
            sealed true
            sealKey\s
            sealCopyTo\s
            sealSeconds 10
            sealRecords 10000
            """;

    @Test
    void isTheGoldenText() {
        assertThat(NormalForm.of(SMALL)).isEqualTo(GOLDEN);
        assertThat(NormalForm.parse(GOLDEN)).isEqualTo(SMALL);
        assertThat(NormalForm.ofEdge(EdgeConfig.standard())).isEqualTo(GOLDEN_EDGE);
    }

    @Test
    void everyRouterValueChangesItAndComesBack() {
        Map<String, RouterConfig> variants = RecordVariants.of(SMALL);
        // A section that the file lacks is not written, so a value in one says nothing. Those have samples of their
        // own.
        variants.keySet().removeIf(name -> name.matches("(futures|money|risk|alerts)\\..*"));
        assertThat(variants).containsKeys("platforms[1].dialect", "mappings[0].samePrice", "forgetIdsAfterMillis");
        variants.forEach((changed, variant) -> {
            String text = NormalForm.of(variant);
            assertThat(text).as(changed).isNotEqualTo(GOLDEN);
            assertThat(NormalForm.parse(text)).as(changed).isEqualTo(variant);
        });
        assertThat(variants.values().stream().map(NormalForm::of)).doesNotHaveDuplicates();
    }

    @Test
    void everyEdgeValueChangesIt() {
        Map<String, EdgeConfig> variants = RecordVariants.of(EdgeConfig.standard());
        assertThat(variants)
                .hasSize(EdgeConfig.class.getRecordComponents().length
                        - 3
                        + ClockConfig.class.getRecordComponents().length
                        + SecurityConfig.class.getRecordComponents().length
                        + SealsConfig.class.getRecordComponents().length);
        assertThat(variants.values().stream().map(NormalForm::ofEdge))
                .doesNotHaveDuplicates()
                .doesNotContain(GOLDEN_EDGE);
    }

    @Test
    void doesNotDependOnLayoutCommentsOrDefaultsWrittenOut(@TempDir Path folder) throws IOException, ConfigException {
        String terse = "platforms: {a: {}}\nsymbols: {NQ: {a: X Y}, ES: {a: Z}}\n";
        String verbose = """
                # The same.
                journal: {durability: power}
                symbols:
                  "NQ":
                    a:
                      lotStep: 1.000
                      symbol: 'X Y'   # quoted
                      quantityFactor: "1.0"
                      samePrice: false
                  ES: {a: Z}
                signals:
                  clockSkewAlarm: 2000 ms
                  maxAge: 10000ms
                  forgetIdsAfter: 168 h
                heartbeat: {timeout: 5 s, interval: 1 s}
                nexus: {maxResumeEvents: 100000, maxHeldEvents: 100000}
                unknownPlatforms: data-only
                platforms:
                  a: {dialect: a}
                """;
        ConfigText config = ConfigText.in(folder);
        assertThat(NormalForm.of(config.load(verbose).router()))
                .isEqualTo(NormalForm.of(config.load(terse).router()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " X", "X\nmappings 0", "X\u2028", "X\u0000", "\ud800"})
    void aSymbolThatCouldNotBeReadBackIsNotWritten(String symbol) {
        Mapping mapping = new Mapping("NQ", "nt8", symbol, BigDecimal.ONE, BigDecimal.ONE, true);
        RouterConfig config = RouterConfig.of(List.of(new Platform("nt8", "nt8")), List.of(mapping));
        assertThatIllegalArgumentException().isThrownBy(() -> NormalForm.of(config));
    }

    @Test
    void aNameThatCouldNotBeReadBackIsNotWritten() {
        RouterConfig config = RouterConfig.of(List.of(new Platform("a b", "nt8")), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalForm.of(config))
                .withMessage("\"a b\" — must be 1 to 32 of a-z, 0-9 and _");
    }

    @Test
    void noPlatformsAndNoMappingsComeBackToo() {
        RouterConfig config = RouterConfig.of(List.of(), List.of());
        assertThat(NormalForm.parse(NormalForm.of(config))).isEqualTo(config);
    }
}
