package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.List;
import nexus.config.RiskConfig.KillSwitch;
import nexus.config.RiskConfig.Limit;
import nexus.config.RiskConfig.OnBreach;
import nexus.config.RiskConfig.PartialPolicy;
import nexus.config.RiskConfig.Scope;
import nexus.config.RiskConfig.Session;
import nexus.config.RiskConfig.StopLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code risk} takes, and what is said of the rest. */
class RiskRulesTest {
    private static final String FILE = """
            platforms: {nt8: {}, mt5: {}}
            symbols: {NQ: {nt8: NQ 03-25, mt5: NAS100}, ES: {nt8: ES 03-25}}
            instruments: {NQ: {currency: USD, multiplier: 20, tickSize: 0.25}}
            """;

    private static final String AMOUNT =
            "must be a decimal of 0 or more, of at most 12 digits on each side of the point";
    private static final String SPAN = "must be a duration with its unit (ms, s, min, h, d) from ";

    @TempDir
    private Path folder;

    private List<String> problems(String text) throws IOException {
        return ConfigText.in(folder).problems(FILE + text);
    }

    private RiskConfig risk(String text) throws IOException, ConfigException {
        return ConfigText.in(folder).load(FILE + text).router().risk();
    }

    @Test
    void everythingIsRead() throws IOException, ConfigException {
        RiskConfig risk = risk("""
                risk:
                  global:
                    maxOrderQuantity: 10
                    maxOrderNotional: 1000000.50
                    maxPriceAge: 5 s
                    priceCollar: 0.5 %
                    maxPosition: 20
                    maxGrossExposure: 0
                    maxDailyLoss: 2500
                    maxSignalsPerSecond: 5
                    maxSignalsPerMinute: 100
                    maxOrdersPerSecond: 10
                    maxOrdersPerMinute: 0
                    duplicateWindow: 500 ms
                    minConfidence: 0.25
                  platforms:
                    nt8: {maxPosition: 5, symbols: {ES: {maxPosition: 1}}}
                  symbols:
                    NQ: {maxPosition: 2.0, maxOrderNotional: 1}
                  partialPolicy: all-or-none
                  onBreach: {maxDailyLoss: halt, maxPosition: reduce-only, maxOrderQuantity: none}
                  sessions:
                    cme:
                      timeZone: America/Chicago
                      days: Sun Mon, Tue
                      open: 17:00
                      close: 16:00
                      symbols: NQ ES
                      holidays: 2026-12-25 2027-01-01
                  killSwitch: {onNexusSilence: 30 s, silenceLevel: reduce-only, cancelOnHalt: true}
                """);
        assertThat(risk.limits().stream().map(RiskRulesTest::text))
                .containsExactly(
                        "global maxOrderQuantity 10",
                        "global maxOrderNotional 1000000.5",
                        "global maxPriceAge 5000",
                        "global priceCollar 0.5",
                        "global maxPosition 20",
                        "global maxGrossExposure 0",
                        "global maxDailyLoss 2500",
                        "global maxSignalsPerSecond 5",
                        "global maxSignalsPerMinute 100",
                        "global maxOrdersPerSecond 10",
                        "global maxOrdersPerMinute 0",
                        "global duplicateWindow 500",
                        "global minConfidence 0.25",
                        "platforms.nt8 maxPosition 5",
                        "platforms.nt8.symbols.ES maxPosition 1",
                        "symbols.NQ maxOrderNotional 1",
                        "symbols.NQ maxPosition 2");
        assertThat(risk.limits().get(16))
                .isEqualTo(new Limit(new Scope("", "NQ"), LimitKind.MAX_POSITION, BigDecimal.valueOf(2)));
        assertThat(risk.partialPolicy()).isEqualTo(PartialPolicy.ALL_OR_NONE);
        assertThat(risk.onBreach())
                .containsExactly(
                        new OnBreach(LimitKind.MAX_POSITION, StopLevel.REDUCE_ONLY),
                        new OnBreach(LimitKind.MAX_DAILY_LOSS, StopLevel.HALT));
        assertThat(risk.sessions())
                .containsExactly(new Session(
                        "cme",
                        "America/Chicago",
                        List.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.TUESDAY),
                        1_020,
                        960,
                        List.of("NQ", "ES"),
                        List.of("2026-12-25", "2027-01-01")));
        assertThat(risk.killSwitch()).isEqualTo(new KillSwitch(true, 30_000, StopLevel.REDUCE_ONLY, true));
    }

    private static String text(Limit limit) {
        return limit.scope().text() + " " + limit.kind().key() + " "
                + limit.value().toPlainString();
    }

    @Test
    void withoutItNothingIsChecked() throws IOException, ConfigException {
        assertThat(risk("")).isEqualTo(RiskConfig.NONE);
        assertThat(risk("risk:\n  global: {}\n  partialPolicy: best-effort\n").isConfigured())
                .isFalse();
    }

    @Test
    void anAmountOfMoneyNeedsSomethingThatHasAWorth() throws IOException {
        String file = "platforms: {a: {}}\nsymbols: {NQ: {a: X}}\nrisk: {global: {maxDailyLoss: 1}}\n";
        assertThat(ConfigText.in(folder).problems(file))
                .containsExactly("3: risk.global.maxDailyLoss — needs the currency and multiplier of symbols under"
                        + " instruments");
    }

    @Test
    void anEmptyKillSwitchLetsNexusStop() throws IOException, ConfigException {
        assertThat(risk("risk: {killSwitch: {}}").killSwitch())
                .isEqualTo(new KillSwitch(true, 0, StopLevel.HALT, false));
    }

    /** The shipped file sets no limit; what it offers to take the # away from is right. */
    @Test
    void theShippedExampleIsRight() throws IOException, ConfigException {
        String shipped = Files.readString(Path.of("gateway.yaml"));
        assertThat(ConfigText.in(folder).load(shipped).router().risk()).isEqualTo(RiskConfig.NONE);
        int from = shipped.indexOf("\nrisk:\n");
        int to = shipped.indexOf("\n\n", from);
        String uncommented = shipped.substring(from, to).replace("\n  # ", "\n  ");
        RiskConfig risk = ConfigText.in(folder)
                .load(shipped.substring(0, from) + uncommented + shipped.substring(to))
                .router()
                .risk();
        assertThat(risk.limits()).hasSize(11);
        assertThat(risk.onBreach()).hasSize(2);
        assertThat(risk.sessions()).hasSize(1);
        assertThat(risk.killSwitch().cancelOnHalt()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "risk: {global: {maxPosition: -1}}          | risk.global.maxPosition: -1          | AMOUNT",
                "risk: {global: {maxPosition: 1e3}}         | risk.global.maxPosition: 1e3         | AMOUNT",
                "risk: {global: {maxPosition: }}            | risk.global.maxPosition              | has no value: give one, or remove the key",
                "risk: {global: {maxPriceAge: 5}}           | risk.global.maxPriceAge: 5           | SPAN 1 ms to 1 h",
                "risk: {global: {duplicateWindow: 2 h}}     | risk.global.duplicateWindow: 2 h     | SPAN 1 ms to 1 h",
                "risk: {global: {priceCollar: 5}}           | risk.global.priceCollar: 5           | must be a percentage with its sign, more than 0 % and at most 100 %",
                "risk: {global: {priceCollar: 0 %}}         | risk.global.priceCollar: 0 %         | must be a percentage with its sign, more than 0 % and at most 100 %",
                "risk: {global: {minConfidence: 1.5}}       | risk.global.minConfidence: 1.5       | must be a decimal from 0 to 1",
                "risk: {global: {maxOrdersPerSecond: 10001}} | risk.global.maxOrdersPerSecond: 10001 | must be a whole number from 0 to 10000",
                "risk: {global: {maxOrdersPerMinute: 1.5}}  | risk.global.maxOrdersPerMinute: 1.5  | must be a whole number from 0 to 100000",
                "risk: {global: {maxPositions: 1}}          | risk.global.maxPositions             | unknown key; did you mean \"maxPosition\"?",
                "risk: {symbols: {NQ: {maxDailyLoss: 1}}}   | risk.symbols.NQ.maxDailyLoss         | may stand in global only",
                "risk: {platforms: {nt8: {minConfidence: 1}}} | risk.platforms.nt8.minConfidence   | may stand in global and symbols only",
                "risk: {platforms: {nt9: {maxPosition: 1}}} | risk.platforms.nt9                   | no such platform; did you mean \"nt8\"?",
                "risk: {symbols: {NX: {maxPosition: 1}}}    | risk.symbols.NX                      | no such symbol; did you mean \"NQ\"?",
                "risk: {platforms: {nt8: {symbols: {ZZZ: {maxPosition: 1}}}}} | risk.platforms.nt8.symbols.ZZZ | no such symbol",
                "risk: {symbols: {ES: {maxOrderNotional: 1}}} | risk.symbols.ES.maxOrderNotional   | needs the currency and multiplier of ES under instruments",
                "risk: {onBreach: {maxPosition: stop}}      | risk.onBreach.maxPosition: stop      | must be reduce-only or halt or none",
                "risk: {onBreach: {maxLoss: halt}}          | risk.onBreach.maxLoss                | unknown key",
                "risk: {partialPolicy: none}                | risk.partialPolicy: none             | must be best-effort or all-or-none",
                "risk: {killSwitch: {onNexusSilence: 1 s}}  | risk.killSwitch.onNexusSilence: 1 s  | SPAN 2 s to 1 d",
                "risk: {killSwitch: {silenceLevel: no}}     | risk.killSwitch.silenceLevel: no     | must be reduce-only or halt",
                "risk: {killSwitch: {cancelOnHalt: maybe}}  | risk.killSwitch.cancelOnHalt: maybe  | must be true or false",
                "risk: {killSwitch: {halt: true}}           | risk.killSwitch.halt                 | unknown key",
                "risk: {limits: {}}                         | risk.limits                          | unknown key"
            })
    void refuses(String text, String what, String rule) throws IOException {
        assertThat(problems(text))
                .containsExactly(
                        "4: " + what + " — " + rule.replace("AMOUNT", AMOUNT).replace("SPAN ", SPAN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "timeZone: Chicago | risk.sessions.cme.timeZone: Chicago | must be a time zone, such as America/Chicago",
                "days: Sun Mo      | risk.sessions.cme.days: Sun Mo      | must be days parted by spaces, of Mon Tue Wed Thu Fri Sat Sun",
                "open: 24:00       | risk.sessions.cme.open: 24:00       | must be a time from 00:00 to 23:59",
                "close: 5          | risk.sessions.cme.close: 5          | must be a time from 00:00 to 23:59",
                "symbols: NQ NZ    | risk.sessions.cme.symbols           | no such symbol; did you mean \"NQ\"?",
                "holidays: 2026-02-30 | risk.sessions.cme.holidays: 2026-02-30 | must be dates parted by spaces, such as 2026-12-25"
            })
    void refusesInASession(String line, String what, String rule) throws IOException {
        String key = line.substring(0, line.indexOf(':'));
        String sound = """
                risk:
                  sessions:
                    cme:
                      timeZone: America/Chicago
                      days: Sun
                      open: 17:00
                      close: 16:00
                      symbols: NQ
                      holidays: 2026-12-25
                """;
        assertThat(problems(sound)).isEmpty();
        String broken = sound.replaceFirst("(?m)^      " + key + ": .*$", "      " + line);
        int at = (FILE + broken)
                .substring(0, (FILE + broken).indexOf("      " + line))
                .split("\n", -1)
                .length;
        assertThat(problems(broken)).containsExactly(at + ": " + what + " — " + rule);
        String without = sound.replaceFirst("(?m)^      " + key + ": .*\n", "");
        assertThat(problems(without))
                .isEqualTo(
                        key.equals("holidays")
                                ? List.of()
                                : List.of("6: risk.sessions.cme — " + key + " is required, but missing"));
    }
}
