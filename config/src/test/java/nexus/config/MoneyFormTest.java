package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import nexus.config.MoneyConfig.FillCheck;
import nexus.config.MoneyConfig.FixedRate;
import nexus.config.MoneyConfig.Instrument;
import nexus.config.MoneyConfig.MarketRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the journal holds of currencies, instruments and fills. */
class MoneyFormTest {
    private static final MoneyConfig SAMPLE = new MoneyConfig(
            "USD",
            79_200_000,
            List.of(
                    new FixedRate("JPY", "USD", true, new BigDecimal("150.20"), 1_700_000_000_000L, 1),
                    new FixedRate("USDT", "EUR", false, new BigDecimal("0.92"), -1, 2)),
            List.of(
                    new MarketRate("BRL", "USD", true, "WDO", "mt5", new BigDecimal("1000"), 3),
                    new MarketRate("EUR", "USD", false, "EURUSD", "", BigDecimal.ONE, 4)),
            List.of(
                    new Instrument("NQ", "USD", new BigDecimal("20"), new BigDecimal("0.250")),
                    new Instrument("WIN", "BRL", new BigDecimal("0.20"), new BigDecimal("5"))),
            new FillCheck(new BigDecimal("2.5"), FillCheck.Unit.PERCENT, 5));

    /** Journals hold this text: a change of the format makes them unreadable. */
    private static final String SECTION = """
            section money 12
            base USD
            dayStartMillis 79200000
            fixedRates 2
            rate currency=JPY into=USD inverted=true price=150.2 asOfMillis=1700000000000 maxAgeMillis=1
            rate currency=USDT into=EUR inverted=false price=0.92 asOfMillis=-1 maxAgeMillis=2
            marketRates 2
            rate currency=BRL into=USD inverted=true symbol=WDO platform=mt5 scale=1000 maxAgeMillis=3
            rate currency=EUR into=USD inverted=false symbol=EURUSD platform= scale=1 maxAgeMillis=4
            instruments 2
            instrument symbol=NQ currency=USD multiplier=20 tickSize=0.25
            instrument symbol=WIN currency=BRL multiplier=0.2 tickSize=5
            fillCheck maxDistance=2.5 unit=percent maxPriceAgeMillis=5
            """;

    @Test
    void isTheGoldenText() {
        String text = NormalForm.of(NormalFormTest.SMALL.with(SAMPLE));
        assertThat(text).isEqualTo(NormalForm.of(NormalFormTest.SMALL) + SECTION);
        assertThat(NormalForm.parse(text).money()).isEqualTo(SAMPLE);
    }

    @Test
    void everyValueChangesItAndComesBack() {
        Map<String, MoneyConfig> variants = RecordVariants.of(SAMPLE);
        assertThat(variants).containsKeys("marketRates[0].platform", "instruments[1].tickSize", "fillCheck.unit");
        variants.forEach((changed, variant) -> {
            String text = NormalForm.of(NormalFormTest.SMALL.with(variant));
            assertThat(text).as(changed).doesNotContain(SECTION);
            assertThat(NormalForm.parse(text).money()).as(changed).isEqualTo(variant);
        });
    }

    @Test
    void anEmptySectionIsNotWritten() {
        assertThat(NormalForm.of(NormalFormTest.SMALL.with(MoneyConfig.NONE)))
                .isEqualTo(NormalForm.of(NormalFormTest.SMALL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base USD|base usd",
                "dayStartMillis 79200000|dayStartMillis 079200000",
                "fixedRates 2|fixedRates 1",
                "fixedRates 2|fixedRates 3",
                "inverted=true price|inverted=yes price",
                "price=150.2|price=150.20",
                "price=150.2|price=0",
                "price=150.2|price=-1",
                "price=150.2|price=1E2",
                "scale=1000|scale=01000",
                "platform=mt5|platform=MT5",
                "symbol=WDO|symbol=wdo",
                "multiplier=20|multiplier=0",
                "tickSize=5|tickSize=5.0",
                "unit=percent|unit=%",
                "maxPriceAgeMillis=5|maxPriceAgeMillis=5 more=1",
                "section money 12|section money 11",
                "section money 12|section money 13",
            })
    void whatWouldNotHaveBeenWrittenSoIsRefused(String original, String replacement) {
        String text = NormalForm.of(NormalFormTest.SMALL.with(SAMPLE));
        assertThat(text).contains(original);
        assertThatIllegalArgumentException().isThrownBy(() -> NormalForm.parse(text.replace(original, replacement)));
    }
}
