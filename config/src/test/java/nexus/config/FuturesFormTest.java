package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nexus.config.FuturesConfig.Exchange;
import nexus.config.FuturesConfig.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FuturesFormTest {
    private static final FuturesConfig SAMPLE = new FuturesConfig(
            List.of(
                    new Exchange("X", "UTC", List.of(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 25))),
                    new Exchange("Y", "America/Sao_Paulo", List.of())),
            List.of(
                    future("NQ", "HMUZ", "third friday", "monday before expiry at 17:00", new ContractMonth(2025, 3)),
                    future("GC", "GJ", "last business day of the month before", "1 business day before expiry", null)));

    /** Journals hold this text: a change of the format makes them unreadable. */
    private static final String SECTION = """
            section futures 9
            exchanges 2
            exchange name=X timeZone=UTC holidays=2025-01-01,2025-12-25
            exchange name=Y timeZone=America/Sao_Paulo holidays=
            futures 2
            future universal=NQ exchange=X root=R months=HMUZ overlapMillis=1 noticeMillis=2 pin=2025-03
            expiry third friday, else business day before
            roll monday before expiry at 17:00
            future universal=GC exchange=X root=R months=GJ overlapMillis=1 noticeMillis=2 pin=none
            expiry last business day of the month before
            roll 1 business day before expiry
            """.replace("section futures 9", "section futures 10");

    private static Future future(String symbol, String months, String expiry, String roll, ContractMonth pin) {
        return new Future(
                symbol,
                "X",
                "R",
                months,
                DayRule.parse(expiry).orElseThrow(),
                RollRule.parse(roll).orElseThrow(),
                1,
                2,
                pin);
    }

    private static String form(FuturesConfig config) {
        return NormalForm.of(NormalFormTest.SMALL.with(config));
    }

    @Test
    void isTheGoldenText() {
        assertThat(form(SAMPLE)).isEqualTo(NormalForm.of(NormalFormTest.SMALL) + SECTION);
        assertThat(NormalForm.parse(form(SAMPLE)).futures()).isEqualTo(SAMPLE);
    }

    @Test
    void theShippedOnesComeBack() {
        assertThat(NormalForm.parse(form(ShippedFutures.CONFIG)).futures()).isEqualTo(ShippedFutures.CONFIG);
    }

    @Test
    void everyExchangeIsWrittenInFull() {
        Map<String, Exchange> variants = RecordVariants.of(SAMPLE.exchanges().get(0));
        variants.remove("timeZone");
        variants.remove("name");
        assertThat(variants).hasSize(5);
        variants.values().forEach(variant -> {
            FuturesConfig changed = new FuturesConfig(List.of(variant), SAMPLE.futures());
            assertThat(NormalForm.parse(form(changed)).futures()).isEqualTo(changed);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first business day",
                "third last business day",
                "last business day of the month before",
                "third friday, else business day before",
                "last friday of the month before, else business day after",
                "second last monday, else business day after",
                "wednesday nearest 15, else business day after"
            })
    void aDayRuleIsWrittenAsItIsRead(String text) {
        assertThat(DayRule.parse(text)).map(DayRule::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "friday",
                "fifth friday",
                "third saturday",
                "business day",
                "eleventh business day",
                "first business day, else business day before",
                "wednesday nearest 29",
                "wednesday nearest 0",
                "third  friday",
                "Third Friday",
                "third friday, else business day",
                ""
            })
    void whatIsNoDayRuleIsNone(String text) {
        assertThat(DayRule.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5 business days before expiry, true",
        "1 business day before first notice, true",
        "0 business days before expiry at 09:30, true",
        "monday before expiry, true",
        "61 business days before expiry, false",
        "-1 business days before expiry, false",
        "1 day before expiry, false",
        "sunday before expiry, false",
        "1 business day before expiry at 24:00, false",
        "1 business day after expiry, false"
    })
    void rollRules(String text, boolean isOne) {
        assertThat(RollRule.parse(text).map(RollRule::toString))
                .isEqualTo(isOne ? Optional.of(text) : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pin=2025-13",
                "pin=2025-3",
                "months=MH",
                "exchange=Z",
                "root=r",
                "overlapMillis=-1",
                "timeZone=Mars/Base",
                "holidays=2025-02-30"
            })
    void whatWouldNotHaveBeenWrittenSoIsRefused(String value) {
        String key = value.substring(0, value.indexOf('=') + 1);
        String text = form(SAMPLE).replaceFirst(" " + key + "[^ \n]*", " " + value);
        assertThat(text).isNotEqualTo(form(SAMPLE));
        assertThatIllegalArgumentException().isThrownBy(() -> NormalForm.parse(text));
    }

    @Test
    void anotherRuleTextIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalForm.parse(
                        form(SAMPLE).replace("third friday, else business day before", "third friday")));
    }
}
