package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code platforms} and {@code symbols}, and how they fit together. */
class SymbolRulesTest {
    @TempDir
    private Path folder;

    private List<String> problems(String text) throws IOException {
        return ConfigText.in(folder).problems(text);
    }

    @Test
    void keepsTheOrderOfTheFileAndFillsInTheDefaults() throws IOException, ConfigException {
        RouterConfig config = ConfigText.in(folder).load("""
                        symbols:
                          ZN.X-1_: {b: "6E3", a: {symbol: 'É #1: "q"', lotStep: 0.010}}
                          6E: {b: {symbol: 6E 03-25, quantityFactor: 100, samePrice: true}}
                        platforms:
                          b:
                          2_a: {dialect: a}
                          a: {}
                        """).router();
        assertThat(config.platforms())
                .containsExactly(new Platform("b", "b"), new Platform("2_a", "a"), new Platform("a", "a"));
        BigDecimal one = BigDecimal.ONE;
        assertThat(config.mappings())
                .containsExactly(
                        new Mapping("ZN.X-1_", "b", "6E3", one, one, false),
                        new Mapping("ZN.X-1_", "a", "É #1: \"q\"", one, new BigDecimal("0.01"), false),
                        new Mapping("6E", "b", "6E 03-25", new BigDecimal("100"), one, true));
    }

