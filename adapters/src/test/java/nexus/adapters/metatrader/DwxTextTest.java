package nexus.adapters.metatrader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import nexus.adapters.metatrader.DwxText.DwxObject;
import org.junit.jupiter.api.Test;

/** The EA's texts, with all that its lack of escapes lets through. */
class DwxTextTest {
    private static final String ORDERS =
            "{\"account_info\": {\"name\": \"%s\", \"number\": 1, \"equity\": nan}, \"orders\": {"
                    + "\"7\": {\"magic\": 5, \"symbol\": \"NAS100\", \"lots\": 0.10, \"type\": \"buy\", \"open_price\": 1.50000,"
                    + " \"comment\": \"%s\"}, "
                    + "\"7\": {\"magic\": 5, \"symbol\": \"NAS100\", \"lots\": 0.40, \"type\": \"buylimit\", \"comment\": \"\"}}}\r\n";

    @Test
    void textsThatAreNotEscaped() {
        for (String odd :
                new String[] {"plain", "", "a \"b\" c", "\\", "C:\\x\\\"", "a, b: {c}", "\"", "\"}x", "a\", b", "\u00e4"
                }) {
            DwxObject object = DwxText.parse(ORDERS.replace("%s", odd));
            assertThat(object).as(odd).isNotNull();
            assertThat(object.object("account_info").text("name")).isEqualTo(odd);
            assertThat(object.object("orders").object("7").text("comment")).isEqualTo(odd);
        }
    }

    @Test
    void aTicketMayBeAnOrderAndAPosition() {
        assertThat(Holding.all(DwxText.parse(ORDERS.replace("%s", "x"))))
                .extracting(Holding::isPending)
                .containsExactly(false, true);
    }

    @Test
    void nothingThatIsCutIsWhole() {
        String text = ORDERS.replace("%s", "a \"b\"").trim();
        for (int length = 0; length < text.length(); length++) {
            assertThat(DwxText.parse(text.substring(0, length)))
                    .as(text.substring(0, length))
                    .isNull();
        }
        assertThat(DwxText.parse(text)).isNotNull();
        assertThat(DwxText.parse(text + "}")).isNull();
        assertThat(DwxText.parse("{}")).isNotNull();
    }

    @Test
    void messagesComeInTheirOrder() {
        DwxObject file = DwxText.parse(
                "{\"20\": {\"type\": \"INFO\", \"time\": \"t\", \"message\": \"second\"}, \"3\":"
                        + " {\"type\": \"ERROR\", \"time\": \"t\", \"error_type\": \"OPEN_ORDER\", \"description\": \"Could: 1\"}}");
        assertThat(DwxMessage.all(file))
                .containsExactly(new DwxMessage(3, "OPEN_ORDER", "Could: 1"), new DwxMessage(20, "", "second"));
    }

    @Test
    void numbersThatAreNone() {
        DwxObject object = DwxText.parse("{\"a\": nan, \"b\": -1.5, \"c\": \"x\", \"d\": 10.00000}");
        assertThat(object.decimal("a")).isNull();
        assertThat(object.decimal("b")).isEqualByComparingTo("-1.5");
        assertThat(object.decimal("none")).isNull();
        assertThat(Numbers.positive(object, "b")).isNull();
        assertThat(Numbers.positive(object, "d").toPlainString()).isEqualTo("10");
    }

    @Test
    void refsThatFollowEachOtherHaveMagicsOfTheirOwn() {
        Set<Integer> magics = new HashSet<>();
        for (int i = 1; i <= 100_000; i++) {
            magics.add(Magic.of("J0URNAL8" + Long.toString(i, 36).toUpperCase(Locale.ROOT)));
        }
        assertThat(magics)
                .hasSize(100_000)
                .allSatisfy(magic -> assertThat(magic).isPositive());
        assertThat(Magic.of("R1")).isNotEqualTo(Magic.of("R2"));
    }
}
