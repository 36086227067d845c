package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    @TempDir
    Path folder;

    private final String page = HtmlReport.of(FixedReport.make());

    @Test
    void showsEveryRow() {
        assertThat(page)
                .contains("<title>NEXUS Gateway 1.0: what it costs on this machine</title>")
                .contains("<li>A CPU, 2 cores, 8 GiB of memory</li>")
                .contains("<p class=\"notice\">It was busy.</p>")
                .contains(
                        "<tr class=\"missed\"><td>tick &quot;inside&quot; &lt;/script&gt; [1] [2]</td><td>1.25 µs</td>"
                                + "<td data-label=\"spread\">0.9–1.5 µs</td><td data-label=\"target\">≤ 1 µs</td><td>missed</td></tr>")
                .contains("<tr class=\"met\"><td>allocation</td>")
                .contains("<tr class=\"failed\"><td>replay: no &lt;room&gt; left</td>")
                .contains("<li>[1] A remark &amp; more.</li>")
                .contains("<div class=\"chart\" data-figure=\"ticks.p50\">")
                .contains("<td>gateway</td><td>500 ns</td><td>900 ns</td><td>990 ns</td><td>999 ns</td><td>1 µs</td>"
                        + "<td>1 µs</td><td>1,000</td>");
    }

    @Test
    void holdsTheReportForTheCurves() {
        String begin = "<script type=\"application/json\" id=\"report\">";
        String json = page.substring(page.indexOf(begin) + begin.length());
        json = json.substring(0, json.indexOf("</script>"));

        assertThat(json).doesNotContain("<").contains("tick \\\"inside\\\" \\u003c/script>");
        assertThat(json.replace("\\u003c", "<")).isEqualTo(JsonReport.of(FixedReport.make()));
    }

    @Test
    void needsNothingFromElsewhere() {
        assertThat(page).doesNotContainPattern("(?i)(src|href|action)\\s*=|url\\(|@import|<link|<iframe|fetch\\(");
    }

    @Test
    void holdsTheChartLibraryWithItsLicence() {
        assertThat(page)
                .contains("var uPlot=")
                .contains(".u-legend")
                .contains("The MIT License")
                .contains("Leon Sorokin");
    }

    @Test
    void isWrittenAsUtf8() throws Exception {
        Path file = folder.resolve("report.html");

        FixedReport.make().writeHtml(file);

        assertThat(Files.readString(file)).isEqualTo(page);
    }
}
