package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code exchanges} and {@code futures}, and how they fit to the symbols. */
class FuturesRulesTest {
    private static final String SYMBOLS = """
            platforms: {a: {}, b: {}}
            symbols:
              NQ: {a: "NQ{M}{Y}", b: NAS}
              ES: {a: "ES {MM}-{YYYY}", b: "ES{MON}{YY}"}
            """;
    private static final String EXCHANGE = """
            exchanges:
              X: {timeZone: UTC, holidays: [2025-01-01, 2025-12-25]}
            """;

    @TempDir
    private Path folder;

    private List<String> problems(String text) throws IOException {
        return ConfigText.in(folder).problems(text);
    }

    @Test
    void defaultsAreFilledIn() throws IOException, ConfigException {
        String future = """
                futures:
                  NQ: {exchange: X, root: NQ, months: HMUZ, expiry: third friday, roll: 5 business days before expiry}
                """;
        FuturesConfig config =
                ConfigText.in(folder).load(SYMBOLS + EXCHANGE + future).router().futures();
        FuturesConfig.Future read = config.futures().get(0);
        assertThat(read.overlapMillis()).isEqualTo(604_800_000);
        assertThat(read.noticeMillis()).isEqualTo(259_200_000);
        assertThat(read.pinned()).isEmpty();
        assertThat(read.expiry()).hasToString("third friday, else business day before");
        assertThat(read.roll()).hasToString("5 business days before expiry");
    }

    @Test
    void allProblemsAreNamedWithTheirLines() throws IOException {
        assertThat(problems(SYMBOLS + """
                        exchanges:
                          x y: {timeZone: Chicago, holidays: [2025-01-04, 2025-12-25, 2025-01-01, 25-1-1]}
                          X: {holidays: 5}
                        futures:
                          NR: {exchange: X, root: NQ, months: HMUZ, expiry: third friday, roll: monday before expiry}
                          NQ: {exchange: Z, root: nq, months: HUM, expiry: third fryday, roll: tomorrow, pin: 2025-3, overlap: 7}
                          ES: {exchange: X, root: ES, months: HMUZ, expiry: first business day, roll: monday before expiry, pin: 2025-04}
                        """))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("6: exchanges.x y — the exchange must be"),
                        p -> assertThat(p).startsWith("6: exchanges.x y.timeZone: Chicago — must be a time zone"),
                        p -> assertThat(p)
                                .startsWith("6: exchanges.x y.holidays: 2025-01-04 — must be a day from Monday"),
                        p -> assertThat(p).startsWith("6: exchanges.x y.holidays: 2025-01-01 — must be later"),
                        p -> assertThat(p).startsWith("6: exchanges.x y.holidays: 25-1-1 — must be a day"),
                        p -> assertThat(p).isEqualTo("7: exchanges.X — timeZone is required, but missing"),
                        p -> assertThat(p).startsWith("7: exchanges.X.holidays: 5 — must be a list of days"),
                        p -> assertThat(p)
                                .startsWith("9: futures.NR — no such symbol in symbols; did you mean \"NQ\"?"),
                        p -> assertThat(p).startsWith("10: futures.NQ.exchange: Z — no such exchange"),
                        p -> assertThat(p).startsWith("10: futures.NQ.root: nq — must be 1 to 8"),
                        p -> assertThat(p).startsWith("10: futures.NQ.months: HUM — must be letters of months"),
                        p -> assertThat(p).startsWith("10: futures.NQ.expiry: third fryday — must be like"),
                        p -> assertThat(p).startsWith("10: futures.NQ.roll: tomorrow — must be like"),
                        p -> assertThat(p).startsWith("10: futures.NQ.pin: 2025-3 — must be a month"),
                        p -> assertThat(p).startsWith("10: futures.NQ.overlap: 7 — must be a duration"),
                        p -> assertThat(p).startsWith("11: futures.ES.pin: 2025-04 — the month's letter is J"));
    }

    @Test
    void aNameMustMeanOneContract() throws IOException {
        String futures = EXCHANGE + """
                futures:
                  NQ: {exchange: X, root: NQ, months: HMUZ, expiry: third friday, roll: monday before expiry}
                  ES: {exchange: X, root: ES, months: HMUZ, expiry: third friday, roll: monday before expiry}
                """;
        assertThat(problems("""
                        platforms: {a: {}, b: {}}
                        symbols:
                          NQ: {a: "NQ{M}", b: "NQ{M}{YY}{X}"}
                          ES: {a: "ES{M}{Y", b: "E{M}{MM}{Y}"}
                        """ + futures))
                .hasSize(4)
                .allSatisfy(
                        p -> assertThat(p).contains("must hold one of {M}, {MM}, {MON} and one of {Y}, {YY}, {YYYY}"));
        assertThat(problems("""
                        platforms: {a: {}, b: {}}
                        symbols:
                          NQ: {a: "F{M}{Y}", b: "NQ{M}{Y}"}
                          ES: {a: "F{M}{YY}", b: NQH5}
                        """ + futures))
                .containsExactly(
                        "3: symbols.NQ.b — \"NQH5\" is symbols.ES.b already (line 4): the way back would be ambiguous");
    }

    @Test
    void whatIsNoFutureKeepsItsBraces() throws IOException {
        assertThat(problems("platforms: {a: {}}\nsymbols: {NQ: {a: \"NQ{M}\"}}\n"))
                .isEmpty();
    }
}
