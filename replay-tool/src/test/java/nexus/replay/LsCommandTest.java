package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import nexus.gateway.router.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LsCommandTest {
    @TempDir
    Path data;

    @Test
    void listsRunsAndFiles() throws Exception {
        JournalScript script = new JournalScript(data);
        script.run("one", Router.VERSION).recovery(0, 0, null).tick(1);
        script.run("two", Router.VERSION).recovery(4, 0, null).checkpoint().close();

        CommandRun ls = CommandRun.of("ls", "--data", data);

        assertThat(ls.out())
                .containsPattern("one  records 1–4  2027-01-15T08:00:00\\.001000000Z to .* build test\\R"
                        + " +RUN 1, CONFIG 1, PLATFORM_IN 1, CONTROL 1")
                .containsPattern("two  records 5–7 ")
                .containsPattern("journal.00000000000000000001-one.*\\.cq4  \\d+ bytes")
                .containsPattern("journal.00000000000000000005-two.*\\.cq4  \\d+ bytes");
        assertThat(ls.exitCode()).isZero();
    }

    @Test
    void fromAndToTakeTimesAndSequences() throws Exception {
        JournalScript script = new JournalScript(data);
        script.run("one", Router.VERSION).recovery(0, 0, null).tick(1).tick(2);
        script.run("two", Router.VERSION).recovery(5, 0, null).checkpoint().close();

        CommandRun one = CommandRun.of("ls", "--data", data, "--from", 4, "--to", "2027-01-15T08:00:00.004500Z");
        CommandRun both = CommandRun.of("ls", "--data", data, "--from", "2027-01-15T08:00:00.005Z");

        assertThat(one.out())
                .contains("one  records 4–4 ")
                .contains("    PLATFORM_IN 1")
                .doesNotContain("two  ");
        assertThat(both.out()).contains("one  records 5–5 ").contains("two  records 6–8 ");
    }

    @Test
    void missingFolderIsCode2() {
        CommandRun ls = CommandRun.of("ls", "--data", data.resolve("none"));

        assertThat(ls.err()).startsWith("replay ls: there is no folder ").hasLineCount(1);
        assertThat(ls.exitCode()).isEqualTo(2);
    }
}
