package nexus.replay.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class FillMarksTest {
    @Test
    void allAreKeptUpToTheBound() {
        FillMarks marks = marks(FillMarks.MOST);

        assertThat(marks.fills()).hasSize(FillMarks.MOST);
    }

    @Test
    void beyondItThoseLeftLieEvenly() {
        FillMarks marks = marks(100_000);

        List<PriceChart.Fill> fills = marks.fills();

        assertThat(marks.count()).isEqualTo(100_000);
        assertThat(fills).hasSizeBetween(FillMarks.MOST / 2, FillMarks.MOST);
        long step = fills.get(1).timeNanos() - fills.get(0).timeNanos();
        for (int i = 0; i < fills.size(); i++) {
            assertThat(fills.get(i).timeNanos()).isEqualTo(i * step);
        }
    }

    private static FillMarks marks(int count) {
        FillMarks marks = new FillMarks();
        for (int i = 0; i < count; i++) {
            marks.add(new PriceChart.Fill(i, true, BigDecimal.ONE, BigDecimal.ONE));
        }
        return marks;
    }
}
