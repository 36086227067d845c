package nexus.replay;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.journal.codec.JsonText;
import nexus.replay.nexus.DealerNexus;

/** The command {@code feed} in a thread of its own, on a free port. */
final class FeedRun implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("must connect to (tcp://\\S+)");
    private static final long DEADLINE_NANOS = 30_000_000_000L;
    private static final long POLL_NANOS = 2_000_000;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Thread thread;
    private volatile int exitCode = -1;

    private FeedRun(List<String> arguments) {
        thread = new Thread(
                () -> exitCode = ReplayMain.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments.toArray(String[]::new)),
                "feed");
        thread.setDaemon(true);
        thread.start();
    }

    /** What one feed gave, as JSON. */
    record Fed(CommandRun run, List<byte[]> frames) {
        /** All messages. */
        List<String> all() {
            return frames.stream()
                    .map(frame -> JsonText.of(frame, 0, frame.length))
                    .toList();
        }

        /** All but REPLAY_BEGIN and REPLAY_END. */
        List<String> between() {
            return all().stream()
                    .filter(message -> !message.startsWith("{\"type\":\"REPLAY_"))
                    .toList();
        }
    }

    static FeedRun start(Object... arguments) {
        return startCommand("feed", arguments);
    }

    /** Another command that a NEXUS connects to. */
    static FeedRun startCommand(String command, Object... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--bind", "tcp://127.0.0.1:0"));
        Arrays.stream(arguments).map(Object::toString).forEach(all::add);
        return new FeedRun(all);
    }

    /** Feeds one that takes everything as fast as it can, to the end. */
    static Fed feed(Object... arguments) {
        try (FeedRun run = start(arguments)) {
            String address = run.address();
            if (address == null) {
                return new Fed(run.end(), List.of());
            }
            try (DealerNexus nexus = DealerNexus.connect(address)) {
                CommandRun ended = run.end();
                if (ended.exitCode() == 0) {
                    run.await(
                            "REPLAY_END",
                            () -> nexus.heard().stream()
                                    .anyMatch(frame ->
                                            JsonText.of(frame, 0, frame.length).contains("\"REPLAY_END\"")));
                }
                return new Fed(ended, nexus.heard());
            }
        }
    }

    /** Where it listens; null if it has ended before that. */
    String address() {
        String[] found = new String[1];
        await("an address", () -> {
            Matcher matcher = ADDRESS.matcher(err());
            if (matcher.find()) {
                found[0] = matcher.group(1);
            }
            return found[0] != null || !thread.isAlive();
        });
        return found[0];
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** Waits for its end. */
    CommandRun end() {
        await("its end", () -> !thread.isAlive());
        return new CommandRun(exitCode, out(), err());
    }

    /** A condition that is looked at again and again. */
    interface Condition {
        boolean holds();
    }

    void await(String what, Condition condition) {
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain for " + what + "\n" + out() + err());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void close() {
        if (thread.isAlive()) {
            throw new AssertionError("the feed goes on\n" + out() + err());
        }
    }
}
