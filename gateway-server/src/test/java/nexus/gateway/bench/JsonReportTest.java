package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nexus.gateway.bench.StoredReport.StoredFigure;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {
    @TempDir
    Path folder;

    @Test
    void holdsEverything() {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(7);
        Figure full = new Figure(
                "a.b",
                "what \"it\" is",
                "ns",
                List.of(1.5, 3.0),
                Target.atMost(2),
                List.of("a remark"),
                List.of(new Distribution("one", histogram), new Distribution("none", new Histogram(3))));
        Figure bare = Figure.of("a.c", "c", "ratio", null, List.of(0.91));
        BenchReport report = new BenchReport(
                "1.0",
                Instant.parse("2026-11-22T10:15:30Z"),
                Duration.ofMillis(1500),
                true,
                new Machine("17", "Linux", "A CPU", 2, 1024),
                0.25,
                -1,
                List.of(
                        new Outcome("a", List.of(full, bare), null),
                        new Outcome("d", List.of(), new IOException("no room"))),
                List.of("busy"));

        assertThat(JsonReport.of(report)).isEqualTo("""
                        {"schema":1,"gateway":"1.0","started":"2026-11-22T10:15:30Z","seconds":1.5,"quick":true,\
                        "machine":{"java":"17","os":"Linux","cpu":"A CPU","cores":2,"memoryBytes":1024},\
                        "loadBefore":0.25,"loadAfter":null,"notices":["busy"],\
                        "figures":[\
                        {"id":"a.b","measurement":"a","what":"what \\"it\\" is","unit":"ns","rounds":[1.5,3],\
                        "median":2.25,"min":1.5,"max":3,"target":{"relation":"at most","limit":2},"met":false,\
                        "remarks":["a remark"],"distributions":[\
                        {"name":"one","count":1,"p50":7,"p90":7,"p99":7,"p99.9":7,"p99.99":7,"max":7,\
                        "oneIn":[1,1.25],"nanos":[7,7]},\
                        {"name":"none","count":0,"p50":null,"p90":null,"p99":null,"p99.9":null,"p99.99":null,\
                        "max":null,"oneIn":[],"nanos":[]}]},\
                        {"id":"a.c","measurement":"a","what":"c","unit":"ratio","rounds":[0.91],\
                        "median":0.91,"min":0.91,"max":0.91,"target":null,"met":null,\
                        "remarks":[],"distributions":[]}],\
                        "failures":[{"measurement":"d","reason":"no room"}]}
                        """);
    }

    @Test
    void isReadAgainAsItWasWritten() throws IOException {
        Path file = folder.resolve("report.json");
        Files.writeString(file, "an older one");

        FixedReport.make().writeJson(file);

        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.part");
        StoredReport stored = StoredReport.read(file);
        assertThat(stored.title()).isEqualTo(file + " (1.0, 2026-11-22T10:15:30Z)");
        assertThat(stored.figures())
                .containsExactly(
                        Map.entry("ticks.p50", new StoredFigure("tick \"inside\" </script>", "ns", 1250, 900, 1500)),
                        Map.entry(
                                "ticks.allocation", new StoredFigure("allocation", "bytes/tick", 0.004, 0.004, 0.004)));
    }

    @Test
    void whatIsNoReportIsRefusedInOneLine() throws IOException {
        Path file = folder.resolve("report.json");
        assertThatThrownBy(() -> StoredReport.read(file)).hasMessage(file + ": there is no such file");
        Map<String, String> problems = Map.of(
                "", ": no report of gateway bench --json: the whole of it is missing",
                "[1]", ": no report of gateway bench --json: the whole of it is something else",
                "{", ": not JSON, so no report of gateway bench --json",
                "{}", ": no report of gateway bench --json: schema is missing",
                "{\"schema\":2}", ": no report of gateway bench --json: its schema is 2, this build reads 1",
                "{\"schema\":1,\"figures\":[{}]}", ": no report of gateway bench --json: id is missing");
        problems.forEach((text, problem) -> assertThatThrownBy(() -> StoredReport.read(Files.writeString(file, text)))
                .isInstanceOf(IOException.class)
                .hasMessage(file + problem));
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path file = folder.resolve("missing").resolve("report.json");

        assertThatThrownBy(() -> FixedReport.make().writeJson(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("could not write " + file);
    }
}
