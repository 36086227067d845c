package nexus.replay.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinnedCurveTest {
    private static final int MOST = ThinnedCurve.BUCKETS * ThinnedCurve.PER_BUCKET;

    @Test
    void aShortCurveIsKeptWhole() {
        ThinnedCurve curve = new ThinnedCurve();
        curve.add(1_000_000, 1);
        curve.add(5_000_000, -2);
        curve.add(90_000_000, 3);

        assertThat(curve.points())
                .containsExactly(
                        new CurvePoint(1_000_000, 1), new CurvePoint(5_000_000, -2), new CurvePoint(90_000_000, 3));
    }

    @Test
    void nothingGivesNothing() {
        assertThat(new ThinnedCurve().points()).isEmpty();
    }

    @Test
    void itsLengthIsBoundedAndExtremesStayAtTheirTimes() {
        long seed = Long.getLong("test.seed", 20_261_123L);
        System.out.println("thinned curve: seed " + seed);
        Random random = new Random(seed);
        ThinnedCurve curve = new ThinnedCurve();
        List<CurvePoint> all = new ArrayList<>();
        long timeNanos = 1_800_000_000_000_000_000L;
        double value = 0;
        for (int i = 0; i < 200_000; i++) {
            timeNanos += 1 + random.nextInt(20_000_000);
            value += random.nextGaussian();
            all.add(new CurvePoint(timeNanos, value));
            curve.add(timeNanos, value);
        }

        List<CurvePoint> points = curve.points();

        assertThat(points).hasSizeBetween(ThinnedCurve.BUCKETS, MOST);
        assertThat(points).isSortedAccordingTo(Comparator.comparingLong(CurvePoint::timeNanos));
        assertThat(points.get(0)).isEqualTo(all.get(0));
        assertThat(points.get(points.size() - 1)).isEqualTo(all.get(all.size() - 1));
        assertThat(all).containsAll(points);
        extremesAreThere(all, points);
    }

    /** Also of each twentieth of the curve, by the values: the thinned one reaches as far up and down. */
    private static void extremesAreThere(List<CurvePoint> all, List<CurvePoint> points) {
        Comparator<CurvePoint> byValue = Comparator.comparingDouble(CurvePoint::value);
        assertThat(points).contains(all.stream().min(byValue).orElseThrow());
        assertThat(points).contains(all.stream().max(byValue).orElseThrow());
        long first = all.get(0).timeNanos();
        long part = (all.get(all.size() - 1).timeNanos() - first) / 20;
        for (int i = 0; i < 20; i++) {
            long from = first + i * part;
            CurvePoint highest = all.stream()
                    .filter(point -> point.timeNanos() >= from && point.timeNanos() < from + part)
                    .max(byValue)
                    .orElseThrow();
            // The bucket of the highest may hold a higher one beyond the part's end: then that is shown.
            assertThat(points)
                    .anyMatch(point -> point.value() >= highest.value()
                            && Math.abs(point.timeNanos() - highest.timeNanos()) <= part / 4);
        }
    }

    @Test
    void aLongPauseIsNoProblem() {
        ThinnedCurve curve = new ThinnedCurve();
        curve.add(0, 1);
        curve.add(365L * 24 * 3_600 * 1_000_000_000, 2);

        assertThat(curve.points()).extracting(CurvePoint::value).containsExactly(1.0, 2.0);
    }
}
