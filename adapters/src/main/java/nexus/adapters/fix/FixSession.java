package nexus.adapters.fix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.adapters.link.Backoff;
import quickfix.DoNotSend;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.PossDupFlag;
import quickfix.field.TestReqID;

/**
 * One session's state: whether it is logged on, why not, and when to try again. Safe from any thread.
 *
 * <p>A session that is logged on is not used until the counterparty has answered a TestRequest: one that still misses
 * messages of ours asks for them first, and the gap fill that it gets covers what was sent meanwhile, an order too.
 *
 * <p>Connections are made by QuickFIX/J; each logon that fails or is soon over is followed by a growing pause, for
 * counterparties lock out who knocks too often.
 */
final class FixSession {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    /** A session that lived so long was taken in earnest. */
    private static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** QuickFIX/J's words for a connection that fails or ends, and the reason. */
    private static final Pattern REASON =
            Pattern.compile("(?:Disconnecting: |.* during connection to )(.*?)(?: \\(Next retry .*)?", Pattern.DOTALL);
    /** Until the gap fill is on its way. */
    private static final long FILLING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** A TestRequest that a gap fill covers is not answered: another follows. */
    private static final long TEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final FixSessionSettings settings;
    private final SessionID id;
    private final LongSupplier monotonicNanos;
    private final Consumer<String> say;
    private final Backoff backoff;
    private Session session;
    private boolean up;
    private boolean settled;
    private int testNumber;
    private long testNanos;
    private long upNanos;
    private long heardNanos;
    private long retryNanos;
    private boolean paused;
    private boolean closing;
    private boolean complained;
    private String said;
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
        if (!settled) {
            return "the FIX session " + settings + " is logged on, but has not answered yet whether it misses anything";
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
            sending = up && settled ? session : null;
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
        if (!up || !settled || message.getHeader().isSetField(PossDupFlag.FIELD)) {
            throw new DoNotSend();
        }
    }

    synchronized void heard() {
        heardNanos = monotonicNanos.getAsLong();
    }

    /** What the counterparty says for a reason; told when it ends the session. */
    synchronized void complaint(String text) {
        whyDown = text;
        complained = true;
    }

    /** What QuickFIX/J calls an error; told if that is why there is no session. */
    synchronized void problem(String text) {
        Matcher reason = REASON.matcher(text);
        if (closing || complained || !reason.matches()) {
            return;
        }
        whyDown = reason.group(1);
        if (!up && !whyDown.equals(said)) {
            said = whyDown;
            say.accept("not connected: " + settings + ": " + whyDown + "; trying again");
        }
    }

    synchronized void loggedOn() {
        up = true;
        upNanos = monotonicNanos.getAsLong();
        heardNanos = upNanos;
        settled = false;
        testNanos = upNanos;
        whyDown = "the connection was lost";
        complained = false;
        said = null;
        say.accept("logged on: " + settings);
    }

    /** The counterparty misses messages, and gets a gap fill for all up to now. */
    synchronized void resendRequested() {
        settled = false;
        testNanos = monotonicNanos.getAsLong() + FILLING_NANOS;
    }

    /**
     * The counterparty has answered a TestRequest.
     *
     * @return whether that settles that it misses nothing
     */
    synchronized boolean answered(String testId) {
        if (!up || settled || !testId.equals(testId(testNumber))) {
            return false;
        }
        settled = true;
        return true;
    }

    private static String testId(int number) {
        return "NEXUS" + number;
    }

    /** Asks the counterparty whether it is up to date, if that is due. */
    void test() {
        Session testing;
        Message request = new Message();
        synchronized (this) {
            long now = monotonicNanos.getAsLong();
            if (!up || settled || now - testNanos < 0) {
                return;
            }
            testNanos = now + TEST_NANOS;
            testing = session;
            request.getHeader().setString(MsgType.FIELD, MsgType.TEST_REQUEST);
            request.setString(TestReqID.FIELD, testId(++testNumber));
        }
        testing.send(request);
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
        complained = false;
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
        test();
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
