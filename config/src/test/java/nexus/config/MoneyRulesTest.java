package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import nexus.config.MoneyConfig.FillCheck;
import nexus.config.MoneyConfig.FixedRate;
import nexus.config.MoneyConfig.Instrument;
import nexus.config.MoneyConfig.MarketRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code currencies}, {@code instruments} and {@code fills} take, and what is said of the rest. */
class MoneyRulesTest {
    private static final String FILE = """
            platforms: {b3: {}, fx: {}}
            symbols:
              WIN: {b3: WINZ26}
              USDBRL: {fx: {symbol: USDBRL, samePrice: true}, b3: DOL}
              EURUSD: {fx: {symbol: EURUSD, samePrice: true}}
              OTHER: {b3: X}
            """;

    @TempDir
    private Path folder;

    private List<String> problems(String text) throws IOException {
        return ConfigText.in(folder).problems(FILE + text);
    }

    private MoneyConfig money(String text) throws IOException, ConfigException {
        return ConfigText.in(folder).load(FILE + text).router().money();
    }

    @Test
    void everythingIsRead() throws IOException, ConfigException {
        assertThat(money("""
                        currencies:
                          base: USD
                          dayStart: 18:00 -03:00
                          rates:
                            BRL: {symbol: USDBRL, per: USD, platform: b3, scale: 1000, maxAge: 90 s}
                            EUR: {symbol: EURUSD, per: EUR}
                            CHF: {fixed: 0.9635, per: EUR, via: EUR, asOf: 2026-11-20, maxAge: 7 d}
                            JPY: {fixed: 0.0066, per: JPY, asOf: 2026-11-20}
                        instruments:
                          WIN: {currency: BRL, multiplier: 0.20, tickSize: 5.0}
                        fills: {maxDistance: 40 ticks, maxPriceAge: 10 s}
                        """))
                .isEqualTo(new MoneyConfig(
                        "USD",
                        21 * 3_600_000L,
                        List.of(
                                new FixedRate(
                                        "CHF",
                                        "EUR",
                                        true,
                                        new BigDecimal("0.9635"),
                                        1_795_132_800_000L,
                                        7 * 86_400_000L),
                                new FixedRate(
                                        "JPY",
                                        "USD",
                                        false,
                                        new BigDecimal("0.0066"),
                                        1_795_132_800_000L,
                                        31 * 86_400_000L)),
                        List.of(
                                new MarketRate("BRL", "USD", true, "USDBRL", "b3", new BigDecimal("1000"), 90_000),
                                new MarketRate("EUR", "USD", false, "EURUSD", "", BigDecimal.ONE, 300_000)),
                        List.of(new Instrument("WIN", "BRL", new BigDecimal("0.2"), new BigDecimal("5"))),
                        new FillCheck(new BigDecimal("40"), FillCheck.Unit.TICKS, 10_000)));
    }

