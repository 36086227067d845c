package nexus.adapters.metatrader.expert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The adapter's socket and nothing behind it: a test reads and answers by hand. */
final class LineServer implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 10_000;

    private final ServerSocket server;
    private Socket socket;
    private BufferedReader in;
    private PrintStream out;

    LineServer() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(DEADLINE_MILLIS);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Waits for the EA and returns its first line. */
    String accept() throws IOException {
        socket = server.accept();
        socket.setSoTimeout(DEADLINE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        return in.readLine();
    }

    /** Hangs up; the next is {@link #accept}ed. */
    void hangUp() throws IOException {
        socket.close();
    }

    void send(String line) {
        out.print(line.replace('\'', '"') + "\n");
        out.flush();
    }

    /** The next line that is no heartbeat. */
    String next() throws IOException {
        String line = in.readLine();
        while (field(line, "type").equals("heartbeat")) {
            line = in.readLine();
        }
        return line;
    }

    /** The next line of a type; others are thrown away. */
    String next(String type) throws IOException {
        String line = next();
        while (!field(line, "type").equals(type)) {
            line = next();
        }
        return line;
    }

    /** The lines up to the next of a type, without heartbeats. */
    List<String> until(String type) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = next();
        while (!field(line, "type").equals(type)) {
            lines.add(line);
            line = next();
        }
        return lines;
    }

    /** A field's value as it stands, without quotes; null if there is none. */
    static String field(String line, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\":(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,}]*))")
                .matcher(line);
        return !matcher.find() ? null : matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        server.close();
    }
}
