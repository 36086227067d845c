package nexus.adapters.companion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A companion that is played by hand, on the test's own thread: lines with ' for ". */
final class FakeCompanion implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 10_000;

    private final Socket socket;
    private final BufferedReader in;

    private FakeCompanion(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.setTcpNoDelay(true);
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Connects and says nothing. */
    static FakeCompanion connect(int port) throws IOException {
        return new FakeCompanion(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Connects, is taken, and has the symbol NQ with steps of 0.25 and 1. */
    static FakeCompanion greet(int port) throws IOException {
        FakeCompanion companion = connect(port);
        companion.hello("");
        companion.next("subscribe");
        companion.send("{'type':'symbol','symbol':'NQ','known':true,'price_step':0.25,'quantity_step':1}");
        companion.next("resync");
        return companion;
    }

    /** The same, and has told all that happened meanwhile: nothing. */
    static FakeCompanion settled(int port) throws IOException {
        FakeCompanion companion = greet(port);
        companion.send("{'type':'resynced'}");
        return companion;
    }

    void hello(String whyClosed) throws IOException {
        send("{'type':'hello','protocol':1,'client':'fake','version':'1','account':'A1','server':'here','why_closed':'"
                + whyClosed + "'}");
    }

    void send(String line) throws IOException {
        sendBytes((line.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Whether something has come. */
    boolean hasLine() throws IOException {
        return in.ready();
    }

    /** The next line of any kind; null when the adapter has hung up. */
    String nextOfAll() throws IOException {
        return in.readLine();
    }

    /** The next line that is no heartbeat; null when the adapter has hung up. */
    String next() throws IOException {
        String line = in.readLine();
        while (line != null && "heartbeat".equals(field(line, "type"))) {
            line = in.readLine();
        }
        return line;
    }

    /** The next line that is no heartbeat, which must be of this type. */
    String next(String type) throws IOException {
        String line = next();
        if (line == null || !type.equals(field(line, "type"))) {
            throw new AssertionError("want " + type + ", got " + line);
        }
        return line;
    }

    /** A field's value as it stands, without quotes; null if there is none. */
    static String field(String line, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\":(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,}]*))")
                .matcher(line);
        return !matcher.find() ? null : matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
