package nexus.adapters.fix;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A counterparty without any library: it checks what comes, field by field, keeps both counts as the protocol wants it, and
 * says what a test tells it to. What the client does wrong is in {@link #violations}.
 */
final class StrictFixServer implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");
    private static final Set<String> SIDES = Set.of("1", "2");

    private final ServerSocket listener;
    private final Thread thread;
    private final BlockingQueue<FixMessage> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<FixMessage> admin = new LinkedBlockingQueue<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final Set<String> clOrdIds = new HashSet<>();
    private volatile boolean closed;
    private volatile boolean accepting = true;
    private volatile boolean mute;
    private volatile Consumer<FixMessage> book;
    private volatile String refusal;
    private int logons;
    private volatile long takenNanos;
    private volatile FixMessage lastLogon;
    private final Map<Integer, String[]> kept = new HashMap<>();
    private Socket socket;
    private OutputStream output;
    private int nextIn = 1;
    private int nextOut = 1;
    private int gapFrom;
    private boolean filling;
    private boolean answered;
    private String subId = "";

    StrictFixServer() throws IOException {
        this(0);
    }

    /** On a port of the caller's. */
    StrictFixServer(int port) throws IOException {
        this(new ServerSocket(port, 5, InetAddress.getLoopbackAddress()));
    }

    /** On a socket of the caller's, which is closed with it. */
    StrictFixServer(ServerSocket listener) {
        this.listener = listener;
        thread = new Thread(this::serve, "strict-fix-server");
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    List<String> violations() {
        return violations;
    }

    synchronized int logons() {
        return logons;
    }

    FixMessage lastLogon() {
        return lastLogon;
    }

    /** When the last business message had been read. */
    long takenNanos() {
        return takenNanos;
    }

    /** Refuses the next logons with a Logout of that text; null takes them again. */
    void refuse(String text) {
        refusal = text;
    }

    /** Who takes business messages, on the server's thread, in place of {@link #next}; then what was missed is resent. */
    void answersBy(Consumer<FixMessage> taker) {
        book = taker;
    }

    /** Says nothing any more on the connection that stands, not even heartbeats; until it is lifted. */
    void mute(boolean yes) {
        mute = yes;
    }

    /** Whether connections are taken; those that stand are not touched. */
    void accept(boolean yes) {
        accepting = yes;
    }

    /** The next business message, which must be of that type. */
    FixMessage next(String type) {
        FixMessage message = poll(arrived, type);
        if (!message.type().equals(type)) {
            throw new AssertionError("wanted " + type + ", came " + message);
        }
        return message;
    }

    /** The next session message of that type; others are passed over. */
    FixMessage nextAdmin(String type) {
        FixMessage message;
        do {
            message = poll(admin, type);
        } while (!message.type().equals(type));
        return message;
    }

    private static FixMessage poll(BlockingQueue<FixMessage> queue, String what) {
        try {
            FixMessage message = queue.poll(20, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no " + what + " within 20 s");
            }
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    boolean hasArrived() {
        return !arrived.isEmpty();
    }

    /** Sends a message under the next number; fields with bars between them. */
    synchronized int send(String type, String fields) throws IOException {
        if (mute) {
            return 0;
        }
        int number = nextOut++;
        if (!type.matches("[0-5A]")) {
            kept.put(number, new String[] {type, fields});
        }
        write(type, number, "", fields);
        return number;
    }

    /** Sends a message as a repeat of an earlier one. */
    synchronized void resend(String type, int number, String fields) throws IOException {
        write(type, number, "43=Y|122=" + now() + "|", fields);
    }

    /** Asks for all from a number on: what comes before the fill is covered by it. */
    synchronized void askResend(int from) throws IOException {
        filling = true;
        send("2", "7=" + from + "|16=0");
    }

    private void resend(int from, int end) throws IOException {
        for (int number = from; number < end; number++) {
            String[] message = kept.get(number);
            if (message == null) {
                resend("4", number, "123=Y|36=" + (number + 1));
            } else {
                resend(message[0], number, message[1]);
            }
        }
    }

    /** Counts messages that the client never gets: a gap, from its side. */
    synchronized void skip(int count) {
        nextOut += count;
    }

    /** As if the last message that came had been lost on its way. */
    synchronized void lose() {
        nextIn--;
    }

    synchronized boolean isConnected() {
        return socket != null && !socket.isClosed() && answered;
    }

    /** Breaks the connection without a word. */
    synchronized void drop() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private void write(String type, int number, String header, String fields) throws IOException {
        // Nothing before the answer to the Logon; but it counts, and is there to be asked for.
        if (socket == null || !(answered || type.matches("[A5]"))) {
            return;
        }
        answered = answered || type.equals("A");
        output.write(FixMessage.encode("35=" + type + "|34=" + number + "|49=SERVER|56=CLIENT|"
                + (subId.isEmpty() ? "" : "50=" + subId + "|") + header + "52=" + now()
                + (fields.isEmpty() ? "" : "|" + fields)));
        output.flush();
    }

    static String now() {
        return TIME.format(LocalDateTime.now(ZoneOffset.UTC));
    }

    private void serve() {
        while (!closed) {
            try (Socket client = listener.accept()) {
                if (accepting) {
                    client.setTcpNoDelay(true);
                    converse(client);
                }
            } catch (IOException e) {
                if (!closed && socket != null) {
                    violations.add("connection lost: " + e);
                }
            } catch (RuntimeException e) {
                violations.add("the server itself stumbled: " + e);
            }
        }
    }

    private void converse(Socket client) throws IOException {
        synchronized (this) {
            socket = client;
            filling = false;
            answered = false;
            output = client.getOutputStream();
        }
        InputStream input = new BufferedInputStream(client.getInputStream());
        boolean loggedOn = false;
        try {
            FixMessage message;
            while ((message = read(input)) != null) {
                if (!loggedOn && !message.type().equals("A")) {
                    violations.add("before Logon: " + message);
                }
                loggedOn = true;
                if (!take(message)) {
                    return;
                }
            }
        } catch (IOException e) {
            synchronized (this) {
                if (socket != null) {
                    throw e;
                }
            }
        } finally {
            synchronized (this) {
                if (socket == client) {
                    socket = null;
                }
            }
        }
    }

    private static FixMessage read(InputStream input) throws IOException {
        StringBuilder text = new StringBuilder();
        int b;
        while ((b = input.read()) >= 0) {
            text.append((char) b);
            int length = text.length();
            if (b == 1 && length > 7 && text.substring(length - 8, length - 4).equals("\u000110=")) {
                return FixMessage.parse(
                        new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1));
            }
        }
        return null;
    }

    private synchronized boolean take(FixMessage message) throws IOException {
        if (message.type().equals("A") && "Y".equals(message.text(141))) {
            nextIn = 1;
            nextOut = 1;
            kept.clear();
        }
        int number = message.number(34);
        boolean possDup = "Y".equals(message.text(43));
        check(message, "49", "CLIENT".equals(message.text(49)) && "SERVER".equals(message.text(56)));
        if (possDup) {
            check(
                    message,
                    "only gaps are filled, nothing is sent again",
                    message.type().equals("4"));
            check(message, "123", "Y".equals(message.text(123)));
        } else if (message.type().equals("A") && number > nextIn) {
            gapFrom = nextIn;
            nextIn = number + 1;
        } else if (number != nextIn) {
            violations.add("number " + number + " instead of " + nextIn + ": " + message);
        } else {
            nextIn++;
        }
        switch (message.type()) {
            case "A" -> {
                return logon(message);
            }
            case "0" -> {
                admin.add(message);
                send("0", "");
            }
            case "4" -> {
                admin.add(message);
                check(message, "36", message.number(36) == nextIn || !filling);
                filling = false;
            }
            case "2" -> {
                if (book == null) {
                    admin.add(message);
                } else {
                    resend(message.number(7), nextOut);
                }
            }
            case "3" -> admin.add(message);
            case "1" -> {
                // What comes before a gap is filled is covered by the fill, and not acted upon.
                if (!filling) {
                    send("0", "112=" + message.text(112));
                }
            }
            case "5" -> {
                admin.add(message);
                send("5", "");
                return false;
            }
            default -> {
                business(message);
                takenNanos = System.nanoTime();
                if (book == null) {
                    arrived.add(message);
                } else {
                    book.accept(message);
                }
            }
        }
        return true;
    }

    private boolean logon(FixMessage message) throws IOException {
        lastLogon = message;
        check(message, "98 and 108", "0".equals(message.text(98)) && message.number(108) > 0);
        subId = message.text(57) == null ? "" : message.text(57);
        if (refusal != null) {
            send("5", "58=" + refusal);
            return false;
        }
        send("A", "98=0|108=" + message.text(108) + ("Y".equals(message.text(141)) ? "|141=Y" : ""));
        logons++;
        if (gapFrom > 0) {
            send("2", "7=" + gapFrom + "|16=0");
            gapFrom = 0;
            filling = true;
        }
        return true;
    }

    private void business(FixMessage message) {
        check(message, "sent into a gap, of which the fill covers it", !filling);
        switch (message.type()) {
            case "D" -> {
                order(message);
                check(message, "40", Set.of("1", "2", "3", "4").contains(String.valueOf(message.text(40))));
                check(
                        message,
                        "44",
                        (message.text(44) != null) == Set.of("2", "4").contains(message.text(40)));
                check(
                        message,
                        "99",
                        (message.text(99) != null) == Set.of("3", "4").contains(message.text(40)));
                check(message, "ClOrdID twice", clOrdIds.add(message.text(11)));
            }
            case "F" -> {
                order(message);
                check(message, "ClOrdID twice", clOrdIds.add(message.text(11)));
                check(message, "21, 40 and 59 are not for a cancel", noneOf(message, 21, 40, 44, 59));
                check(message, "41", clOrdIds.contains(message.text(41)));
            }
            case "H" -> check(message, "11, 55, 54", message.text(11) != null && message.text(55) != null);
            case "V" -> {
                check(message, "264", message.text(264) != null && message.text(262) != null);
                check(message, "146", "1".equals(message.text(146)) && message.text(55) != null);
                long types = message.fields().stream()
                        .filter(field -> field.tag() == 269)
                        .count();
                check(message, "267", message.number(267) == types);
            }
            default -> violations.add("unknown type: " + message);
        }
    }

    private static boolean noneOf(FixMessage message, int... tags) {
        return Arrays.stream(tags).allMatch(tag -> message.text(tag) == null);
    }

    private void order(FixMessage message) {
        check(message, "54", SIDES.contains(String.valueOf(message.text(54))));
        check(message, "55", message.text(55) != null);
        check(message, "38", message.text(38) != null && message.text(38).matches("\\d+(\\.\\d+)?"));
        check(
                message,
                "60",
                message.text(60) != null && message.text(60).matches("\\d{8}-\\d\\d:\\d\\d:\\d\\d\\.\\d{3}"));
        check(message, "ClOrdID of at most 20", message.text(11).length() <= 20);
    }

    private void check(FixMessage message, String what, boolean right) {
        if (!right) {
            violations.add(what + ": " + message);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        drop();
        listener.close();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
