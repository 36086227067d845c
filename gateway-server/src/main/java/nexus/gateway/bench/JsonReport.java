package nexus.gateway.bench;

import java.math.BigDecimal;
import java.util.List;
import nexus.gateway.bench.Target.Relation;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import org.HdrHistogram.Histogram;

/**
 * The report as JSON, for programs. One object, version {@value #SCHEMA} of its schema; fields may be added to it
 * without a new version.
 *
 * <pre>
 * schema          1
 * gateway         version of the build
 * started         ISO 8601, UTC
 * seconds         how long all of it took
 * quick           true: rough figures
 * machine         java, os, cpu: texts; cores; memoryBytes
 * loadBefore      threads that wanted a core in the minute before; null: unknown
 * loadAfter       the same at the end
 * notices         texts: what else a reader must know
 * figures         in the order measured, each:
 *   id            unique, the same from build to build
 *   measurement   what --only calls the measurement that it comes from
 *   what          one line for people
 *   unit          of rounds, median, min, max, target
 *   rounds        one value a round
 *   median, min, max
 *   target        null, or relation: "at least" or "at most", and limit
 *   met           whether the median meets the target; null without one
 *   remarks       texts
 *   distributions each:
 *     name        unique within the figure
 *     count       of values
 *     p50, p90, p99, p99.9, p99.99, max   in ns; null without values
 *     oneIn, nanos   the curve: one in oneIn[i] values exceeds nanos[i]
 * failures        measurement and reason, one for each measurement that failed
 * </pre>
 */
final class JsonReport {
    static final int SCHEMA = 1;

    static final Key STARTED = Key.of("started");
    static final Key GATEWAY = Key.of("gateway");
    static final Key FIGURES = Key.of("figures");
    static final Key ID = Key.of("id");
    static final Key WHAT = Key.of("what");
    static final Key UNIT = Key.of("unit");
    static final Key MEDIAN = Key.of("median");
    static final Key MIN = Key.of("min");
    static final Key MAX = Key.of("max");
    static final Key SCHEMA_KEY = Key.of("schema");

    private static final Key MEASUREMENT = Key.of("measurement");

    private final MapWriter json = new MapWriter(1 << 16);

    private JsonReport() {}

    /** One line, ended. */
    static String of(BenchReport report) {
        JsonReport rendering = new JsonReport();
        rendering.report(report);
        MapWriter json = rendering.json;
        return JsonText.of(json.buffer(), json.offset(), json.length()) + '\n';
    }

    private void report(BenchReport report) {
        json.beginMap();
        json.put(SCHEMA_KEY, SCHEMA);
        json.put(GATEWAY, report.version());
        json.put(STARTED, report.started().toString());
        number(Key.of("seconds"), report.took().toMillis() / 1e3);
        json.put(Key.of("quick"), report.quick());
        machine(report.machine());
        load(Key.of("loadBefore"), report.loadBefore());
        load(Key.of("loadAfter"), report.loadAfter());
        texts(Key.of("notices"), report.notices());
        json.beginArray(FIGURES, report.figures().size());
        for (Outcome outcome : report.outcomes()) {
            outcome.figures().forEach(figure -> figure(outcome.measurement(), figure));
        }
        failures(report.outcomes().stream().filter(Outcome::isFailed).toList());
        json.endMap();
    }

    private void machine(Machine machine) {
        json.beginMap(Key.of("machine"));
        json.put(Key.of("java"), machine.java());
        json.put(Key.of("os"), machine.os());
        json.put(Key.of("cpu"), machine.cpu());
        json.put(Key.of("cores"), machine.cores());
        json.put(Key.of("memoryBytes"), machine.memoryBytes());
        json.endMap();
    }

    private void figure(String measurement, Figure figure) {
        json.beginMap();
        json.put(ID, figure.id());
        json.put(MEASUREMENT, measurement);
        json.put(WHAT, figure.what());
        json.put(UNIT, figure.unit());
        json.beginArray(Key.of("rounds"), figure.rounds().size());
        figure.rounds().forEach(round -> json.add(BigDecimal.valueOf(round)));
        number(MEDIAN, figure.median());
        number(MIN, figure.min());
        number(MAX, figure.max());
        target(figure);
        texts(Key.of("remarks"), figure.remarks());
        json.beginArray(Key.of("distributions"), figure.distributions().size());
        figure.distributions().forEach(this::distribution);
        json.endMap();
    }

    private void target(Figure figure) {
        Target target = figure.target();
        if (target == null) {
            json.putNil(Key.of("target")).putNil(Key.of("met"));
            return;
        }
        json.beginMap(Key.of("target"));
        json.put(Key.of("relation"), target.relation() == Relation.AT_LEAST ? "at least" : "at most");
        number(Key.of("limit"), target.limit());
        json.endMap();
        json.put(Key.of("met"), figure.isMet());
    }

    private void distribution(Distribution distribution) {
        Histogram nanos = distribution.nanos();
        boolean empty = nanos.getTotalCount() == 0;
        json.beginMap();
        json.put(Key.of("name"), distribution.name());
        json.put(Key.of("count"), nanos.getTotalCount());
        for (double percentile : ReportTexts.PERCENTILES) {
            orNil(Key.of(ReportTexts.name(percentile)), Percentiles.at(nanos, percentile), empty);
        }
        orNil(MAX, nanos.getMaxValue(), empty);
        Percentiles curve = Percentiles.curve(nanos);
        json.beginArray(Key.of("oneIn"), curve.oneIn().size());
        curve.oneIn().forEach(oneIn -> json.add(BigDecimal.valueOf(oneIn)));
        json.beginArray(Key.of("nanos"), curve.nanos().size());
        curve.nanos().forEach(value -> json.add(BigDecimal.valueOf(value)));
        json.endMap();
    }

    private void failures(List<Outcome> failed) {
        json.beginArray(Key.of("failures"), failed.size());
        for (Outcome outcome : failed) {
            json.beginMap();
            json.put(MEASUREMENT, outcome.measurement());
            json.put(Key.of("reason"), outcome.reason());
            json.endMap();
        }
    }

    private void texts(Key key, List<String> texts) {
        json.beginArray(key, texts.size());
        texts.forEach(json::add);
    }

    private void load(Key key, double load) {
        if (load < 0) {
            json.putNil(key);
        } else {
            number(key, load);
        }
    }

    private void orNil(Key key, long value, boolean nil) {
        if (nil) {
            json.putNil(key);
        } else {
            json.put(key, value);
        }
    }

    /** Whole ones without a point. */
    private void number(Key key, double value) {
        json.put(key, BigDecimal.valueOf(value));
    }
}
