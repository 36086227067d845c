package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0          | ns         | 0 ns",
                "812        | ns         | 812 ns",
                "999.6      | ns         | 1 µs",
                "1250       | ns         | 1.25 µs",
                "125499     | ns         | 125 µs",
                "5000000    | ns         | 5 ms",
                "90e9       | ns         | 90 s",
                "4000e9     | ns         | 4,000 s",
                "0.85       | s          | 850 ms",
                "0.02       | ms         | 20 µs",
                "64         | bytes      | 64 bytes",
                "1536       | bytes      | 1.5 KiB",
                "536870912  | bytes      | 512 MiB",
                "999        | ticks/s    | 999/s",
                "200000     | ticks/s    | 200 k/s",
                "1234567    | records/s  | 1.23 M/s",
                "0.9123     | ratio      | 0.912",
                "1          | ratio      | 1",
                "0.0041     | bytes/tick | 0.0041 bytes/tick",
                "0.00000001 | bytes/tick | 0 bytes/tick",
                "123456.7   | syncs      | 123,457 syncs",
                "-1.5       | %          | -1.5 %"
            })
    void hasThreeDigitsAndAUnitThatSuits(double value, String unit, String text) {
        assertThat(Quantity.text(value, unit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "812     | 930     | ns      | 812–930 ns",
                "900     | 1250    | ns      | 0.9–1.25 µs",
                "0.9     | 1.1     | s       | 0.9–1.1 s",
                "498000  | 1020000 | ticks/s | 0.498–1.02 M/s",
                "0.89    | 0.93    | ratio   | 0.89–0.93"
            })
    void aRangeHasTheUnitOfItsLargerEnd(double min, double max, String unit, String text) {
        assertThat(Quantity.range(min, max, unit)).isEqualTo(text);
    }
}
