package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;

/**
 * Drives a router as the gateway does and records what goes in and comes out. Holds every output against the rules that
 * concern all of them: its numbers, its cause, its time, at most 256 for one input.
 */
final class RouterRun {
    /** When every run begins: 2023-11-14T22:13:20Z. */
    static final long START_NANOS = 1_700_000_000_000_000_000L;

    static final String JOURNAL_ID = "GOLDEN00";

    private final Router router = new Router();
    private final Recording recording = new Recording();
    private final Map<Long, byte[]> eventsBySeq = new HashMap<>();
    private final List<Sent> lost = new ArrayList<>();
    private final MapReader message = new MapReader();
    private long timeNanos = START_NANOS;

    /** One output of the router. */
    record Sent(Output.Role role, int source, long cause, long seq, String ref, boolean stored, byte[] message) {}

    /** A note of the router. */
    record Note(Outputs.Level level, String text) {}

    /** What one input made. */
    record Step(long sequence, List<Sent> outputs, List<Note> notes) {}

    /** Opens a run with its RUN record. */
    Step begin(int routerVersion) {
        return control(
                RecordKind.RUN,
                "{\"type\":\"RUN\",\"journal_id\":\"" + JOURNAL_ID + "\",\"run_id\":\"run\",\"router_version\":"
                        + routerVersion + "}");
    }

    Step configure(String normalForm) {
        return input(
                RecordKind.CONFIG,
                0,
                0,
                Json.toMessagePack(Map.of("type", "CONFIG", "configuration", normalForm, "edge_hash", "00")));
    }

    /**
     * Opens a run behind a death. Until RECOVERY the router believes that the last run's connections are there, and may
     * hand out what waited for them: no socket is open, so that is lost too.
     */
    Step restart(boolean rebooted) {
        begin(Router.VERSION).outputs().forEach(this::lose);
        return recover(rebooted);
    }

    /** As above, with another configuration, which stands before RECOVERY. */
    Step restart(boolean rebooted, String normalForm) {
        begin(Router.VERSION).outputs().forEach(this::lose);
        configure(normalForm).outputs().forEach(this::lose);
        return recover(rebooted);
    }

    /** The RECOVERY record that tells of the outputs that were {@link #lose lost} since the last. */
    Step recover(boolean rebooted) {
        Step step = input(
                RecordKind.CONTROL,
                0,
                0,
                Json.toMessagePack(Map.of(
                        "type", "RECOVERY",
                        "run_id", "run",
                        "last_sequence", recording.entries().size(),
                        "abandoned", lostRefs(Output.Role.ORDER),
                        "uncanceled", lostRefs(Output.Role.CANCEL),
                        "nexus_from_seq",
                                lost.stream()
                                        .filter(sent -> sent.role() == Output.Role.NEXUS_EVENT)
                                        .mapToLong(Sent::seq)
                                        .min()
                                        .orElse(0),
                        "missing", lost.size(),
                        "rebooted", rebooted)));
        lost.clear();
        return step;
    }

    private List<String> lostRefs(Output.Role role) {
        return lost.stream().filter(sent -> sent.role() == role).map(Sent::ref).toList();
    }

    Step control(RecordKind kind, String json) {
        return input(kind, 0, 0, Json.toMessagePack(json));
    }

    /** Journals an input and routes it. */
    Step input(RecordKind kind, int flags, int source, byte[] payload) {
        Recording.Entry entry = recording.append(timeNanos, kind, flags, source, 0, payload);
        Collected collected = new Collected();
        router.route(entry.toRecord(), collected);
        assertThat(collected.sent).as("outputs of input %d", entry.sequence()).hasSizeLessThanOrEqualTo(256);
        checkNumbers(entry, collected.sent);
        return new Step(entry.sequence(), collected.sent, collected.notes);
    }

    /** Journals an output of the last step. */
    void store(Sent sent) {
        if (sent.stored()) {
            RecordKind kind =
                    switch (sent.role()) {
                        case MARKET_DATA, NEXUS_EVENT -> RecordKind.NEXUS_OUT;
                        case ORDER, CANCEL, PLATFORM_OTHER -> RecordKind.PLATFORM_OUT;
                        case OPERATOR_ANSWER -> RecordKind.OPERATOR_OUT;
                        case ALERT -> RecordKind.ALERT;
                    };
            recording.append(timeNanos, kind, 0, sent.source(), sent.cause(), sent.message());
        }
    }

    /** Lets a crash cut off an output of the last step. */
    void lose(Sent sent) {
        if (sent.stored()) {
            lost.add(sent);
        }
    }

    void checkpoint() {
        OutputDigest digest = router.digest();
        recording.append(
                timeNanos,
                RecordKind.CHECKPOINT,
                0,
                0,
                0,
                Json.toMessagePack(Map.of(
                        "type", "CHECKPOINT",
                        "last_sequence", router.lastInput(),
                        "crc", Integer.toUnsignedLong(digest.crc()),
                        "count", digest.count(),
                        "bytes", digest.bytes())));
    }

    void passTime(long nanos) {
        timeNanos += nanos;
    }

    long timeNanos() {
        return timeNanos;
    }

    Router router() {
        return router;
    }

    Recording recording() {
        return recording;
    }

    /** seq = sequence of the causing input × 256 + index; recv_ns = that input's time; a message never changes. */
    private void checkNumbers(Recording.Entry input, List<Sent> outputs) {
        TreeSet<Long> fresh = new TreeSet<>();
        for (Sent sent : outputs) {
            expect(message.wrap(sent.message(), 0, sent.message().length) == null, sent, "well formed");
            expect(message.longValue(message.find(Keys.SEQ)) == sent.seq(), sent, "seq");
            expect(sent.cause() == sent.seq() >> 8, sent, "cause");
            long causeNanos = recording.entries().get((int) sent.cause() - 1).timeNanos();
            expect(message.longValue(message.find(Keys.RECV_NS)) == causeNanos, sent, "recv_ns " + causeNanos);
            expect(sent.stored() == (sent.role() != Output.Role.MARKET_DATA), sent, "stored");
            if (sent.role() == Output.Role.NEXUS_EVENT) {
                byte[] before = eventsBySeq.putIfAbsent(sent.seq(), sent.message());
                expect(before == null || Arrays.equals(before, sent.message()), sent, "the same as before");
            } else {
                expect(sent.cause() == input.sequence(), sent, "caused by " + input.sequence());
            }
            if (sent.cause() == input.sequence()) {
                expect(fresh.isEmpty() || sent.seq() > fresh.last(), sent, "seq ascending");
                fresh.add(sent.seq());
            }
        }
    }

    private static void expect(boolean holds, Sent sent, String what) {
        if (!holds) {
            throw new AssertionError(
                    what + ", seq " + sent.seq() + " " + sent.role() + ": " + Json.parseMessage(sent.message()));
        }
    }

    private static final class Collected implements Outputs {
        private final List<Sent> sent = new ArrayList<>();
        private final List<Note> notes = new ArrayList<>();

        @Override
        public void output(Output output) {
            byte[] message = Arrays.copyOfRange(output.buffer(), output.offset(), output.offset() + output.length());
            sent.add(new Sent(
                    output.role(),
                    output.source(),
                    output.cause(),
                    output.seq(),
                    output.ref(),
                    output.isStored(),
                    message));
        }

        @Override
        public void note(Level level, long seq, String text) {
            notes.add(new Note(level, text));
        }
    }
}
