package nexus.replay.report;

import java.math.BigDecimal;
import java.util.List;
import nexus.replay.figures.CurvePoint;
import nexus.replay.figures.ThinnedCurve;
import nexus.replay.profit.Decimals;

/** The equity as it goes: its curve, how far below its highest point it is, and the deepest such fall. */
final class EquityCurve {
    private final ThinnedCurve equity = new ThinnedCurve();
    private final ThinnedCurve drawdowns = new ThinnedCurve();
    private BigDecimal peak = BigDecimal.ZERO;
    private long peakNanos;
    private BigDecimal deepest = BigDecimal.ZERO;
    private BigDecimal deepestPeak = BigDecimal.ZERO;
    private long deepestPeakNanos;
    private long deepestNanos;
    private long recoveredNanos;

    /** Begins with 0. */
    EquityCurve(long timeNanos) {
        peakNanos = timeNanos;
        deepestPeakNanos = timeNanos;
        deepestNanos = timeNanos;
        recoveredNanos = timeNanos;
        add(timeNanos, BigDecimal.ZERO);
    }

    void add(long timeNanos, BigDecimal value) {
        if (value.compareTo(peak) > 0) {
            peak = value;
            peakNanos = timeNanos;
        }
        BigDecimal fall = peak.subtract(value);
        if (fall.compareTo(deepest) > 0) {
            deepest = fall;
            deepestPeak = peak;
            deepestPeakNanos = peakNanos;
            deepestNanos = timeNanos;
            recoveredNanos = 0;
        } else if (recoveredNanos == 0 && value.compareTo(deepestPeak) >= 0) {
            recoveredNanos = timeNanos;
        }
        equity.add(timeNanos, value.doubleValue());
        drawdowns.add(timeNanos, fall.negate().doubleValue());
    }

    Drawdown drawdown() {
        return new Drawdown(Decimals.normal(deepest), deepestPeakNanos, deepestNanos, recoveredNanos);
    }

    List<CurvePoint> equity() {
        return equity.points();
    }

    List<CurvePoint> drawdowns() {
        return drawdowns.points();
    }
}
