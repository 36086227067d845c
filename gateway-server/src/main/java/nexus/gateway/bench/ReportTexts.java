package nexus.gateway.bench;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nexus.gateway.bench.Target.Relation;
import org.HdrHistogram.Histogram;

/** How the parts of a report are worded, whatever they are written into. */
final class ReportTexts {
    /** Percentiles that every distribution is shown at. */
    static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ReportTexts() {}

    static String title(BenchReport report) {
        return "NEXUS Gateway " + report.version() + ": what it costs on this machine";
    }

    /** Under what conditions it was measured, in a few lines. */
    static List<String> conditions(BenchReport report) {
        Machine machine = report.machine();
        return List.of(
                time(report.started()) + ", " + (report.quick() ? "quick (rough figures)" : "full") + ", took "
                        + duration(report.took()),
                machine.cpu() + ", " + machine.cores() + (machine.cores() == 1 ? " core, " : " cores, ")
                        + Quantity.text((double) machine.memoryBytes(), "bytes") + " of memory",
                "Java " + machine.java() + ", " + machine.os(),
                "Load " + load(report.loadBefore()) + " before, " + load(report.loadAfter())
                        + " at the end (with the measuring itself)");
    }

    static String time(Instant instant) {
        return MINUTE.format(instant);
    }

    private static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    private static String load(double load) {
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load);
    }

    static String median(Figure figure) {
        return Quantity.text(figure.median(), figure.unit());
    }

    static String spread(Figure figure) {
        return figure.rounds().size() == 1 ? "one round" : Quantity.range(figure.min(), figure.max(), figure.unit());
    }

    static String target(Figure figure) {
        Target target = figure.target();
        if (target == null) {
            return "";
        }
        return (target.relation() == Relation.AT_LEAST ? "≥ " : "≤ ") + Quantity.text(target.limit(), figure.unit());
    }

    /** {@code met}, {@code missed}, or nothing where there is no target. */
    static String verdict(Figure figure) {
        return figure.target() == null ? "" : figure.isMet() ? "met" : "missed";
    }

    /** {@code p99.9}; a whole one without a point. */
    static String name(double percentile) {
        return "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
    }

    /** The cells of a distribution's row: its percentiles, maximum and count. */
    static List<String> cells(Distribution distribution) {
        Histogram nanos = distribution.nanos();
        if (nanos.getTotalCount() == 0) {
            return List.of("", "", "", "", "", "", "0");
        }
        List<String> cells = new ArrayList<>();
        PERCENTILES.forEach(percentile -> cells.add(Quantity.text((double) Percentiles.at(nanos, percentile), "ns")));
        cells.add(Quantity.text((double) nanos.getMaxValue(), "ns"));
        cells.add(Quantity.count(nanos.getTotalCount()));
        return cells;
    }
}
