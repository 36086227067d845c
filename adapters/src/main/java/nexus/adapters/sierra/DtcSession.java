package nexus.adapters.sierra;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.link.Backoff;
import nexus.adapters.link.LinkTime;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.SessionMessages.Encoding;
import nexus.adapters.sierra.dtc.SessionMessages.Heartbeat;
import nexus.adapters.sierra.dtc.SessionMessages.Logoff;
import nexus.adapters.sierra.dtc.SessionMessages.LogonResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session with a DTC server: connects, asks for binary encoding, logs on, keeps the heartbeat, and begins again with
 * back-off when it is lost. For one thread, which calls {@link #pass} whenever something is there or due.
 */
final class DtcSession {
    private static final Logger LOG = LoggerFactory.getLogger(DtcSession.class);
    private static final int LOGON_OK = 1;
    private static final int LOGON_FINAL_ERROR = 3;
    private static final int LOGON_ELSEWHERE = 4;
    private static final long GREETING_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String SERVER_MENU = "Global Settings > Sierra Chart Server Settings > DTC Protocol Server";

    /** What happens in a session. */
    interface Client {
        /** We are logged on. */
        void up(Message logonResponse);

        /** A message that is not of the session itself; good until this returns. */
        void received(Message message);

        /** The session that {@link #up} announced is over. */
        void down();
    }

    private enum State {
        WAITING,
        DIALING,
        GREETING,
        UP,
        ENDED
    }

    private final SierraSettings settings;
    private final Selector selector;
    private final Client client;
    private final Consumer<String> say;
    private final LinkTime time;
    private final Backoff backoff;
    private final long heartbeatNanos;

    private State state = State.WAITING;
    private DtcSocket socket;
    private ServerAddress address;
    private ServerAddress dialed;
    private boolean sentElsewhere;
    private long dueNanos;
    private long heardNanos;
    private long spokeNanos;
    private long upNanos;
    private String finalReason;
    private String broken;
    private String said;
    private volatile String whyDown = "not connected yet";

    /** @param client is told of the session's life on the caller's thread */
    DtcSession(
            SierraSettings settings,
            Backoff backoff,
            Selector selector,
            Client client,
            Consumer<String> say,
            LinkTime time) {
        this.settings = settings;
        this.selector = selector;
        this.client = client;
        this.say = say;
        this.time = time;
        this.backoff = backoff;
        this.heartbeatNanos = TimeUnit.SECONDS.toNanos(settings.heartbeatSeconds());
        this.address = new ServerAddress(settings.host(), settings.port());
        this.dueNanos = time.nanos();
    }

    /** Why there is no session now, and what to do; null if there is one. Safe from any thread. */
    String whyDown() {
        return whyDown;
    }

    /** Why orders should not go out though there is a session: it has been quiet for too long, or does not read. */
    String whyDoubtful(long nowNanos) {
        if (nowNanos - heardNanos > heartbeatNanos * 3 / 2) {
            return "Sierra Chart has been silent for " + TimeUnit.NANOSECONDS.toSeconds(nowNanos - heardNanos)
                    + " s: see whether it hangs";
        }
        return socket.hasUnsent() ? "Sierra Chart does not read what is sent: see whether it hangs" : null;
    }

    /** Sends a message; nothing where there is no session. What fails ends the session on the next pass. */
    void send(Message message) {
        if (state != State.UP || broken != null) {
            return;
        }
        try {
            socket.send(message);
        } catch (IOException e) {
            broken = e.getMessage();
            whyDown = "Sierra Chart is lost: " + broken;
        }
    }

    /** Does what is there and due; how much it was. */
    int pass(long nowNanos) {
        try {
            if (broken != null) {
                throw new IOException(broken);
            }
            return switch (state) {
                case WAITING -> dial(nowNanos);
                case DIALING -> awaitConnect(nowNanos);
                case GREETING, UP -> converse(nowNanos);
                case ENDED -> 0;
            };
        } catch (IOException e) {
            lost(e.getMessage(), nowNanos);
            return 1;
        }
    }

    /** When {@link #pass} must be called at the latest, by the monotonic clock. */
    long dueNanos() {
        return switch (state) {
            case WAITING, DIALING, GREETING -> dueNanos;
            case UP -> Math.min(spokeNanos + heartbeatNanos, heardNanos + 2 * heartbeatNanos);
            case ENDED -> time.nanos() + TimeUnit.HOURS.toNanos(1);
        };
    }

    private int dial(long now) throws IOException {
        if (now - dueNanos < 0) {
            return 0;
        }
        dueNanos = now + GREETING_NANOS;
        state = State.DIALING;
        dialed = address;
        socket = DtcSocket.dial(address, selector);
        return 1;
    }

    private int awaitConnect(long now) throws IOException {
        if (!socket.isConnected()) {
            if (now - dueNanos >= 0) {
                throw new IOException("no connection within 10 s");
            }
            return 0;
        }
        state = State.GREETING;
        dueNanos = now + GREETING_NANOS;
        if (settings.asksEncoding()) {
            socket.send(Greetings.encodingRequest());
        } else {
            socket.send(Greetings.logon(settings));
        }
        return 1;
    }

    private int converse(long now) throws IOException {
        int count = socket.receive(this::take);
        if (count > 0) {
            heardNanos = now;
        }
        socket.flush();
        if (state == State.GREETING && now - dueNanos >= 0) {
            throw new IOException("it did not answer the logon within 10 s: set its Encoding to Automatic or Binary in "
                    + SERVER_MENU);
        }
        if (state == State.UP) {
            if (now - heardNanos >= 2 * heartbeatNanos) {
                throw new IOException("no heartbeat for " + 2 * settings.heartbeatSeconds() + " s");
            }
            if (now - spokeNanos >= heartbeatNanos) {
                spokeNanos = now;
                socket.send(Greetings.heartbeat(
                        TimeUnit.NANOSECONDS.toSeconds(time.epochNanos().getAsLong())));
            }
        }
        return count;
    }

    private void take(Message message) throws IOException {
        MessageType type = message.type();
        if (broken != null || type == null) {
            return;
        }
        if (type == MessageType.LOGOFF) {
            loggedOff(message);
        } else if (type == MessageType.HEARTBEAT) {
            long dropped = message.whole(Heartbeat.NUM_DROPPED_MESSAGES);
            if (dropped > 0) {
                LOG.warn("the server has dropped {} messages of market data: the connection is too slow", dropped);
            }
        } else if (state == State.UP) {
            client.received(message);
        } else if (type == MessageType.ENCODING_RESPONSE) {
            encodingIs(message);
        } else if (type == MessageType.LOGON_RESPONSE) {
            logonAnswered(message);
        } else {
            LOG.warn("{} before the logon is skipped", message);
        }
    }

    private void encodingIs(Message message) throws IOException {
        int encoding = message.number(Encoding.ENCODING);
        if (encoding != Greetings.BINARY) {
            throw new IOException(
                    "it insists on encoding " + encoding + ": set Encoding to Automatic or Binary in " + SERVER_MENU);
        }
        socket.send(Greetings.logon(settings));
    }

    private void logonAnswered(Message response) throws IOException {
        int result = response.number(LogonResponse.RESULT);
        String text = response.text(LogonResponse.RESULT_TEXT);
        switch (result) {
            case LOGON_OK -> {
                long now = time.nanos();
                state = State.UP;
                upNanos = now;
                heardNanos = now;
                spokeNanos = now;
                whyDown = null;
                tell("logged on to " + response.text(LogonResponse.SERVER_NAME) + " at " + dialed);
                client.up(response);
            }
            case LOGON_FINAL_ERROR -> {
                finalReason = "it refuses the logon for good: " + text + ": check username and password in the file of "
                        + "the adapters and Require Authentication in " + SERVER_MENU
                        + ", then start the adapter again";
                throw new IOException(finalReason);
            }
            case LOGON_ELSEWHERE -> {
                String elsewhere = response.text(LogonResponse.RECONNECT_ADDRESS);
                address = ServerAddress.parse(elsewhere, settings.port());
                sentElsewhere = true;
                throw new IOException("it sends us to " + elsewhere);
            }
            default ->
                throw new IOException(
                        "it refuses the logon: " + text + ": check username and password, and " + SERVER_MENU);
        }
    }

    private void loggedOff(Message message) throws IOException {
        String text = "it logged us off: " + message.text(Logoff.REASON);
        if (message.flag(Logoff.DO_NOT_RECONNECT)) {
            finalReason = text + ": it does not want us back; start the adapter again when that is settled";
        }
        throw new IOException(text);
    }

    private void lost(String reason, long now) {
        boolean wasUp = state == State.UP;
        boolean neverConnected = state == State.WAITING || state == State.DIALING;
        closeSocket();
        broken = null;
        if (wasUp && now - upNanos >= STEADY_NANOS) {
            backoff.reset();
        }
        if (!sentElsewhere) {
            address = new ServerAddress(settings.host(), settings.port());
        }
        sentElsewhere = false;
        state = finalReason == null ? State.WAITING : State.ENDED;
        dueNanos = now + TimeUnit.MILLISECONDS.toNanos(backoff.nextMillis());
        whyDown = neverConnected
                ? "no DTC server at " + dialed + " (" + reason
                        + "): start Sierra Chart, and turn on Enable DTC Protocol " + "Server in " + SERVER_MENU
                : "Sierra Chart at " + dialed + ": " + (finalReason == null ? reason : finalReason);
        tell(whyDown);
        if (wasUp) {
            client.down();
        }
    }

    /** Says what has changed, once. */
    private void tell(String line) {
        if (!line.equals(said)) {
            said = line;
            say.accept(line);
        }
    }

    private void closeSocket() {
        if (socket == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("the connection to {} did not close in order", dialed, e);
        }
        socket = null;
    }

    /** Logs off and ends. */
    void close() {
        if (state == State.UP) {
            send(Greetings.logoff());
        }
        closeSocket();
        state = State.ENDED;
        whyDown = "the adapter stops";
    }
}
