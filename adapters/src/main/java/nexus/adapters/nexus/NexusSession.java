package nexus.adapters.nexus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.DealerLoop;
import nexus.adapters.link.MessageFields;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client's side on the loop's thread: HELLO first, then signals; hands over each order event once. */
final class NexusSession implements DealerLoop.Session {
    private static final Logger LOG = LoggerFactory.getLogger(NexusSession.class);
    private static final long NOT_DUE = 0;

    private final NexusClient client;
    private final NexusSettings settings;
    private final NexusHandler handler;
    private final HandlerCalls calls;
    private final Resume resume;
    private final Place place;
    private final MessageFields fields = new MessageFields();

    private long connections;
    private boolean mustGreet;
    private boolean up;
    private long heartbeatDueNanos;
    private long stepAckDue = NOT_DUE;

    NexusSession(NexusClient client, NexusSettings settings, NexusHandler handler, Place place) {
        this.client = client;
        this.settings = settings;
        this.handler = handler;
        this.calls = new HandlerCalls(handler);
        this.resume = client.resume();
        this.place = place;
    }

    @Override
    public void opened() {
        if (settings.mode() == NexusSettings.Mode.LIVE) {
            mustGreet = true;
        } else {
            becomeUp();
        }
    }

    @Override
    public void lost(String reason) {
        boolean wasUp = up;
        up = false;
        mustGreet = false;
        stepAckDue = NOT_DUE;
        client.setConnection(0);
        if (wasUp) {
            LOG.info("gateway lost: {}", reason);
            handler.down(reason);
            if (settings.mode().isReplay()) {
                client.loop().end("the replay is over: " + reason);
            }
        }
    }

    @Override
    public void ended(String reason) {
        client.setConnection(0);
        try {
            place.close();
        } catch (IOException e) {
            LOG.warn("file of the place not closed", e);
        }
        handler.ended(reason);
    }

    @Override
    public int send(long nowNanos) {
        if (mustGreet) {
            if (!client.loop().send(NexusMessages.hello(settings, resume.seq()))) {
                return 0;
            }
            mustGreet = false;
            heartbeatDueNanos = nowNanos;
            becomeUp();
            return 1;
        }
        int count = 0;
        byte[] message;
        while ((message = client.peek()) != null && client.loop().send(message)) {
            client.sent();
            count++;
        }
        return message == null ? count + answerTick() + beat(nowNanos) : count;
    }

    /** Behind all that the handler has said to the tick. */
    private int answerTick() {
        if (stepAckDue == NOT_DUE || !client.loop().send(NexusMessages.stepAck(stepAckDue))) {
            return 0;
        }
        stepAckDue = NOT_DUE;
        return 1;
    }

    private int beat(long nowNanos) {
        if (settings.mode() != NexusSettings.Mode.LIVE
                || settings.heartbeatMillis() == 0
                || nowNanos - heartbeatDueNanos < 0
                || !client.loop().send(NexusMessages.heartbeat())) {
            return 0;
        }
        heartbeatDueNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(settings.heartbeatMillis());
        return 1;
    }

    private void becomeUp() {
        up = true;
        connections++;
        resume.connected();
        client.setConnection(connections);
        client.loop().established();
        LOG.info("connected to {}", settings.endpoint());
        handler.up();
    }

    @Override
    public void received(byte[] message) {
        String problem = fields.wrap(message);
        if (problem != null || !HandlerCalls.isWhole(fields)) {
            client.malformed().increment();
            LOG.warn("message ignored: {}", problem == null ? "an ORDER_FILL without its amounts" : problem);
            return;
        }
        String type = fields.type();
        long seq = fields.whole(Keys.SEQ, 0);
        if (type.equals(Types.RESUMED)) {
            resumed(message, seq);
        } else if (settings.mode() != NexusSettings.Mode.V0 && HandlerCalls.isOrderEvent(fields)) {
            orderEvent(type, seq, message);
        } else {
            if (type.equals(Types.REJECT) && "RESUME_GAP".equals(fields.text(Keys.CODE))) {
                resume.forgotten();
            }
            calls.tell(new NexusMessage(type, seq, false, message), fields);
            if (type.equals(Types.MARKET_DATA) && settings.mode() == NexusSettings.Mode.LOCKSTEP) {
                stepAckDue = seq;
            }
        }
    }

    private void orderEvent(String type, long seq, byte[] message) {
        String orderId = fields.name(Keys.ORDER_ID);
        if (orderId != null) {
            resume.settled(orderId);
        }
        switch (resume.take(seq, message)) {
            case NEW -> handOver(type, seq, message);
            case REPEATED -> repeated(seq);
            case HELD -> LOG.debug("{} {} waits for RESUMED", type, seq);
        }
    }

    private void repeated(long seq) {
        client.repeats().increment();
        handler.repeated(seq);
    }

    /** The fields must point at it. */
    private void handOver(String type, long seq, byte[] message) {
        try {
            place.giving(seq);
            calls.tell(new NexusMessage(type, seq, place.isUncertain(seq), message), fields);
            place.taken(seq);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remember the place", e);
        }
        client.setLastSeq(seq);
    }

    private void resumed(byte[] message, long seq) {
        long from = fields.whole(Keys.FROM_SEQ, NexusSettings.LIVE_ONLY);
        long to = fields.whole(Keys.TO_SEQ, NexusSettings.LIVE_ONLY);
        boolean replayed = fields.isTrue(Keys.REPLAY);
        Resume.Outcome outcome = replayed ? Resume.Outcome.NOTHING : resume.resumed(to);
        for (Map.Entry<Long, byte[]> held : outcome.told().entrySet()) {
            fields.wrap(held.getValue());
            handOver(fields.type(), held.getKey(), held.getValue());
        }
        outcome.repeats().forEach(this::repeated);
        handler.message(new NexusMessage(Types.RESUMED, seq, false, message));
        handler.resumed(new NexusHandler.Resumed(from, to, outcome.anotherJournal(), outcome.unanswered()));
        if (!replayed) {
            remember(resume.seq());
        }
    }

    /** A client that began live resumes from here after a disconnect. */
    private void remember(long seq) {
        try {
            place.taken(seq);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remember the place", e);
        }
        client.setLastSeq(seq);
    }
}
