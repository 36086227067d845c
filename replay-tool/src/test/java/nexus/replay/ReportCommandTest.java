package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nexus.journal.message.Keys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ReportCommandTest {
    @TempDir
    Path folder;

    private Path data;
    private long last;

    @BeforeEach
    void record() throws Exception {
        data = folder.resolve("the data");
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).tick("nt8", "NQ 03-25", 100);
            day.signal("<1>", "NQ", "BUY", "1").fill("nt8", "<1>", "NQ 03-25", "1", "100");
            day.fill("nt8", "<b>\"nobody's\"", "NQ 03-25", "1", "101", map -> map.put(Keys.SIDE, "SELL"));
            day.tick("nt8", "NQ 03-25", 101.5);
            last = day.lastSequence();
        }
    }

    @Test
    void textIsForATrader() {
        CommandRun report = CommandRun.of("report", "--data", data, "--multiplier", "NQ=20");

        assertThat(report.err()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(report.out().lines())
                .contains("signals        1 received, 1 accepted, 0 refused")
                .contains("orders         1 made, 1 executed in whole or in part (fill ratio 100.0 %)")
                .contains("executions     2; to look at: 1 UNKNOWN_ORDER")
                .anyMatch(line -> line.matches(" +NQ +nt8 +2 +1 +1 +0 +101\\.5 +20 +0 +0 +20"))
                .anyMatch(line -> line.matches(" +total +2 +20 +0 +0 +20"))
                .anyMatch(line -> line.matches(" +NQ +1 +1 +0 +100\\.0 % +20 .*"))
                .allMatch(line -> line.length() <= 140);
    }

    @Test
    void jsonIsComplete() throws Exception {
        Path file = folder.resolve("r.json");

        CommandRun report = CommandRun.of("report", "--data", data, "--json");
        CommandRun written = CommandRun.of("report", "--data", data, "--json", file);

        assertThat(report.out()).isEqualTo(Files.readString(file)).endsWith("}\n");
        assertThat(written.out()).startsWith("records ");
        Map<String, Object> json = json(report.out());
        assertThat(json)
                .containsOnlyKeys(
                        "schema",
                        "range",
                        "multipliers",
                        "signals",
                        "orders",
                        "executions",
                        "profit",
                        "drawdown",
                        "trips",
                        "exposures",
                        "latencies",
                        "equity",
                        "drawdowns",
                        "prices",
                        "notices",
                        "damage");
        assertThat(at(json, "range", "last_sequence")).isEqualTo((int) last);
        assertThat(at(json, "profit", "total", "net")).isEqualTo(1);
        assertThat(at(json, "executions", "flagged", "UNKNOWN_ORDER")).isEqualTo(1);
        assertThat(at(json, "drawdown", "recovered_ns")).isNotNull();
        assertThat((List<?>) at(json, "equity", "values")).hasSameSizeAs((List<?>) at(json, "equity", "times_ns"));
    }

    @Test
    void thePageStandsAlone() throws Exception {
        Path file = folder.resolve("r.html");

        CommandRun.of("report", "--data", data, "--html", file);

        String page = Files.readString(file);
        assertThat(page).doesNotContainPattern("(?i)(src|href|action)\\s*=|url\\(|@import|<link|<iframe|fetch\\(");
        assertThat(page)
                .contains("var uPlot=")
                .contains("The MIT License")
                .contains("<h2>NQ on nt8</h2>")
                .contains("data-chart=\"equity\"")
                .contains("data-chart=\"drawdown\"")
                .contains("data-chart=\"latency\"")
                .contains("<td class=\"word\">&lt;b&gt;&quot;nobody&#39;s&quot;</td>");
        String begin = "<script type=\"application/json\" id=\"report\">";
        String json = page.substring(page.indexOf(begin) + begin.length());
        json = json.substring(0, json.indexOf("</script>"));
        assertThat(json).doesNotContain("<");
        assertThat(json)
                .isEqualTo(CommandRun.of("report", "--data", data, "--json").out());
    }

    @Test
    void aRangeMayBeNamed() {
        CommandRun report = CommandRun.of("report", "--data", data, "--from", last - 1, "--to", last, "--json");

        assertThat(at(json(report.out()), "range", "first_sequence")).isEqualTo((int) last - 1);
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThat(CommandRun.of("report", "--data", data, "--from", last + 1).err())
                .contains("there is nothing to report on");
        assertThat(CommandRun.of("report", "--data", data, "--multiplier", "NQ=0")
                        .err())
                .contains("--multiplier NQ=0: must be greater than 0");
        assertThat(CommandRun.of("report", "--data", data, "--multiplier", "NQ=0")
                        .exitCode())
                .isEqualTo(2);
        CommandRun unwritable = CommandRun.of(
                "report", "--data", data, "--html", folder.resolve("none").resolve("r.html"));
        assertThat(unwritable.err()).contains("could not write ");
        assertThat(unwritable.exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("report", "--data", folder.resolve("none")).exitCode())
                .isEqualTo(2);
    }

    @Test
    void damageEndsTheReportAndIsSaid() throws Exception {
        damage("NQ 03-25", 3);

        CommandRun report = CommandRun.of("report", "--data", data);

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.err()).contains("record ").contains(".cq4");
        assertThat(report.out()).contains("signals        1 received").contains("executions     0");
        assertThat(report.out()).contains("The journal is damaged; the report ends there: record ");
    }

    /** Flips a bit in the n-th occurrence of a text. */
    private void damage(String text, int occurrence) throws Exception {
        Path file;
        try (Stream<Path> files = Files.walk(data)) {
            file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .filter(each -> !each.getFileName().toString().startsWith("metadata"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        int found = 0;
        for (int i = 0; i < bytes.length - wanted.length; i++) {
            boolean isHere = Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length);
            if (isHere && ++found == occurrence) {
                try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                    open.seek(i);
                    open.write(bytes[i] ^ 1);
                }
                return;
            }
        }
        throw new AssertionError(text + " is not there " + occurrence + " times");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String text) {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    static Object at(Object json, String... path) {
        Object here = json;
        for (String name : path) {
            here = ((Map<?, ?>) here).get(name);
        }
        return here;
    }
}
