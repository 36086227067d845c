package nexus.adapters.ninjatrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import nexus.adapters.ninjatrader.OrderFile.State;
import org.junit.jupiter.api.Test;

/** The texts of ATI. */
class AtiTextTest {
    @Test
    void statesInAnyCaseWithSpacesOrWithout() {
        assertThat(OrderFile.parse("PARTFILLED;2;16250.25"))
                .isEqualTo(new OrderFile(State.WORKING, new BigDecimal("2"), new BigDecimal("16250.25")));
        assertThat(OrderFile.parse("Partially filled;2;16250.25").state()).isEqualTo(State.WORKING);
        assertThat(OrderFile.parse("Cancel Pending;0;0").state()).isEqualTo(State.WORKING);
        assertThat(OrderFile.parse("CANCELLED;0;0\r\n").state()).isEqualTo(State.CANCELED);
        assertThat(OrderFile.parse("SUBMITTED;0;0").state()).isEqualTo(State.ON_ITS_WAY);
        assertThat(OrderFile.parse("UNKNOWN;0;0").state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void aDecimalCommaIsOne() {
        assertThat(OrderFile.parse("FILLED;1;16250,25").averagePrice()).isEqualByComparingTo("16250.25");
    }

    @Test
    void whatIsNotAllThereIsNothing() {
        for (String text : new String[] {
            "",
            "F",
            "FILLED",
            "FILLED;",
            "FILLED;1",
            "FILLED;1;",
            "FILL;1;2",
            "FILLED;x;1",
            "FILLED;1;2;3",
            "FILLED;-1;2"
        }) {
            assertThat(OrderFile.parse(text)).as(text).isNull();
        }
        for (String text : new String[] {"", "LONG", "LONG;1", "LONG;1;", "LONGER;1;2"}) {
            assertThat(PositionFile.parse(text)).as(text).isNull();
        }
    }

    @Test
    void positionsHaveASign() {
        assertThat(PositionFile.parse("SHORT;2;100.5").quantity()).isEqualByComparingTo("-2");
        assertThat(PositionFile.parse("Long;2;100.5").quantity()).isEqualByComparingTo("2");
        assertThat(PositionFile.parse("FLAT;0;0")).isEqualTo(new PositionFile(BigDecimal.ZERO, null));
    }

    @Test
    void aCancelHasThirteenFields() {
        assertThat(Instruction.cancel("R1")).isEqualTo("CANCEL;;;;;;;;;;R1;;");
    }

    @Test
    void namesThatWouldBreakALineAreRefused() {
        assertThatThrownBy(() -> NinjaTraderSymbol.of("NQ;03-25", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NQ;03-25");
    }
}
