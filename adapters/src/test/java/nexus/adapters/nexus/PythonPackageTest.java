package nexus.adapters.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Python package's own tests, run by the Python that the system has. */
class PythonPackageTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;

    @Test
    @Timeout(90)
    void itsOwnTestsPass() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of(PYTHON)) && run("-c", "import zmq, msgpack") == 0,
                PYTHON + " with zmq and msgpack is missing: install python3-zmq and python3-msgpack");
        int exitCode = run("-m", "unittest", "discover", "-t", ".", "tests");
        assertThat(exitCode)
                .as(Files.readString(folder.resolve("out"), StandardCharsets.UTF_8))
                .isZero();
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = PYTHON;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("nexus-python").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("not done in 60 s\n" + Files.readString(folder.resolve("out")));
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
