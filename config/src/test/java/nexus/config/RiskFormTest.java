package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import nexus.config.RiskConfig.KillSwitch;
import nexus.config.RiskConfig.Limit;
import nexus.config.RiskConfig.OnBreach;
import nexus.config.RiskConfig.PartialPolicy;
import nexus.config.RiskConfig.Scope;
import nexus.config.RiskConfig.Session;
import nexus.config.RiskConfig.StopLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the journal holds of risk. */
class RiskFormTest {
    private static final RiskConfig SAMPLE = new RiskConfig(
            List.of(
                    new Limit(Scope.GLOBAL, LimitKind.MAX_DAILY_LOSS, new BigDecimal("2500.50")),
                    new Limit(new Scope("nt8", ""), LimitKind.MAX_POSITION, new BigDecimal("0")),
                    new Limit(new Scope("nt8", "NQ"), LimitKind.PRICE_COLLAR, new BigDecimal("0.5")),
                    new Limit(new Scope("", "NQ"), LimitKind.MAX_PRICE_AGE, new BigDecimal("1000"))),
            List.of(
                    new OnBreach(LimitKind.MAX_DAILY_LOSS, StopLevel.HALT),
                    new OnBreach(LimitKind.MAX_POSITION, StopLevel.REDUCE_ONLY)),
            PartialPolicy.ALL_OR_NONE,
            List.of(
                    new Session(
                            "cme",
                            "America/Chicago",
                            List.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                            1_020,
                            960,
                            List.of("NQ", "ES"),
                            List.of("2026-12-25", "2027-01-01")),
                    new Session("b3", "America/Sao_Paulo", List.of(DayOfWeek.FRIDAY), 0, 1, List.of("WIN"), List.of())),
            new KillSwitch(true, 30_000, StopLevel.REDUCE_ONLY, true));

    /** Journals hold this text: a change of the format makes them unreadable. */
    private static final String SECTION = """
            section risk 13
            limits 4
            limit kind=maxDailyLoss platform= symbol= value=2500.5
            limit kind=maxPosition platform=nt8 symbol= value=0
            limit kind=priceCollar platform=nt8 symbol=NQ value=0.5
            limit kind=maxPriceAge platform= symbol=NQ value=1000
            onBreach 2
            breach kind=maxDailyLoss level=halt
            breach kind=maxPosition level=reduce-only
            partialPolicy all-or-none
            sessions 2
            session name=cme openMinute=1020 closeMinute=960 days=sunday,monday symbols=NQ,ES holidays=2026-12-25,2027-01-01 timeZone=America/Chicago
            session name=b3 openMinute=0 closeMinute=1 days=friday symbols=WIN holidays= timeZone=America/Sao_Paulo
            killSwitch fromNexus=true nexusSilenceMillis=30000 silenceLevel=reduce-only cancelOnHalt=true
            """;

    @Test
    void isTheGoldenText() {
        String text = NormalForm.of(NormalFormTest.SMALL.with(SAMPLE));
        assertThat(text).isEqualTo(NormalForm.of(NormalFormTest.SMALL) + SECTION);
        assertThat(NormalForm.parse(text).risk()).isEqualTo(SAMPLE);
    }

    @Test
    void everyValueChangesItAndComesBack() {
        Map<String, RiskConfig> variants = RecordVariants.of(SAMPLE);
        assertThat(variants)
                .containsKeys("limits[2].scope.platform", "sessions[0].holidays[1]", "killSwitch.fromNexus");
        String own = NormalForm.of(NormalFormTest.SMALL.with(SAMPLE));
        variants.forEach((changed, variant) -> {
            String text = NormalForm.of(NormalFormTest.SMALL.with(variant));
            assertThat(text).as(changed).isNotEqualTo(own);
            assertThat(NormalForm.parse(text).risk()).as(changed).isEqualTo(variant);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxPosition platform=nt8     | maxPositions platform=nt8",
                "value=2500.5                 | value=2500.50",
                "value=0.5                    | value=00.5",
                "platform=nt8 symbol=NQ       | platform=NT8 symbol=NQ",
                "symbol=NQ value=1000         | symbol=nq value=1000",
                "limits 4                     | limits 3",
                "limits 4                     | limits 04",
                "level=halt                   | level=HALT",
                "partialPolicy all-or-none    | partialPolicy none",
                "openMinute=0 closeMinute     | openMinute=00 closeMinute",
                "days=friday                  | days=freitag",
                "fromNexus=true               | fromNexus=yes",
                "cancelOnHalt=true            | cancelOnHalt=true more"
            })
    void whatWasNotWrittenSoIsRefused(String before, String after) {
        String text = NormalForm.of(NormalFormTest.SMALL.with(SAMPLE));
        String damaged = text.replace(before, after);
        assertThat(damaged).isNotEqualTo(text);
        assertThatIllegalArgumentException().isThrownBy(() -> NormalForm.parse(damaged));
    }

    @ParameterizedTest
    @EnumSource(LimitKind.class)
    void aValueIsReadAsItIsShown(LimitKind kind) {
        BigDecimal value = kind == LimitKind.MIN_CONFIDENCE ? new BigDecimal("0.5") : new BigDecimal("7");
        assertThat(kind.parse(kind.format(value))).contains(value);
        assertThat(LimitKind.ofKey(kind.key())).contains(kind);
        assertThat(kind.isTighter(value, value)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"global", "platforms.nt8", "symbols.NQ", "platforms.nt8.symbols.NQ.1"})
    void aScopeIsReadAsItIsShown(String text) {
        assertThat(Scope.ofText(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "Global",
        "platforms",
        "platforms.",
        "platforms.NT8",
        "symbols.",
        "symbols.nq",
        "nt8",
        "platforms.nt8.symbols."
    })
    void whatIsNoScopeIsNone(String text) {
        assertThat(Scope.ofText(text)).isNull();
    }
}
