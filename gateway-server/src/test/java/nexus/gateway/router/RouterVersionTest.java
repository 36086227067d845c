package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The outputs of the golden scripts are pinned together with {@link Router#VERSION}: whoever changes one must change
 * the other, or every journal that was recorded before would be said to diverge.
 */
class RouterVersionTest {
    private static final String REGENERATE = "golden.regenerate";

    /** Where the file is kept; the test runs in the module's folder. */
    private static final Path SOURCE = Path.of("src", "test", "resources", "golden", "digests.txt");

    @Test
    void outputsChangeOnlyWithTheVersion() throws IOException {
        List<String> actual = digests();
        if (Boolean.getBoolean(REGENERATE)) {
            Files.write(SOURCE, actual);
            return;
        }
        List<String> pinned = Files.readAllLines(RouterScript.resource("digests.txt"));
        List<String> changed = new ArrayList<>(pinned);
        changed.removeAll(actual);
        List<String> added = new ArrayList<>(actual);
        added.removeAll(pinned);
        assertThat(changed)
                .as(
                        "Pinned, but no longer so: the router makes other outputs than version %s did, so journals of"
                                + " that version would no longer replay. If that is on purpose, raise Router.VERSION; then"
                                + " run the tests once with -D%s=true and commit digests.txt",
                        pinned.get(0), REGENERATE)
                .isEmpty();
        assertThat(added).as("New scripts: pin them with -D%s=true", REGENERATE).isEmpty();
    }

    /** The version, then for each script the CRC, count and length of all that the router made. */
    private static List<String> digests() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("version " + Router.VERSION);
        for (Path script : GoldenScriptsTest.scripts()) {
            OutputDigest digest = new RouterScript(script).play().router().digest();
            lines.add(
                    String.format("%s %08x %d %d", script.getFileName(), digest.crc(), digest.count(), digest.bytes()));
        }
        return lines;
    }
}
