package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import nexus.gateway.programs.Programs;

/** Runs measurements one after another, each in an empty folder; one that fails does not keep the others from running. */
public final class Bench {
    private final BenchSettings settings;
    private final Programs programs;
    private final List<Measurement> measurements;
    private final Consumer<String> progress;
    private final Set<String> figureIds = new HashSet<>();
    private final List<String> notices = new ArrayList<>();

    private Bench(
            BenchSettings settings, Programs programs, List<Measurement> measurements, Consumer<String> progress) {
        this.settings = settings;
        this.programs = programs;
        this.measurements = measurements;
        this.progress = progress;
    }

    /**
     * Measures what the settings name.
     *
     * @param progress takes one line at a time about what is being done
     * @throws IOException if it cannot begin: one line that says why
     * @throws InterruptedException if this thread was interrupted; no file and no process is left
     */
    public static BenchReport run(BenchSettings settings, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<Measurement> standard = settings.quick() ? Measurements.quick() : Measurements.full();
        List<Measurement> all = settings.longRun() == null ? standard : Measurements.longRun(settings.longRun());
        return run(settings, all, progress);
    }

    /** {@link #run(BenchSettings, Consumer)} where there is this to choose from. */
    static BenchReport run(BenchSettings settings, List<Measurement> all, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<Measurement> chosen = choose(settings.only(), all);
        return new Bench(settings, Programs.of(settings.home()), chosen, progress).measure();
    }

    private static List<Measurement> choose(List<String> only, List<Measurement> all) throws IOException {
        List<String> known = all.stream().map(Measurement::id).toList();
        for (String name : only) {
            if (!known.contains(name)) {
                throw new IOException("no measurement is called " + name + ", only " + String.join(", ", known));
            }
        }
        return only.isEmpty()
                ? all
                : all.stream()
                        .filter(measurement -> only.contains(measurement.id()))
                        .toList();
    }

    private BenchReport measure() throws IOException, InterruptedException {
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        long startNanos = System.nanoTime();
        double loadBefore = Machine.load();
        Machine machine = Machine.here();
        if (loadBefore > machine.cores() / 2.0) {
            notices.add("The machine was busy when this began: close other programs, wait a minute, measure again.");
        }
        List<Outcome> outcomes = measureAll();
        return new BenchReport(
                settings.version(),
                started,
                Duration.ofNanos(System.nanoTime() - startNanos),
                settings.quick(),
                machine,
                loadBefore,
                Machine.load(),
                outcomes,
                List.copyOf(notices));
    }

    private List<Outcome> measureAll() throws IOException, InterruptedException {
        WorkFolder work = WorkFolder.in(settings.workFolder());
        try {
            List<Outcome> outcomes = new ArrayList<>();
            for (Measurement measurement : measurements) {
                String position = "[" + (outcomes.size() + 1) + "/" + measurements.size() + "] " + measurement.id();
                outcomes.add(measure(measurement, work.create(measurement.id()), position));
                noteFailure(() -> work.remove(measurement.id()));
            }
            return outcomes;
        } finally {
            noteFailure(work::remove);
        }
    }

    /** What was measured is worth more than a folder that stays. */
    private void noteFailure(Removal removal) {
        try {
            removal.run();
        } catch (IOException e) {
            notices.add("Files stay behind: " + e + ".");
        }
    }

    private Outcome measure(Measurement measurement, Path folder, String position) throws InterruptedException {
        progress.accept(position);
        BenchContext context = new BenchContext(programs, folder, line -> progress.accept(position + ": " + line));
        try {
            List<Figure> figures = measurement.measure(context);
            check(figures);
            return new Outcome(measurement.id(), figures, null);
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return new Outcome(measurement.id(), List.of(), e);
        }
    }

    private void check(List<Figure> figures) {
        for (Figure figure : figures) {
            if (!figure.rounds().stream().allMatch(Double::isFinite)) {
                throw new IllegalStateException(figure.id() + " has rounds that are no numbers: " + figure.rounds());
            }
            if (!figureIds.add(figure.id())) {
                throw new IllegalStateException(figure.id() + " was measured twice");
            }
        }
    }

    private interface Removal {
        void run() throws IOException;
    }
}