    @Test
    void bothAreRequired() throws IOException {
        assertThat(problems("unknownPlatforms: refuse\n"))
                .containsExactly("1: platforms — required, but missing", "1: symbols — required, but missing");
        assertThat(problems("platforms:\nsymbols: {}\n"))
                .containsExactly(
                        "1: platforms — must have at least one entry", "2: symbols — must have at least one entry");
        assertThat(problems("platforms: nt8\nsymbols: [NQ]\n"))
                .containsExactly("1: platforms: nt8 — must be a group of keys", "2: symbols — must be a group of keys");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NT8: {dialect: mt5}              | NT8 — the name must be 1 to 32 of a-z, 0-9 and _",
                "a-b: {dialect: mt5}              | a-b — the name must be 1 to 32 of a-z, 0-9 and _",
                "a23456789012345678901234567890123: {dialect: mt5} | a23456789012345678901234567890123 — the name must be 1 to 32 of a-z, 0-9 and _",
                "nt8: {dialect: NT8}              | nt8.dialect: NT8 — must be 1 to 32 of a-z, 0-9 and _",
                "nt8: {dialect: }                 | nt8.dialect — has no value: give one, or remove the key",
                "nt8: {dialect: [mt5]}            | nt8.dialect — must be a single value, not a list or a group of keys",
                "nt8: {dialekt: mt5, dialect: mt5}| nt8.dialekt — unknown key; did you mean \"dialect\"?",
                "nt8: mt5                         | nt8: mt5 — must be a group of keys",
                "nt8: {dialect: gibberish}        | nt8 — no symbol has a name in its dialect \"gibberish\"",
                "mt55:                            | mt55 — no symbol has a name in its dialect \"mt55\"; did you mean \"mt5\"?",
                "mt5: {}                          | mt5 — a second time; the first is in line 2",
            })
    void refusesPlatforms(String platform, String problem) throws IOException {
        String text = "platforms:\n  mt5: {}\n  " + platform + "\nsymbols: {NQ: {mt5: NAS100}}\n";
        assertThat(problems(text)).containsExactly("3: platforms." + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nq: {nt8: A}                     | nq — the universal symbol must be 1 to 32 of A-Z, 0-9, '.', '_' and '-'",
                "N Q: {nt8: A}                    | N Q — the universal symbol must be 1 to 32 of A-Z, 0-9, '.', '_' and '-'",
                "NQ: {nt8: B}                     | NQ — a second time; the first is in line 5",
                "ES: {}                           | ES — must have at least one dialect",
                "ES: 5                            | ES: 5 — must be a group of keys",
                "ES: {nt8: [A]}                   | ES.nt8 — must be a group of keys",
                "ES: {nt8: }                      | ES.nt8 — has no value: give one, or remove the key",
                "ES: {nt8: ' A'}                  | ES.nt8:  A — must be 1 to 64 printable characters, no space at either end",
                "ES: {nt8: 'A '}                  | ES.nt8: A  — must be 1 to 64 printable characters, no space at either end",
                "ES: {nt8: \"A\\tB\"}             | ES.nt8: A\\u0009B — must be 1 to 64 printable characters, no space at either end",
                "ES: {nt8: \"A\\u2028B\"}         | ES.nt8: A\\u2028B — must be 1 to 64 printable characters, no space at either end",
                "ES: {nt8: \"A\\u200BB\"}         | ES.nt8: A\\u200bB — must be 1 to 64 printable characters, no space at either end",
                "ES: {nt8: 12345678901234567890123456789012345678901234567890123456789012345} | ES.nt8: 12345678901234567890123456789012345678901234567890123456789012345 — must be 1 to 64 printable characters, no space at either end",
                "ES: {nt8: {quantityFactor: 2}}   | ES.nt8 — symbol is required, but missing",
                "ES: {nt8: {symbol: A, factor: 2}}| ES.nt8.factor — unknown key",
                "ES: {nt8: {symbol: A, lotstep: 2}} | ES.nt8.lotstep — unknown key; did you mean \"lotStep\"?",
                "ES: {nt8: {symbol: A, quantityFactor: 0}}    | ES.nt8.quantityFactor: 0 — must be a decimal greater than 0",
                "ES: {nt8: {symbol: A, quantityFactor: 0.00}} | ES.nt8.quantityFactor: 0.00 — must be a decimal greater than 0",
                "ES: {nt8: {symbol: A, quantityFactor: -1}}   | ES.nt8.quantityFactor: -1 — must be a decimal greater than 0",
                "ES: {nt8: {symbol: A, quantityFactor: 1e3}}  | ES.nt8.quantityFactor: 1e3 — must be a decimal greater than 0",
                "ES: {nt8: {symbol: A, lotStep: '0,5'}}       | ES.nt8.lotStep: 0,5 — must be a decimal greater than 0",
                "ES: {nt8: {symbol: A, lotStep: .inf}}        | ES.nt8.lotStep: .inf — must be a decimal greater than 0",
                "ES: {nt8: {symbol: A, lotStep: 0.0000000000001}} | ES.nt8.lotStep: 0.0000000000001 — must be a decimal of at most 12 digits on each side of the point",
                "ES: {nt8: {symbol: A, samePrice: yes}}       | ES.nt8.samePrice: yes — must be true or false",
                "ES: {NT8: A}                     | ES.NT8 — the dialect must be 1 to 32 of a-z, 0-9 and _",
                "ES: {nt9: A}                     | ES.nt9 — no platform speaks this dialect; did you mean \"nt8\"?",
                "ES: {nt8: NQ 03-25}              | ES.nt8 — \"NQ 03-25\" is symbols.NQ.nt8 already (line 5): the way back would be ambiguous",
                "ES: {nt8: {symbol: NQ 03-25}}    | ES.nt8 — \"NQ 03-25\" is symbols.NQ.nt8 already (line 5): the way back would be ambiguous",
            })
    void refusesSymbols(String symbol, String problem) throws IOException {
        String text = "platforms:\n  nt8: {}\n\nsymbols:\n  NQ: {nt8: NQ 03-25}\n  " + symbol + "\n";
        assertThat(problems(text)).containsExactly("6: symbols." + problem);
    }

    @Test
    void namesTheLineOfTheKeyInsideAGroup() throws IOException {
        String text = """
                platforms: {mt5: {}}
                symbols:
                  NQ:
                    mt5:
                      symbol: NAS100
                      quantityFactor: 0
                """;
        assertThat(problems(text))
                .containsExactly("6: symbols.NQ.mt5.quantityFactor: 0 — must be a decimal greater than 0");
    }

    @Test
    void oneNameInTwoDialectsIsNoProblem() throws IOException {
        assertThat(problems("platforms: {a: {}, b: {}}\nsymbols: {NQ: {a: X, b: Y}, ES: {a: Y, b: X}}\n"))
                .isEmpty();
    }

    /** What cannot be read may have spoken the dialect: no second problem is made of the first. */
    @Test
    void aBrokenPlatformOrSymbolIsReportedOnce() throws IOException {
        assertThat(problems("platforms: {a: {}, b: {dialect: B!}}\nsymbols: {NQ: {a: X, c: Y}}\n"))
                .containsExactly("1: platforms.b.dialect: B! — must be 1 to 32 of a-z, 0-9 and _");
        assertThat(problems("platforms: {a: {}}\nsymbols: {NQ: none}\n"))
                .containsExactly("2: symbols.NQ: none — must be a group of keys");
    }

    @Test
    void sixtyFourPlatformsAreTheMost() throws IOException {
        assertThat(problems(platforms(64))).isEmpty();
        assertThat(problems(platforms(65))).containsExactly("66: platforms.p65 — more than 64 platforms");
    }

    private static String platforms(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "  p" + number + ": {dialect: d}\n")
                .collect(Collectors.joining("", "platforms:\n", "symbols: {NQ: {d: X}}\n"));
    }

    @Test
    void mappingsAreLimited() throws IOException {
        assertThat(problems(mappings(Settings.MAX_MAPPINGS))).isEmpty();
        assertThat(problems(mappings(Settings.MAX_MAPPINGS + 1)))
                .containsExactly("4099: symbols.S4097.d — more than 4096 symbols in all dialects together");
    }

    private static String mappings(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "  S" + number + ": {d: X" + number + "}\n")
                .collect(Collectors.joining("", "platforms: {d: {}}\nsymbols:\n", ""));
    }
}
