package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import nexus.config.StatementMap.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementMapTest {
    @TempDir
    Path folder;

    private StatementMap load(String yaml) throws Exception {
        return StatementMapLoader.load(Files.writeString(folder.resolve("map.yaml"), yaml));
    }

    private String problem(String yaml) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> load(yaml));
        return refused.getMessage();
    }

    @Test
    void theLeastThatIsNeeded() throws Exception {
        StatementMap map = load("""
                platform: nt8
                columns: { symbol: Symbol, quantity: Qty, price: Price }
                """);

        assertThat(map.columns())
                .isEqualTo(Map.of(Column.SYMBOL, "Symbol", Column.QUANTITY, "Qty", Column.PRICE, "Price"));
        assertThat(map.separator()).isEqualTo(',');
        assertThat(map.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(map.timeFormat()).isEqualTo(StatementMap.TimeFormat.ISO);
        assertThat(map.timeToleranceMillis()).isEqualTo(60_000);
        assertThat(map.feeTolerance()).isEqualByComparingTo("0.005");
    }

    @Test
    void everyKey() throws Exception {
        StatementMap map = load("""
                platform: mt5
                file: { separator: tab, encoding: iso-8859-1, skipLines: 3, decimalComma: true }
                columns: { execId: a, orderId: b, symbol: c, side: d, quantity: e, price: f, fee: g, currency: h, date: i, time: j }
                time: { zone: America/Chicago, format: MM/dd/yyyy HH:mm:ss }
                side: { buy: "BOT, B", sell: sld }
                fee: { negative: true, currency: EUR }
                symbols: { NQH5: NQ 03-25 }
                tolerance: { time: 5 s, price: 0.25, fee: 0 }
                """);

        assertThat(map.columns()).hasSize(Column.values().length);
        assertThat(map.separator()).isEqualTo('\t');
        assertThat(map.skipLines()).isEqualTo(3);
        assertThat(map.decimalComma()).isTrue();
        assertThat(map.zone()).isEqualTo(ZoneId.of("America/Chicago"));
        assertThat(map.timePattern()).isEqualTo("MM/dd/yyyy HH:mm:ss");
        assertThat(map.buy()).containsExactlyInAnyOrder("BOT", "B");
        assertThat(map.sell()).containsExactly("SLD");
        assertThat(map.feeIsNegative()).isTrue();
        assertThat(map.feeCurrency()).isEqualTo("EUR");
        assertThat(map.symbols()).isEqualTo(Map.of("NQH5", "NQ 03-25"));
        assertThat(map.timeToleranceMillis()).isEqualTo(5_000);
        assertThat(map.priceTolerance()).isEqualByComparingTo("0.25");
        assertThat(map.feeTolerance()).isEqualByComparingTo("0");
    }

    @Test
    void everyProblemHasItsPlaceAndRule() {
        String problems = problem("""
                file: { separator: dot, skipLines: -1 }
                columns: { symbol: Symbol, qty: Qty }
                time: { zone: Mars, format: tomorrow at noon }
                side: { buy: "," }
                fee: { negative: sometimes, currency: dollars }
                tolerance: { time: 5, price: few }
                plattform: nt8
                """);

        assertThat(problems)
                .contains("map.yaml:1: platform — required, but missing")
                .contains("map.yaml:1: file.separator: dot — must be comma, semicolon, tab or pipe")
                .contains("map.yaml:1: file.skipLines: -1 — must be a whole number from 0 to 1000")
                .contains("map.yaml:1: columns.quantity — required, but missing")
                .contains("map.yaml:1: columns.price — required, but missing")
                .contains("map.yaml:2: columns.qty — unknown key")
                .contains("map.yaml:3: time.zone: Mars — must be a time zone")
                .contains("map.yaml:3: time.format: tomorrow at noon — must be iso, epoch-s")
                .contains("map.yaml:4: side.buy: , — must be one word or several")
                .contains("map.yaml:5: fee.negative: sometimes — must be true or false")
                .contains("map.yaml:5: fee.currency: dollars — must be 3 to 8 of")
                .contains("map.yaml:6: tolerance.time: 5 — must be a duration with its unit")
                .contains("map.yaml:6: tolerance.price: few — must be a decimal, 0 or more")
                .contains("map.yaml:7: plattform — unknown key; did you mean \"platform\"?");
    }
}
