package nexus.gateway.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program that is to print a little and end soon. */
final class TimedCommand {
    /** Time services print less than two thousand bytes. */
    private static final int MAX_OUTPUT_BYTES = 16 << 10;

    private TimedCommand() {}

    /**
     * What the program prints, stderr too, up to 16 KiB. In the C locale, as Latin-1: what is read of it is ASCII, and a
     * Windows program prints in a code page that depends on the country.
     *
     * @param limit after which the program is killed
     * @throws ClockUnavailableException if it cannot be started, fails, prints too much or does not end in time
     */
    static String run(List<String> command, Duration limit) throws ClockUnavailableException, InterruptedException {
        Process process = start(command);
        FutureTask<byte[]> reading = new FutureTask<>(() -> read(process.getInputStream()));
        Thread reader = new Thread(reading, "clock-output");
        reader.setDaemon(true);
        reader.start();
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            byte[] output = reading.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (output.length > MAX_OUTPUT_BYTES) {
                throw new ClockUnavailableException(command.get(0) + " prints too much");
            }
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            String text = new String(output, StandardCharsets.ISO_8859_1);
            if (process.exitValue() != 0) {
                throw new ClockUnavailableException(
                        command.get(0) + " ended with " + process.exitValue() + firstLine(text));
            }
            return text;
        } catch (TimeoutException e) {
            throw new ClockUnavailableException(command.get(0) + " did not answer within " + limit.toMillis() + " ms");
        } catch (java.util.concurrent.ExecutionException e) {
            throw new ClockUnavailableException(
                    command.get(0) + ": " + e.getCause().getMessage());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> command) throws ClockUnavailableException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("LANGUAGE", "C");
        builder.environment().put("SYSTEMD_PAGER", "");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new ClockUnavailableException("no " + command.get(0));
        }
    }

    private static byte[] read(InputStream output) {
        try (output) {
            return output.readNBytes(MAX_OUTPUT_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> ": " + printable(line))
                .orElse("");
    }

    private static String printable(String line) {
        return line.replaceAll("[^ -~]", "?").substring(0, Math.min(line.length(), 200));
    }
}
