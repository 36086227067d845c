package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    private static final String NQ = "NQ 03-25";
    private static final String FOREIGN = "<img src=x onerror=alert(1)>\"'&{{title}}";

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void nameTheData() {
        data = folder.resolve("the data");
    }

    private void cleanDay() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).quote("nt8", NQ, 99.75, 100);
            day.signal("1", "NQ", "BUY", "1").ack("nt8", "1").fill("nt8", "1", NQ, "1", "100");
            day.checkpoint();
        }
    }

    /**
     * An error, F01, with an id that would do harm if it were taken for HTML; and a warning, F06. Returns the sequence behind the
     * error.
     */
    private long badDay() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).quote("nt8", NQ, 99.75, 100);
            day.fill("nt8", FOREIGN, NQ, "1", "100", map -> map.put(Keys.SIDE, "BUY"));
            long behindTheError = day.lastSequence() + 1;
            day.signal("1", "ES", "BUY", "1").ack("nt8", "1").fill("nt8", "1", "ES 03-25", "1", "50");
            day.checkpoint();
            return behindTheError;
        }
    }

    private CommandRun audit(Object... more) {
        Object[] arguments = new Object[more.length + 3];
        System.arraycopy(new Object[] {"audit", "--data", data}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    void aCleanDayIsSaidToBeClean() throws Exception {
        cleanDay();

        CommandRun run = audit("--fail-on", "warning");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("looked at      1 signal, 1 order, 1 execution, 1 tick\n")
                .contains("findings       0 errors, 0 warnings\n")
                .contains("judged by      answer 5000 ms (F09), cancel race 2000 ms (F07)")
                .contains("its offset from UTC was not measured");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theExitCodeSaysHowBadItIs() throws Exception {
        long behindTheError = badDay();

        assertThat(audit().exitCode()).isEqualTo(1);
        assertThat(audit("--from", behindTheError, "--fail-on", "warning").exitCode())
                .isEqualTo(1);
        assertThat(audit("--from", behindTheError).exitCode()).isZero();
        assertThat(audit("--fail-on", "nothing").exitCode()).isEqualTo(2);
        assertThat(audit("--answer", "5").err()).contains("is no length of time with its unit");
        assertThat(audit("--from", "999").err()).contains("there is nothing to audit");
        assertThat(CommandRun.of("audit", "--data", folder.resolve("none")).exitCode())
                .isEqualTo(2);
    }

    @Test
    void twoAuditsAreTheSameByteForByte() throws Exception {
        badDay();
        for (String name : List.of("one", "two")) {
            audit("--json", folder.resolve(name + ".json"), "--html", folder.resolve(name + ".html"));
        }

        assertThat(folder.resolve("two.json")).hasSameBinaryContentAs(folder.resolve("one.json"));
        assertThat(folder.resolve("two.html")).hasSameBinaryContentAs(folder.resolve("one.html"));
        assertThat(audit().out()).isEqualTo(audit().out());
        assertThat(audit("--json").out()).isEqualTo(Files.readString(folder.resolve("one.json")));
        assertThat(folder.resolve("one.json.part")).doesNotExist();
    }

    @Test
    void theJsonHasEveryFinding() throws Exception {
        badDay();

        Map<String, Object> json = ReportCommandTest.json(audit("--json").out());

        List<?> findings = (List<?>) json.get("findings");
        assertThat(findings).hasSize(2);
        assertThat(ReportCommandTest.at(findings.get(0), "code")).isEqualTo("F01");
        assertThat(ReportCommandTest.at(findings.get(0), "severity")).isEqualTo("error");
        assertThat(ReportCommandTest.at(findings.get(0), "order_id")).isEqualTo(FOREIGN);
        assertThat(ReportCommandTest.at(findings.get(1), "observed")).isEqualTo("NO_MARKET");
        assertThat(ReportCommandTest.at(json, "severities", "error")).isEqualTo(1);
        assertThat(ReportCommandTest.at(json, "severities", "warning")).isEqualTo(1);
        assertThat((List<?>) json.get("orders")).hasSize(1);
        assertThat((List<?>) json.get("codes")).hasSize(19);
    }

    @Test
    void thePageStandsAloneAndForeignTextDoesNoHarm() throws Exception {
        badDay();
        Path file = folder.resolve("a.html");

        audit("--html", file);

        String page = Files.readString(file);
        assertThat(page)
                .doesNotContainPattern("(?i)(src|href|action)\\s*=\\s*[\"']|url\\(|@import|<link|<iframe|fetch\\(");
        assertThat(page).doesNotContain("<img").contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;{{title}}");
        assertThat(page)
                .contains("var uPlot=")
                .contains("The MIT License")
                .contains("data-chart=\"price\"")
                .contains("data-chart=\"slippage\"")
                .contains("data-chart=\"markout\"")
                .contains("data-chart=\"latency\"")
                .contains("data-code=\"F01\" data-severity=\"error\"");
        String begin = "<script type=\"application/json\" id=\"report\">";
        String json = page.substring(page.indexOf(begin) + begin.length());
        assertThat(json.substring(0, json.indexOf("</script>"))).doesNotContain("<");
    }

    @Test
    void damageEndsTheAuditAndIsSaid() throws Exception {
        cleanDay();
        DamagedFile.of(data, "one").get(0).flipIn("ORDER_FILL");

        CommandRun run = audit();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("record ").contains(".cq4");
        assertThat(run.out())
                .contains("1 order, 0 executions")
                .contains("The journal is damaged; the audit ends there");
    }

    @Test
    void aRangeThatBeginsLaterCarriesOrdersIn() throws Exception {
        long middle;
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).quote("nt8", NQ, 99.75, 100);
            day.signal("1", "NQ", "BUY", "3").ack("nt8", "1").fill("nt8", "1", NQ, "1", "100");
            middle = day.lastSequence() + 1;
            day.quote("nt8", NQ, 99.75, 100).fill("nt8", "1", NQ, "2", "100");
            day.platform(
                    "nt8",
                    map -> map.put(Keys.TYPE, "POSITION").put(Keys.SYMBOL, NQ).put(Keys.QUANTITY, 3));
        }

        CommandRun run = audit("--from", middle, "--fail-on", "warning");

        assertThat(run.out()).contains("1 execution").contains("findings       0 errors, 0 warnings");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aJournalWhoseFirstRunIsGoneIsAuditedFromItsSnapshot() throws Exception {
        try (JournalScript script = new JournalScript(data)) {
            script.run("one", Router.VERSION).recovery(0, 0, null).connect().tick(16_250.5);
            script.signal("1").fill("1").signal("2").snapshot();
            long last = script.lastSequence();
            script.run("two", Router.VERSION).recovery(last, 0, null);
            script.snapshot();
            script.connect().tick(16_250.5).fill("2").checkpoint();
        }
        DamagedFile.removeRun(data, "one");

        CommandRun run = audit("--json");

        Map<String, Object> json = ReportCommandTest.json(run.out());
        assertThat((int) ReportCommandTest.at(json, "range", "first_sequence")).isGreaterThan(1);
        assertThat(ReportCommandTest.at(json, "counts", "executions")).isEqualTo(1);
        assertThat((List<?>) json.get("findings")).isEmpty();
    }

    @Test
    void aLongDayIsCounted() throws Exception {
        Days.write(data, 30_000);
        try (JournalReader journal = JournalReader.open(data)) {
            assertThat(journal.lastSequence()).isGreaterThan(30_000);
        }

        CommandRun run = audit();

        assertThat(run.out()).contains("300 orders, 300 executions, 30,000 ticks");
    }
}
