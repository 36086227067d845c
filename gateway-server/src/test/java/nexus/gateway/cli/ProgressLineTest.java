package nexus.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter err = new StringWriter();

    @Test
    void onATerminalEachLineReplacesTheLast() {
        ProgressLine progress = new ProgressLine(new PrintWriter(err), true);

        progress.show("long one");
        progress.show("short");
        progress.show("x".repeat(80));
        progress.clear();

        assertThat(err.toString().split("\r", -1))
                .containsExactly("", "long one", "short   ", "x".repeat(76) + "...", " ".repeat(79), "");
    }

    @Test
    void elsewhereEachLineStays() {
        ProgressLine progress = new ProgressLine(new PrintWriter(err), false);

        progress.show("one");
        progress.show("two");
        progress.clear();

        assertThat(err.toString()).isEqualToNormalizingNewlines("one\ntwo\n");
    }
}
