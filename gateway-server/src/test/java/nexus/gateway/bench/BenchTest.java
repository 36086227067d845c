package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void install() throws IOException {
        for (String module : List.of("gateway-server", "replay-tool")) {
            Path target = Files.createDirectories(folder.resolve(module).resolve("target"));
            Files.createFile(target.resolve(module + "-0.1.0.jar"));
        }
    }

    private BenchReport run(List<String> only, Measurement... measurements) throws Exception {
        BenchSettings settings = new BenchSettings(folder, "1.0", folder.resolve("work"), true, only, null);
        return Bench.run(settings, List.of(measurements), progress::add);
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("work"))) {
            return files.toList();
        }
    }

    @Test
    void runsAllInOrderAndSaysWhatItDoes() throws Exception {
        FakeMeasurement second = new FakeMeasurement("second", context -> {
            context.progress().accept("round 1 of 1");
            return List.of();
        });

        BenchReport report = run(List.of(), FakeMeasurement.of("first", 1), second);

        assertThat(progress).containsExactly("[1/2] first", "[2/2] second", "[2/2] second: round 1 of 1");
        assertThat(report.outcomes()).extracting(Outcome::measurement).containsExactly("first", "second");
        assertThat(report.figures()).extracting(Figure::id).containsExactly("first.figure");
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void eachHasAnEmptyFolderOfItsOwnAndNothingStays() throws Exception {
        List<Path> folders = new ArrayList<>();
        FakeMeasurement.Work work = context -> {
            assertThat(context.workFolder()).isEmptyDirectory();
            Files.writeString(
                    Files.createDirectory(context.workFolder().resolve("deep")).resolve("file"), "text");
            folders.add(context.workFolder());
            assertThat(folders.get(0))
                    .satisfies(first -> assertThat(folders.size() == 1).isEqualTo(Files.exists(first)));
            return List.of();
        };

        BenchReport report = run(List.of(), new FakeMeasurement("a", work), new FakeMeasurement("b", work));

        assertThat(report.failures()).isEmpty();
        assertThat(folders).hasSize(2).doesNotHaveDuplicates();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void oneThatFailsIsReportedInItsPlaceAndTheOthersGoOn() throws Exception {
        FakeMeasurement failing = new FakeMeasurement("failing", context -> {
            Files.writeString(context.workFolder().resolve("file"), "text");
            throw new IOException("no room:\n  3 bytes free");
        });
        FakeMeasurement faulty = new FakeMeasurement("faulty", context -> {
            throw new IllegalStateException("three");
        });

        BenchReport report = run(List.of(), failing, faulty, FakeMeasurement.of("good", 1));

        assertThat(report.outcomes()).extracting(Outcome::isFailed).containsExactly(true, true, false);
        assertThat(report.outcomes().get(0).reason()).isEqualTo("no room: 3 bytes free");
        assertThat(report.outcomes().get(1).reason())
                .isEqualTo("a fault in this program: java.lang.IllegalStateException: three");
        assertThat(report.isComplete()).isFalse();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void figuresThatCannotBeReportedAreAFailure() throws Exception {
        BenchReport report = run(
                List.of(),
                FakeMeasurement.of("a", Double.NaN),
                FakeMeasurement.of("b", Double.POSITIVE_INFINITY),
                FakeMeasurement.of("c", 1),
                FakeMeasurement.of("c", 1));

        assertThat(report.outcomes()).extracting(Outcome::isFailed).containsExactly(true, true, false, true);
        assertThat(report.outcomes().get(3).reason()).endsWith("c.figure was measured twice");
    }

    @Test
    void onlyThoseThatAreNamed() throws Exception {
        BenchReport report = run(
                List.of("c", "a"), FakeMeasurement.of("a", 1), FakeMeasurement.of("b", 1), FakeMeasurement.of("c", 1));

        assertThat(report.outcomes()).extracting(Outcome::measurement).containsExactly("a", "c");
    }

    @Test
    void anUnknownNameListsTheKnown() {
        assertThatThrownBy(() -> run(List.of("d"), FakeMeasurement.of("a", 1), FakeMeasurement.of("b", 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("no measurement is called d, only a, b");
    }

    @Test
    void interruptedItStopsAndLeavesNothing() throws Exception {
        FakeMeasurement waiting = new FakeMeasurement("waiting", context -> {
            Files.writeString(context.workFolder().resolve("file"), "text");
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        });
        FakeMeasurement next = new FakeMeasurement("next", context -> {
            throw new AssertionError("ran all the same");
        });

        assertThatThrownBy(() -> run(List.of(), waiting, next)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(leftBehind()).isEmpty();
    }
}
