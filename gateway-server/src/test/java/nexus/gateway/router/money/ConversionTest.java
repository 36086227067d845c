package nexus.gateway.router.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import nexus.journal.codec.ShortestDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seed is printed; {@code -Drouter.seed=N} runs it again. It lives as long as the JVM. */
class ConversionTest {
    private static final long SEED = Long.getLong("router.seed", 20_261_123L);

    static {
        System.out.println("random conversions: -Drouter.seed=" + SEED);
    }

    private static Conversion of(String price, boolean isInverted) {
        return Conversion.IDENTITY.after(new BigDecimal(price), BigDecimal.ONE, isInverted);
    }

    @ParameterizedTest
    @CsvSource({
        // Half-even, at the ninth digit.
        "0.5,       false, 0.00000001, 0",
        "0.5,       false, 0.00000003, 0.00000002",
        "0.5,       false, -0.00000003, -0.00000002",
        "0.51,      false, 0.00000001, 0.00000001",
        "8,         true,  0.00000004, 0",
        "8,         true,  0.00000012, 0.00000002",
        "3,         true,  100,        33.33333333",
        "3,         true,  200,        66.66666667",
        "5.4321,    true,  128865,     23722.86960844",
        "5.4321,    true,  -128865,    -23722.86960844",
        "1.0845,    false, 15601,      16919.2845",
        "1,         false, 0.1,        0.1",
        "5.43215,   true,  89999999999, 16568025551.39309482",
        "123456.78, false, 15000000,   1851851700000",
        "1234567890123.123456, false, 3, 3703703670369.370368",
        "0.000000000001, true, 21000000, 21000000000000000000",
        "0.123456789012345678, true, 1e300, 8.1000000729000006640050605e300",
    })
    void isRoundedOnceHalfEven(String quote, boolean isInverted, String price, String converted) {
        Conversion conversion = of(quote, isInverted);
        double expected = Double.parseDouble(converted);
        assertThat(conversion.price(Double.parseDouble(price))).isEqualTo(expected);
        assertThat(conversion.price(new BigDecimal(price)).doubleValue()).isEqualTo(expected);
    }

    /** Rounded at each step, 1 ÷ 3 × 3 would be 0.99999999. */
    @Test
    void aCrossIsNotRoundedOnTheWay() {
        Conversion cross = of("3", false).after(new BigDecimal("3"), BigDecimal.ONE, true);
        assertThat(cross.price(1.0)).isEqualTo(1.0);
        assertThat(cross.amount(new BigDecimal("0.1"))).isEqualByComparingTo("0.1");
        Conversion scaled = Conversion.IDENTITY.after(new BigDecimal("5432.5"), new BigDecimal("1000"), true);
        assertThat(scaled.price(54.325)).isEqualTo(10.0);
        assertThat(scaled.inverse().amount(BigDecimal.TEN)).isEqualByComparingTo("54.325");
    }

    @Test
    void amountsHave34Digits() {
        assertThat(of("3", true).amount(BigDecimal.TEN))
                .isEqualTo(new BigDecimal("3.333333333333333333333333333333333"));
    }

    /** The way without allocation against whole-number division, worked out by hand, on two million prices and rates. */
    @Test
    void aFloatIsConvertedAsItsDecimalWouldBe() {
        Random random = new Random(SEED);
        int rates = 2_000;
        int pricesPerRate = 1_000;
        for (int i = 0; i < rates; i++) {
            BigDecimal numerator = BigDecimal.ONE;
            BigDecimal denominator = BigDecimal.ONE;
            Conversion conversion = Conversion.IDENTITY;
            for (int steps = 1 + random.nextInt(3); steps > 0; steps--) {
                BigDecimal quote = quote(random);
                BigDecimal units = random.nextInt(4) == 0 ? BigDecimal.valueOf(1000) : BigDecimal.ONE;
                boolean isInverted = random.nextBoolean();
                conversion = conversion.after(quote, units, isInverted);
                numerator = numerator.multiply(isInverted ? units : quote);
                denominator = denominator.multiply(isInverted ? quote : units);
            }
            for (int j = 0; j < pricesPerRate; j++) {
                double price = price(random);
                double expected = byHand(ShortestDecimal.of(price), numerator, denominator);
                double actual = conversion.price(price);
                if (Double.compare(expected, actual) != 0) {
                    assertThat(actual)
                            .as("seed %d: %s × %s ÷ %s", SEED, price, numerator, denominator)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static BigDecimal quote(Random random) {
        int digits = 1 + random.nextInt(random.nextInt(8) == 0 ? 17 : 7);
        long unscaled = 1 + Math.abs(random.nextLong() % (long) Math.pow(10, digits));
        return BigDecimal.valueOf(unscaled, random.nextInt(8));
    }

    private static double price(Random random) {
        double magnitude = Math.pow(10, random.nextInt(8));
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(2_000_000) - 1_000_000;
            case 1 -> random.nextInt(4_000_000) * 0.25;
            case 2 -> random.nextLong();
            case 3 -> Double.longBitsToDouble(random.nextLong() & 0x7fdf_ffff_ffff_ffffL) * 1e-30;
            case 4 -> random.nextGaussian() * magnitude;
            default -> Math.round(random.nextDouble() * magnitude * 1000) / Math.pow(10, random.nextInt(9));
        };
    }

    /** Whole numbers only: doubled remainder against divisor. */
    private static double byHand(BigDecimal price, BigDecimal numerator, BigDecimal denominator) {
        BigDecimal over = price.abs().multiply(numerator).movePointRight(Conversion.PRICE_SCALE);
        int scale = Math.max(0, Math.max(over.scale(), denominator.scale()));
        BigInteger dividend = over.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
        BigInteger divisor =
                denominator.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        int half = parts[1].shiftLeft(1).compareTo(divisor);
        boolean isUp = half > 0 || (half == 0 && parts[0].testBit(0));
        BigInteger rounded = isUp ? parts[0].add(BigInteger.ONE) : parts[0];
        BigDecimal magnitude = new BigDecimal(rounded, Conversion.PRICE_SCALE);
        return (price.signum() < 0 ? magnitude.negate() : magnitude).doubleValue();
    }
}
