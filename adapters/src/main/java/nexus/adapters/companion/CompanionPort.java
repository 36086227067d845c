package nexus.adapters.companion;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on loopback for one companion at a time; a new one replaces the old, once it has said hello: what merely connects
 * disturbs nobody. For the adapter's thread; {@link #wake} is for any.
 */
final class CompanionPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompanionPort.class);
    private static final int MAX_LINE_BYTES = 64 * 1024;
    private static final int MAX_WAITING_BYTES = 4 * 1024 * 1024;
    private static final int MAX_READS_PER_PASS = 4;

    /** Whom what comes is for. */
    interface Listener {
        /** A companion is there. What waited for an earlier one is gone. */
        void connected();

        /** A message. */
        void line(Line line);

        /** The companion is gone. */
        void lost(String reason);
    }

    private final ServerSocketChannel server;
    private final Selector selector;
    private final Listener listener;
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private final ByteBuffer chunk = ByteBuffer.allocate(MAX_LINE_BYTES);
    private final AtomicLong unreadable = new AtomicLong();
    private Connection current;
    /** Has not said hello while another companion is there; or null. */
    private Connection newcomer;

    private long waitingBytes;

    /** A socket, and what has come of a line. */
    private static final class Connection {
        private final SocketChannel channel;
        private byte[] partial = new byte[4_096];
        private int length;

        private Connection(SocketChannel channel) {
            this.channel = channel;
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("closing", e);
            }
        }
    }

    private CompanionPort(ServerSocketChannel server, Selector selector, Listener listener) {
        this.server = server;
        this.selector = selector;
        this.listener = listener;
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the port cannot be had: one line for people
     */
    static CompanionPort open(int port, Listener listener) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        boolean opened = false;
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            server.configureBlocking(false);
            Selector selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            opened = true;
            return new CompanionPort(server, selector, listener);
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen for the companion on port " + port + ": " + e.getMessage()
                            + "; is another adapter running? else choose another port, here and in the companion",
                    e);
        } finally {
            if (!opened) {
                server.close();
            }
        }
    }

    int port() {
        return server.socket().getLocalPort();
    }

    boolean isConnected() {
        return current != null;
    }

    /** Lines that could not be read, of all connections. From any thread. */
    long unreadable() {
        return unreadable.get();
    }

    void wake() {
        selector.wakeup();
    }

    /** Sends a line, or hangs up if far too many wait already; nothing if nobody is there. */
    void send(byte[] line) {
        if (current == null) {
            return;
        }
        if (waitingBytes + line.length > MAX_WAITING_BYTES) {
            hangUp("it does not read what it is told");
            return;
        }
        waiting.add(ByteBuffer.wrap(line));
        waitingBytes += line.length;
        flush();
    }

    private void flush() {
        try {
            while (!waiting.isEmpty()) {
                ByteBuffer first = waiting.peek();
                waitingBytes -= current.channel.write(first);
                if (first.hasRemaining()) {
                    break;
                }
                waiting.remove();
            }
            interest(waiting.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (IOException e) {
            hangUp(e.getMessage());
        }
    }

    private void interest(int operations) {
        SelectionKey key = current.channel.keyFor(selector);
        if (key != null && key.isValid() && key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    /** Takes what has come; how much that was. */
    int pass() throws IOException {
        accept();
        int count = newcomer != null && read(newcomer) ? 1 : 0;
        if (current != null && !waiting.isEmpty()) {
            flush();
        }
        while (current != null && count < MAX_READS_PER_PASS && read(current)) {
            count++;
        }
        return count;
    }

    /** Waits until something comes, or for so long. */
    void await(long millis) throws IOException {
        selector.select(Math.max(1, millis));
        selector.selectedKeys().clear();
    }

    private void accept() throws IOException {
        SocketChannel next = server.accept();
        if (next == null) {
            return;
        }
        next.configureBlocking(false);
        next.setOption(StandardSocketOptions.TCP_NODELAY, true);
        next.register(selector, SelectionKey.OP_READ);
        if (newcomer != null) {
            drop(newcomer, "another one came before it said hello");
        }
        if (current == null) {
            adopt(new Connection(next));
        } else {
            newcomer = new Connection(next);
        }
    }

    private void adopt(Connection connection) {
        hangUp("another companion has connected");
        newcomer = connection == newcomer ? null : newcomer;
        current = connection;
        listener.connected();
    }

    private boolean read(Connection from) {
        chunk.clear();
        int length;
        try {
            length = from.channel.read(chunk);
        } catch (IOException e) {
            drop(from, e.getMessage());
            return false;
        }
        if (length < 0) {
            drop(from, "it has closed the connection");
            return false;
        }
        for (int i = 0; i < length && (from == current || from == newcomer); i++) {
            take(from, chunk.get(i));
        }
        return length > 0;
    }

    private void take(Connection from, byte b) {
        if (b != '\n') {
            if (from.length == MAX_LINE_BYTES) {
                drop(from, "a line of more than 64 KiB");
                return;
            }
            if (from.length == from.partial.length) {
                from.partial = Arrays.copyOf(from.partial, Math.min(MAX_LINE_BYTES, 2 * from.length));
            }
            from.partial[from.length] = b;
            from.length++;
            return;
        }
        int length = from.length;
        from.length = 0;
        try {
            take(from, Line.read(from.partial, 0, length));
        } catch (IOException e) {
            if (from == newcomer) {
                drop(from, "its first line is no hello");
                return;
            }
            unreadable.incrementAndGet();
            LOG.warn("a line of the companion left out: {}", e.getMessage());
        }
    }

    private void take(Connection from, Line line) {
        if (from == newcomer) {
            if (!line.type().equals("hello")) {
                drop(from, "its first line is no hello");
                return;
            }
            adopt(from);
        }
        listener.line(line);
    }

    private void drop(Connection connection, String reason) {
        if (connection == current) {
            hangUp(reason);
        } else {
            LOG.info("somebody connected to port {} and is no companion: {}", port(), reason);
            connection.close();
            newcomer = null;
        }
    }

    /** Ends the connection; nothing if there is none. */
    void hangUp(String reason) {
        if (current == null) {
            return;
        }
        current.close();
        current = null;
        waiting.clear();
        waitingBytes = 0;
        listener.lost(reason);
    }

    @Override
    public void close() throws IOException {
        if (newcomer != null) {
            newcomer.close();
        }
        hangUp("the adapter ends");
        server.close();
        selector.close();
    }
}
