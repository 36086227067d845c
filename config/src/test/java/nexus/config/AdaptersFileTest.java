package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptersFileTest {
    @TempDir
    Path folder;

    @Test
    void everyKindOfValue() throws Exception {
        read("""
                adapters:
                  sierra:
                    kind: dtc
                    retries: 3
                    pause: 250ms
                    step: 0.25
                    live: true
                    unit: seconds
                    zone: America/Chicago
                    place: some folder/x
                    accounts: [Sim1, "Sim 2"]
                    session: { user: me }
                    symbols:
                      NQH25-CME: { step: 0.25 }
                      GCZ25: {}
                """, settings -> {
            assertThat(settings.text("kind")).isEqualTo("dtc");
            assertThat(settings.text("other", "stands in")).isEqualTo("stands in");
            assertThat(settings.number("retries", 1, 0, 9)).isEqualTo(3);
            assertThat(settings.number("absent", 1, 0, 9)).isEqualTo(1);
            assertThat(settings.millis("pause", 1_000, 1, 60_000)).isEqualTo(250);
            assertThat(settings.decimal("step")).isEqualTo(new BigDecimal("0.25"));
            assertThat(settings.decimal("absent")).isNull();
            assertThat(settings.flag("live", false)).isTrue();
            assertThat(settings.choice("unit", TimeUnit.DAYS)).isEqualTo(TimeUnit.SECONDS);
            assertThat(settings.zone("zone", ZoneOffset.UTC)).isEqualTo(ZoneId.of("America/Chicago"));
            assertThat(settings.path("place"))
                    .isEqualTo(folder.resolve("some folder").resolve("x"));
            assertThat(settings.path("absent", null)).isNull();
            assertThat(settings.list("accounts")).containsExactly("Sim1", "Sim 2");
            assertThat(settings.list("absent")).isEmpty();
            assertThat(settings.group("session").text("user")).isEqualTo("me");
            assertThat(settings.groups("symbols").keySet()).containsExactly("NQH25-CME", "GCZ25");
            assertThat(settings.groups("symbols").get("NQH25-CME").decimal("step"))
                    .isEqualTo("0.25");
            assertThat(settings.hasProblems()).isFalse();
        });
    }

    @Test
    void allThatIsWrongIsToldWithItsLine() throws IOException {
        List<String> problems = problems("""
                adapters:
                  sierra:
                    retries: 30
                    pause: soon
                    live: perhaps
                    typo: 1
                    symbols:
                      NQ: { stepp: 1 }
                  Sierra Chart: { kind: dtc }
                """, settings -> {
            settings.text("kind", "");
            settings.number("retries", 1, 0, 9);
            settings.millis("pause", 1_000, 1, 60_000);
            settings.flag("live", false);
            settings.groups("symbols").forEach((name, group) -> group.decimal("step"));
        });

        assertThat(problems)
                .containsExactly(
                        "3: adapters.sierra.retries: 30 — must be a whole number from 0 to 9",
                        "4: adapters.sierra.pause: soon — must be a duration with its unit (ms, s, min, h, d) from 1 ms to 1"
                                + " min",
                        "5: adapters.sierra.live: perhaps — must be true or false",
                        "6: adapters.sierra.typo — unknown key",
                        "8: adapters.sierra.symbols.NQ.stepp — unknown key; did you mean \"step\"?",
                        "9: adapters.Sierra Chart — a platform's name must be 1 to 32 of a-z, 0-9 and _");
    }

    @Test
    void whatIsMissingIsTold() throws IOException {
        assertThat(problems("adapters:\n  mt5:\n    x: 1\n", settings -> {
                    settings.number("x", 1, 0, 1);
                    settings.text("account");
                    settings.path("incoming");
                }))
                .containsExactly("2: account — required, but missing", "2: incoming — required, but missing");
        assertThat(problems("adapters: {}\n", settings -> {}))
                .containsExactly("1: adapters — must have at least one entry");
        assertThat(problems("other: 1\n", settings -> {})).hasSize(2);
        assertThat(problems("just text\n", settings -> {})).hasSize(1);
    }

    @Test
    void whatDoesNotFitTogetherIsToldOnce() throws IOException {
        assertThat(problems("adapters:\n  mt5: { a: 1 }\n", settings -> {
                    settings.number("a", 1, 0, 9);
                    throw new IllegalArgumentException("a without b");
                }))
                .containsExactly("2: adapters.mt5 — a without b");
        assertThat(problems("adapters:\n  mt5: { a: x }\n", settings -> {
                    settings.number("a", 1, 0, 9);
                    settings.refuse("b", "there");
                    throw new IllegalArgumentException("a without b");
                }))
                .containsExactly("2: adapters.mt5.a: x — must be a whole number from 0 to 9", "2: b — must be there");
    }

    private void read(String text, Consumer<AdapterSettings> each) throws IOException, ConfigException {
        AdaptersFile.read(
                Files.writeString(folder.resolve("adapters.yaml"), text),
                (platform, settings) -> each.accept(settings));
    }

    private List<String> problems(String text, Consumer<AdapterSettings> each) throws IOException {
        try {
            read(text, each);
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream()
                    .map(problem -> problem.substring(
                            folder.resolve("adapters.yaml").toString().length() + 1))
                    .toList();
        }
    }
}
