package nexus.adapters.fix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import nexus.adapters.link.Backoff;
import quickfix.DoNotSend;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.field.MsgSeqNum;
import quickfix.field.PossDupFlag;

/**
 * One session's state: whether it is logged on, why not, and when to try again. Safe from any thread.
 *
 * <p>Connections are made by QuickFIX/J; each logon that fails or is soon over is followed by a growing pause, for
 * counterparties lock out who knocks too often.
 */
final class FixSession {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    /** A session that lived so long was taken in earnest. */
    private static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final FixSessionSettings settings;
    private final SessionID id;
    private final LongSupplier monotonicNanos;
    private final Consumer<String> say;
    private final Backoff backoff;
    private Session session;
    private boolean up;
    private long upNanos;
    private long heardNanos;
    private long retryNanos;
    private boolean paused;
    private boolean closing;
    private String whyDown = "not connected yet";

    FixSession(FixSessionSettings settings, LongSupplier monotonicNanos, Consumer<String> say, long backoffSeed) {
        this.settings = settings;
        this.id = FixEngine.sessionId(settings);
        this.monotonicNanos = monotonicNanos;
        this.say = say;
        this.backoff = new Backoff(FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS, backoffSeed);
    }

    SessionID id() {
        return id;
    }

    FixSessionSettings settings() {
        return settings;
    }

    synchronized void opened(Session opened) {
        session = opened;
    }

    /** Why nothing can be sent, for people; null if something can. */
    synchronized String whyDown() {
        if (!up) {
            return "the FIX session " + settings + " is not logged on: " + whyDown;
        }
        long silentMillis = TimeUnit.NANOSECONDS.toMillis(monotonicNanos.getAsLong() - heardNanos);
        return silentMillis <= settings.heartbeatSeconds() * 1_500L
                ? null
                : "the FIX session " + settings + " is silent, or does not fill a gap: nothing came in order for "
                        + silentMillis + " ms";
    }

    /**
     * Sends a message now; its header is complete afterwards.
     *
     * @return its MsgSeqNum; -1 if it was not sent, and never will be
     */
    int send(Message message) {
        Session sending;
        synchronized (this) {
            sending = up ? session : null;
        }
        if (sending == null || !sending.send(message)) {
            return -1;
        }
        try {
            return message.getHeader().getInt(MsgSeqNum.FIELD);
        } catch (FieldNotFound e) {
            throw new IllegalStateException("sent without a number: " + message, e);
        }
    }

    /**
     * The last look at a message of ours before it leaves.
     *
     * @throws DoNotSend if there is no session to take it now, or if it was meant for an earlier moment
     */
    synchronized void leaving(Message message) throws DoNotSend {
        if (!up || message.getHeader().isSetField(PossDupFlag.FIELD)) {
            throw new DoNotSend();
        }
    }

    synchronized void heard() {
        heardNanos = monotonicNanos.getAsLong();
    }

    /** What the counterparty says for a reason; told when it ends the session. */
    synchronized void complaint(String text) {
        whyDown = text;
    }

    synchronized void loggedOn() {
        up = true;
        upNanos = monotonicNanos.getAsLong();
        heardNanos = upNanos;
        whyDown = "the connection was lost";
        say.accept("logged on: " + settings);
    }

    /** The connection is gone, whether it was logged on or had only asked to be. */
    synchronized void loggedOut() {
        long now = monotonicNanos.getAsLong();
        if (up && now - upNanos >= LASTING_NANOS) {
            backoff.reset();
        }
        boolean was = up;
        up = false;
        if (closing) {
            return;
        }
        long pauseMillis = backoff.nextMillis();
        retryNanos = now + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        paused = true;
        session.logout();
        say.accept((was ? "logged out: " : "not logged on: ") + settings + ": " + whyDown + "; trying again in "
                + pauseMillis + " ms");
    }

    /** Lets the next attempt begin when it is due, and the library see to heartbeats and time-outs. */
    void pass(long nowNanos) {
        Session trying = null;
        Session passing;
        synchronized (this) {
            if (paused && nowNanos - retryNanos >= 0) {
                paused = false;
                trying = session;
            }
            passing = session;
        }
        if (trying != null) {
            trying.logon();
        }
        pass(passing);
    }

    private void pass(Session passing) {
        try {
            passing.next();
        } catch (IOException e) {
            throw new UncheckedIOException("the FIX session's numbers cannot be kept", e);
        }
    }

    /** Says good-bye. */
    void logout() {
        Session leaving;
        synchronized (this) {
            up = false;
            closing = true;
            paused = false;
            leaving = session;
        }
        if (leaving == null) {
            return;
        }
        leaving.logout();
        pass(leaving);
    }
}
