package nexus.gateway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.gateway.programs.Programs;

/** A child process that does what it is asked to, one thing at a time; {@link Questions} is its end. */
final class AskedProgram implements AutoCloseable {
    private static final int LINES_KEPT = 12;
    private static final long LOOK_MILLIS = 100;
    private static final int END_SECONDS = 10;

    private final String name;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final Consumer<String> otherLines;
    private final Process process;

    private AskedProgram(
            Programs programs,
            List<String> jvmFlags,
            Class<?> mainClass,
            List<String> arguments,
            Consumer<String> otherLines)
            throws IOException {
        this.name = mainClass.getSimpleName();
        this.otherLines = otherLines;
        this.process = programs.startClass(jvmFlags, mainClass, arguments, this::hear);
    }

    /** @param otherLines takes what it prints beside its answers, on a thread of its own */
    static AskedProgram start(
            Programs programs,
            List<String> jvmFlags,
            Class<?> mainClass,
            List<String> arguments,
            Consumer<String> otherLines)
            throws IOException {
        return new AskedProgram(programs, jvmFlags, mainClass, arguments, otherLines);
    }

    private void hear(String line) {
        if (line.startsWith(Questions.ANSWER) || line.startsWith(Questions.FAILED)) {
            answers.add(line);
            return;
        }
        synchronized (lastLines) {
            lastLines.add(line);
            if (lastLines.size() > LINES_KEPT) {
                lastLines.remove();
            }
        }
        otherLines.accept(line);
    }

    Process process() {
        return process;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws IOException if it says that it cannot, ends, or takes longer
     */
    Answer ask(String question, int deadlineSeconds) throws IOException, InterruptedException {
        process.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(deadlineSeconds);
        while (true) {
            boolean alive = process.isAlive();
            String line = answers.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(Questions.ANSWER)) {
                return Answer.parse(line.substring(Questions.ANSWER.length()));
            }
            if (line != null) {
                throw new IOException(name + ": " + line.substring(Questions.FAILED.length()));
            }
            if (!alive) {
                throw new IOException(
                        name + " ended with exit code " + process.exitValue() + " when asked: " + question + said());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(
                        name + " has not answered within " + deadlineSeconds + " s when asked: " + question + said());
            }
        }
    }

    private String said() {
        synchronized (lastLines) {
            return lastLines.isEmpty() ? "" : "; it said: " + String.join(System.lineSeparator(), lastLines);
        }
    }

    /** Ends it at once. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Programs.finish(process, END_SECONDS);
    }
}
