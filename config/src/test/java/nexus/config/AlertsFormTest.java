package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import nexus.config.AlertsConfig.Expect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertsFormTest {
    private static final AlertsConfig SAMPLE = new AlertsConfig(true, 1, 2, 3, Expect.CONFIGURED);

    /** Journals hold this text: a change of the format makes them unreadable. */
    private static final String SECTION = """
            section alerts 4
            repeatEveryMillis 1
            clearAfterMillis 2
            maxActive 3
            expect configured
            """;

    private static final String FILE = "platforms: {a: {}}\nsymbols: {NQ: {a: X}}\n";

    @Test
    void isTheGoldenText() {
        String text = NormalForm.of(NormalFormTest.SMALL.with(SAMPLE));
        assertThat(text).isEqualTo(NormalForm.of(NormalFormTest.SMALL) + SECTION);
        assertThat(NormalForm.parse(text).alerts()).isEqualTo(SAMPLE);
    }

    @Test
    void everyValueChangesItAndComesBack() {
        Map<String, AlertsConfig> variants = RecordVariants.of(SAMPLE);
        variants.remove("toNexus");
        assertThat(variants).hasSize(4);
        variants.forEach((changed, variant) -> {
            String text = NormalForm.of(NormalFormTest.SMALL.with(variant));
            assertThat(text).as(changed).doesNotContain(SECTION);
            assertThat(NormalForm.parse(text).alerts()).as(changed).isEqualTo(variant);
        });
    }

    @Test
    void alertsThatAreToldToNobodyAreAsNone(@TempDir Path folder) throws IOException, ConfigException {
        AlertsConfig off = ConfigText.in(folder)
                .load(FILE + "alerts: {toNexus: false, repeatEvery: 5 s}\n")
                .router()
                .alerts();
        assertThat(off).isEqualTo(AlertsConfig.NONE);
        AlertsConfig on = ConfigText.in(folder)
                .load(FILE + "alerts: {toNexus: true, repeatEvery: 5 s, expect: configured}\n")
                .router()
                .alerts();
        assertThat(on).isEqualTo(new AlertsConfig(true, 5_000, 300_000, 1_000, Expect.CONFIGURED));
    }

    @Test
    void allProblemsAreNamedWithTheirLines(@TempDir Path folder) {
        assertThatThrownBy(() -> ConfigText.in(folder).load(FILE + """
                alerts:
                  toNexus: maybe
                  repeatEvery: 60
                  clearAfter: 0 s
                  maxActive: 10001
                  expect: everyone
                  maxactive: 5
                """))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        problems -> assertThat(problems.problems())
                                .satisfiesExactlyInAnyOrder(
                                        p -> assertThat(p).contains(":4:", "alerts.toNexus: maybe", "true or false"),
                                        p -> assertThat(p).contains(":5:", "alerts.repeatEvery: 60", "1 s to 1 d"),
                                        p -> assertThat(p).contains(":6:", "alerts.clearAfter: 0 s", "1 s to 30 d"),
                                        p -> assertThat(p).contains(":7:", "alerts.maxActive: 10001", "1 to 10000"),
                                        p -> assertThat(p)
                                                .contains(":8:", "alerts.expect: everyone", "seen or configured"),
                                        p -> assertThat(p)
                                                .contains(":9:", "alerts.maxactive", "unknown key", "maxActive")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expect nobody",
                "expect seen\nmore 1",
                "expect  seen",
                "maxActive 99999999999",
                "maxActive 03",
                "repeatEveryMillis -1"
            })
    void whatWouldNotHaveBeenWrittenSoIsRefused(String line) {
        String key = line.substring(0, line.indexOf(' '));
        String text = NormalForm.of(NormalFormTest.SMALL.with(SAMPLE)).replaceFirst("(?m)^" + key + " .*$", line);
        assertThatIllegalArgumentException().isThrownBy(() -> NormalForm.parse(text));
    }
}
