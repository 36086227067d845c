package nexus.replay.feed;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import nexus.replay.nexus.NexusGoneException;

/** Lets a tick go out only when the client has answered the one before. Other messages need no answer. */
final class Lockstep implements Pace {
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int WAIT_MILLIS = 20;

    private final Waiting waiting;
    private final LongSupplier nanoTime;
    private final PrintWriter err;
    /** The {@code seq} of the tick that has not been answered; 0 if none. */
    private long unanswered;

    private long answered;

    /** How time passes until the answer comes. */
    interface Waiting {
        /** Lets go what was handed over, and serves the client for so long at most. False if it was stopped. */
        boolean serve(int millis) throws NexusGoneException;
    }

    Lockstep(Waiting waiting, LongSupplier nanoTime, PrintWriter err) {
        this.waiting = waiting;
        this.nanoTime = nanoTime;
        this.err = err;
    }

    @Override
    public boolean await(FedMessage message) throws NexusGoneException {
        return !message.isTick() || complete();
    }

    @Override
    public void sent(FedMessage message) {
        if (message.isTick()) {
            unanswered = message.seq();
        }
    }

    @Override
    public boolean complete() throws NexusGoneException {
        if (unanswered == 0) {
            return true;
        }
        long silentSince = nanoTime.getAsLong();
        boolean told = false;
        while (unanswered != 0) {
            if (!waiting.serve(WAIT_MILLIS)) {
                return false;
            }
            if (!told && unanswered != 0 && nanoTime.getAsLong() - silentSince >= SILENCE_NANOS) {
                told = true;
                err.println(
                        "feed: no STEP_ACK for 5 s, waiting on: NEXUS must answer each MARKET_DATA with {type: STEP_ACK,"
                                + " seq: the seq of that message}, here " + unanswered);
                err.flush();
            }
        }
        return true;
    }

    /**
     * The client has answered.
     *
     * @return null, or what is wrong with the answer
     */
    String answer(long seq) {
        if (seq == unanswered) {
            unanswered = 0;
            answered++;
            return null;
        }
        return unanswered == 0 ? "nothing is unanswered" : "the last MARKET_DATA has seq " + unanswered;
    }

    /** How many ticks were answered. */
    long answered() {
        return answered;
    }
}