    @Test
    void whatIsLeftOutIsNotKnown() throws IOException, ConfigException {
        assertThat(money("")).isEqualTo(MoneyConfig.NONE);
        assertThat(money("currencies:\ninstruments:\nfills:\n")).isEqualTo(MoneyConfig.NONE);
        assertThat(money("currencies: {base: EUR}\n")).isEqualTo(MoneyConfig.of("EUR", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "currencies: {base: usd} | currencies.base: usd — must be 3 to 8 of A-Z and 0-9, a letter first, such as USD",
                "currencies: {bace: USD} | currencies.bace — unknown key; did you mean \"base\"?",
                "currencies: {dayStart: 25:00 UTC} | currencies.dayStart: 25:00 UTC — must be a time of day and its zone, such as 00:00 UTC or 18:00 -03:00",
                "currencies: {dayStart: '17:00'} | currencies.dayStart: 17:00 — must be a time of day and its zone, such as 00:00 UTC or 18:00 -03:00",
                "currencies: {rates: {brl: {}}} | currencies.rates.brl — a currency must be 3 to 8 of A-Z and 0-9, a letter first, such as USD",
                "currencies: {rates: {USD: {symbol: USDBRL, per: USD}}} | currencies.rates.USD — is the base: it needs no rate",
                "currencies: {rates: {BRL: 5.4}} | currencies.rates.BRL: 5.4 — must be a group of keys",
                "currencies: {rates: {BRL: {per: USD}}} | currencies.rates.BRL — must have either fixed or symbol",
                "currencies: {rates: {BRL: {per: USD, fixed: 5, symbol: USDBRL, asOf: 2026-11-20}}} | currencies.rates.BRL — must have either fixed or symbol",
                "currencies: {rates: {BRL: {symbol: USDBRL}}} | currencies.rates.BRL — per is required, but missing",
                "currencies: {rates: {BRL: {symbol: USDBRL, per: EUR}}} | currencies.rates.BRL.per: EUR — must be BRL (its price in USD) or USD (the price of one USD in BRL)",
                "currencies: {rates: {BRL: {symbol: USDBLR, per: USD}}} | currencies.rates.BRL.symbol: USDBLR — no dialect has this symbol: it must be one of symbols; did you mean \"USDBRL\"?",
                "currencies: {rates: {BRL: {symbol: OTHER, per: USD}}} | currencies.rates.BRL.symbol: OTHER — no dialect has it with samePrice: true; mark that name, or say platform",
                "currencies: {rates: {BRL: {symbol: OTHER, per: USD, platform: b4}}} | currencies.rates.BRL.platform: b4 — no such platform; did you mean \"b3\"?",
                "currencies: {rates: {BRL: {symbol: OTHER, per: USD, platform: fx}}} | currencies.rates.BRL.platform: fx — its dialect \"fx\" has no name for the symbol",
                "currencies: {rates: {BRL: {symbol: USDBRL, per: USD, asOf: 2026-11-20}}} | currencies.rates.BRL.asOf — goes with fixed, not with symbol",
                "currencies: {rates: {BRL: {symbol: USDBRL, per: USD, scale: 0}}} | currencies.rates.BRL.scale: 0 — must be a decimal greater than 0",
                "currencies: {rates: {BRL: {symbol: USDBRL, per: USD, maxAge: 5}}} | currencies.rates.BRL.maxAge: 5 — must be a duration with its unit (ms, s, min, h, d) from 100 ms to 31 d",
                "currencies: {rates: {BRL: {symbol: USDBRL, per: USD, via: EUR}}} | currencies.rates.BRL.via: EUR — has no rate: add it to currencies.rates",
                "currencies: {rates: {BRL: {fixed: 5.4, per: USD}}} | currencies.rates.BRL — asOf is required, but missing",
                "currencies: {rates: {BRL: {fixed: 5.4, per: USD, asOf: 20.11.2026}}} | currencies.rates.BRL.asOf: 20.11.2026 — must be a date, such as 2026-11-20",
                "currencies: {rates: {BRL: {fixed: -5.4, per: USD, asOf: 2026-11-20}}} | currencies.rates.BRL.fixed: -5.4 — must be a decimal greater than 0",
                "currencies: {rates: {BRL: {fixed: 5.4, per: USD, asOf: 2026-11-20, scale: 10}}} | currencies.rates.BRL.scale — goes with symbol, not with fixed",
                "currencies: {rates: {BRL: {fixed: 5.4, per: USD, asOf: 2026-11-20, platform: fx}}} | currencies.rates.BRL.platform — goes with symbol, not with fixed",
                "currencies: {rates: {BRL: {symbol: USDBRL, per: BRL, via: BRL}}} | currencies.rates.BRL — goes round in a circle: BRL, then BRL again",
                "instruments: {NQ: {currency: USD, multiplier: 20, tickSize: 0.25}} | instruments.NQ — no dialect has this symbol: it must be one of symbols",
                "instruments: {WIN: {currency: BRL, multiplier: 0.2, tickSize: 5}} | instruments.WIN.currency: BRL — has no rate: add it to currencies.rates",
                "instruments: {WIN: {multiplier: 0.2, tickSize: 5}} | instruments.WIN — currency is required, but missing",
                "instruments: {WIN: {currency: USD, tickSize: 5}} | instruments.WIN — multiplier is required, but missing",
                "instruments: {WIN: {currency: USD, multiplier: 0.2}} | instruments.WIN — tickSize is required, but missing",
                "instruments: {WIN: {currency: USD, multiplier: 0, tickSize: 5}} | instruments.WIN.multiplier: 0 — must be a decimal greater than 0",
                "instruments: {WIN: {currency: USD, multiplier: 1, tickSize: 5, ticksize: 5}} | instruments.WIN.ticksize — unknown key; did you mean \"tickSize\"?",
                "fills: {maxDistance: 5} | fills.maxDistance: 5 — must be a distance greater than 0, such as 5% or 40 ticks",
                "fills: {maxDistance: 0%} | fills.maxDistance: 0% — must be a distance greater than 0, such as 5% or 40 ticks",
                "fills: {maxPriceAge: 0 s} | fills.maxPriceAge: 0 s — must be a duration with its unit (ms, s, min, h, d) from 1 ms to 31 d",
            })
    void refuses(String text, String problem) throws IOException {
        assertThat(problems(text + "\n")).containsExactly("7: " + problem);
    }

    @Test
    void everyCurrencyOfACircleIsNamed() throws IOException {
        assertThat(problems("""
                        currencies:
                          rates:
                            BRL: {symbol: USDBRL, per: BRL, via: EUR}
                            EUR: {symbol: EURUSD, per: EUR, via: BRL}
                            CHF: {fixed: 1, per: EUR, via: EUR, asOf: 2026-11-20}
                        """))
                .containsExactly(
                        "9: currencies.rates.BRL — goes round in a circle: BRL, then EUR, then BRL again",
                        "10: currencies.rates.EUR — goes round in a circle: EUR, then BRL, then EUR again");
    }

    /** All problems at once, each with its line. */
    @Test
    void severalProblems() throws IOException {
        assertThat(problems("""
                        currencies:
                          rates:
                            BRL: {symbol: NONE, per: X}
                        instruments:
                          WIN: {currency: BRL, multiplier: x, tickSize: 5}
                          NOPE: {}
                        """))
                .containsExactly(
                        "9: currencies.rates.BRL.per: X — must be BRL (its price in USD) or USD (the price of one USD in BRL)",
                        "9: currencies.rates.BRL.symbol: NONE — no dialect has this symbol: it must be one of symbols",
                        "11: instruments.WIN.multiplier: x — must be a decimal greater than 0",
                        "12: instruments.NOPE — no dialect has this symbol: it must be one of symbols",
                        "12: instruments.NOPE — currency is required, but missing",
                        "12: instruments.NOPE — multiplier is required, but missing",
                        "12: instruments.NOPE — tickSize is required, but missing");
    }
}
