package nexus.replay.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A curve of bounded length over a stretch of time whose length is not known beforehand. Time is divided into at most
 * {@value #BUCKETS} buckets of equal width; of each the first, the lowest, the highest and the last point are kept, at
 * their true times. When the buckets do not reach any further, they become twice as wide, and every two become one. So
 * nothing that stands out is lost, however long the curve: the lowest and the highest point of any stretch that is wide
 * enough to be seen are there, and so are the very first and last.
 */
public final class ThinnedCurve {
    static final int BUCKETS = 512;
    /** Points that a bucket keeps at the most. */
    static final int PER_BUCKET = 4;

    private static final long FIRST_WIDTH_NANOS = 1_000_000;

    private final Bucket[] buckets = new Bucket[BUCKETS];
    private long originNanos;
    private long widthNanos = FIRST_WIDTH_NANOS;
    private boolean isBegun;

    /** What is kept of a stretch of time. */
    private static final class Bucket {
        private CurvePoint first;
        private CurvePoint lowest;
        private CurvePoint highest;
        private CurvePoint last;

        Bucket(CurvePoint only) {
            first = only;
            lowest = only;
            highest = only;
            last = only;
        }

        void add(CurvePoint point) {
            last = point;
            if (point.value() < lowest.value()) {
                lowest = point;
            }
            if (point.value() > highest.value()) {
                highest = point;
            }
        }

        void absorb(Bucket later) {
            add(later.lowest);
            add(later.highest);
            add(later.last);
        }

        Stream<CurvePoint> points() {
            return Stream.of(first, lowest, highest, last)
                    .distinct()
                    .sorted(Comparator.comparingLong(CurvePoint::timeNanos));
        }
    }

    /** Adds a point. Time never goes back. */
    public void add(long timeNanos, double value) {
        if (!isBegun) {
            isBegun = true;
            originNanos = timeNanos;
        }
        while ((timeNanos - originNanos) / widthNanos >= BUCKETS) {
            widen();
        }
        int index = (int) ((timeNanos - originNanos) / widthNanos);
        CurvePoint point = new CurvePoint(timeNanos, value);
        if (buckets[index] == null) {
            buckets[index] = new Bucket(point);
        } else {
            buckets[index].add(point);
        }
    }

    private void widen() {
        widthNanos *= 2;
        for (int i = 0; i < BUCKETS / 2; i++) {
            Bucket earlier = buckets[2 * i];
            Bucket later = buckets[2 * i + 1];
            if (earlier != null && later != null) {
                earlier.absorb(later);
            }
            buckets[i] = earlier != null ? earlier : later;
        }
        Arrays.fill(buckets, BUCKETS / 2, BUCKETS, null);
    }

    /** The points in the order of time. */
    public List<CurvePoint> points() {
        List<CurvePoint> points = new ArrayList<>();
        for (Bucket bucket : buckets) {
            if (bucket != null) {
                bucket.points().forEach(points::add);
            }
        }
        return points;
    }
}
