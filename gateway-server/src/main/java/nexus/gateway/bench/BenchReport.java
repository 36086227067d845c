package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nexus.gateway.page.WholeFile;

/**
 * What was measured, where, and what became of it.
 *
 * @param version of the gateway
 * @param took from the first measurement to the end of the last
 * @param quick few and short rounds: the figures are rough
 * @param loadBefore threads that wanted a core in the minute before; negative: unknown
 * @param loadAfter the same in the last minute, the measuring itself included
 * @param outcomes one a measurement, in the order measured
 * @param notices what else a reader must know, one line each
 */
public record BenchReport(
        String version,
        Instant started,
        Duration took,
        boolean quick,
        Machine machine,
        double loadBefore,
        double loadAfter,
        List<Outcome> outcomes,
        List<String> notices) {

    /** Whether no measurement failed. */
    public boolean isComplete() {
        return outcomes.stream().noneMatch(Outcome::isFailed);
    }

    /** Whether every figure that was measured meets its target. */
    public boolean meetsTargets() {
        return figures().stream().allMatch(Figure::isMet);
    }

    /** Why measurements failed. */
    public List<Exception> failures() {
        return outcomes.stream().filter(Outcome::isFailed).map(Outcome::failure).toList();
    }

    /** For people: lines of at most 120 columns, each ended. */
    public String text() {
        return TextReport.of(this);
    }

    /** For people: this report beside an earlier one, in lines of at most 120 columns, each ended. */
    public String comparedWith(StoredReport old) {
        return Comparison.of(old, this);
    }

    /** For programs: writes the report as {@link JsonReport} describes it; replaces the file. */
    public void writeJson(Path file) throws IOException {
        WholeFile.write(file, JsonReport.of(this));
    }

    /** For people: writes the report as one page with curves, which needs no network; replaces the file. */
    public void writeHtml(Path file) throws IOException {
        WholeFile.write(file, HtmlReport.of(this));
    }

    /** All that was measured, in order. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        outcomes.forEach(outcome -> figures.addAll(outcome.figures()));
        return figures;
    }
}
