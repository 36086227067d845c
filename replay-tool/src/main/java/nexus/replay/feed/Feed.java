package nexus.replay.feed;

import java.util.function.BooleanSupplier;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.replay.command.Progress;
import nexus.replay.nexus.NexusGoneException;
import nexus.replay.nexus.NexusPort;

/** One pass: the messages of a range, between REPLAY_BEGIN and REPLAY_END. */
final class Feed {
    /** How many messages go out before the client is heard again; a power of two. */
    private static final int MESSAGES_PER_POLL = 4_096;

    /** {@code seq} is the sequence of an input times this, and an index. */
    private static final int SEQ_PER_INPUT = 256;

    private final NexusPort port;
    private final SentMessages messages;
    private final ReadAhead ahead;
    private final Pace pace;
    private final HeardMessages heard;
    private final Progress progress;
    private final BooleanSupplier isStopped;
    private final Tally tally = new Tally();
    private final long startNanos = System.nanoTime();
    private long tookNanos;
    private String sha256;
    private boolean complete;

    Feed(
            NexusPort port,
            SentMessages messages,
            ReadAhead ahead,
            Pace pace,
            HeardMessages heard,
            Progress progress,
            BooleanSupplier isStopped) {
        this.port = port;
        this.messages = messages;
        this.ahead = ahead;
        this.pace = pace;
        this.heard = heard;
        this.progress = progress;
        this.isStopped = isStopped;
    }

    /**
     * Hands over all messages. Ends early when it is stopped, and where the journal is damaged or the router diverges;
     * REPLAY_END is sent only behind the last message of the whole range.
     *
     * @throws NexusGoneException if NEXUS leaves
     */
    void run(SentMessages.Range range) throws NexusGoneException {
        try {
            MapWriter begin = frame(Types.REPLAY_BEGIN, range).endMap();
            if (!port.send(begin.buffer(), begin.offset(), begin.length()) || !sendMessages()) {
                return;
            }
            sha256 = tally.sha256();
            if (messages.isDiverged() || messages.damage() != null || !pace.complete()) {
                return;
            }
            MapWriter end = frame(Types.REPLAY_END, range)
                    .put(Keys.MESSAGES, tally.messages())
                    .put(Keys.SHA256, sha256)
                    .endMap();
            complete = port.send(end.buffer(), end.offset(), end.length());
            port.flush();
        } finally {
            tookNanos = System.nanoTime() - startNanos;
            sha256 = sha256 == null ? tally.sha256() : sha256;
        }
    }

    private MapWriter frame(String type, SentMessages.Range range) {
        return new MapWriter(256)
                .reset()
                .beginMap()
                .put(Keys.TYPE, type)
                .put(Keys.FROM_SEQ, range.from() * SEQ_PER_INPUT)
                .put(Keys.TO_SEQ, range.to() * SEQ_PER_INPUT + SEQ_PER_INPUT - 1)
                .put(Keys.REPLAY, true);
    }

    private boolean sendMessages() throws NexusGoneException {
        while (true) {
            FedMessage message = ahead.next();
            if (message == null) {
                if (ahead.isEnded()) {
                    return true;
                }
                port.poll();
                if (isStopped.getAsBoolean()) {
                    return false;
                }
                continue;
            }
            if (!pace.await(message) || !port.send(message.buffer(), 0, message.length())) {
                return false;
            }
            pace.sent(message);
            tally.add(message);
            heard.fed(message);
            progress.at(message.input());
            if ((tally.messages() & (MESSAGES_PER_POLL - 1)) == 0) {
                port.poll();
                if (isStopped.getAsBoolean()) {
                    return false;
                }
            }
        }
    }

    /** Counts and hash of what was handed over. */
    Tally tally() {
        return tally;
    }

    /** SHA-256 of what was handed over between REPLAY_BEGIN and REPLAY_END. */
    String sha256() {
        return sha256;
    }

    /** How long it took, in nanoseconds. */
    long tookNanos() {
        return tookNanos;
    }

    /** Whether REPLAY_END was sent. */
    boolean isComplete() {
        return complete;
    }
}
