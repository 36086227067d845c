package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every script of {@code golden/}, and holds its recording against the invariants. */
class GoldenScriptsTest {
    static List<Path> scripts() throws IOException {
        try (Stream<Path> files =
                Files.list(RouterScript.resource("gateway.yaml").getParent())) {
            return files.filter(file -> file.toString().endsWith(".script"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> script() throws IOException {
        return scripts().stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    RouterRun run = new RouterScript(file).play();
                    run.checkpoint();
                    List<Recording.Entry> entries = run.recording().entries();
                    Replay replay = Recording.replay(entries);
                    assertThat(replay.firstDivergence()).isEmpty();
                    assertThat(replay.router().stateBytes())
                            .isEqualTo(run.router().stateBytes());
                    RestoredState.assertSameAtEveryRecord(entries);
                }));
    }
}
