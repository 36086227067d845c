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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on loopback for one companion at a time; a new one replaces the old. For the adapter's thread; {@link #wake}
 * is for any.
 */
final class CompanionPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompanionPort.class);
    private static final int MAX_LINE_BYTES = 64 * 1024;
    private static final int MAX_WAITING_BYTES = 4 * 1024 * 1024;
    private static final int MAX_READS_PER_PASS = 64;

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
    private SocketChannel channel;
    private byte[] partial = new byte[4_096];
    private int partialLength;
    private long waitingBytes;
    private long unreadable;

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
        return channel != null;
    }

    /** Lines that could not be read, of all connections. */
    long unreadable() {
        return unreadable;
    }

    void wake() {
        selector.wakeup();
    }

    /** Sends a line, or hangs up if far too many wait already; nothing if nobody is there. */
    void send(byte[] line) {
        if (channel == null) {
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
                waitingBytes -= channel.write(first);
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
        SelectionKey key = channel.keyFor(selector);
        if (key != null && key.isValid() && key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    /** Takes what has come; how much that was. */
    int pass() throws IOException {
        accept();
        if (channel == null) {
            return 0;
        }
        if (!waiting.isEmpty()) {
            flush();
        }
        int count = 0;
        while (channel != null && count < MAX_READS_PER_PASS && read()) {
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
        if (channel != null) {
            hangUp("another companion has connected");
        }
        next.configureBlocking(false);
        next.setOption(StandardSocketOptions.TCP_NODELAY, true);
        next.register(selector, SelectionKey.OP_READ);
        channel = next;
        listener.connected();
    }

    private boolean read() {
        chunk.clear();
        int length;
        try {
            length = channel.read(chunk);
        } catch (IOException e) {
            hangUp(e.getMessage());
            return false;
        }
        if (length < 0) {
            hangUp("it has closed the connection");
            return false;
        }
        SocketChannel from = channel;
        for (int i = 0; i < length && channel == from; i++) {
            take(chunk.get(i));
        }
        return length > 0;
    }

    private void take(byte b) {
        if (b != '\n') {
            if (partialLength == MAX_LINE_BYTES) {
                hangUp("a line of more than 64 KiB");
                return;
            }
            if (partialLength == partial.length) {
                partial = Arrays.copyOf(partial, Math.min(MAX_LINE_BYTES, 2 * partial.length));
            }
            partial[partialLength] = b;
            partialLength++;
            return;
        }
        int length = partialLength;
        partialLength = 0;
        Line line;
        try {
            line = Line.read(partial, 0, length);
        } catch (IOException e) {
            unreadable++;
            LOG.warn("a line of the companion left out: {}", e.getMessage());
            return;
        }
        listener.line(line);
    }

    /** Ends the connection; nothing if there is none. */
    void hangUp(String reason) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing", e);
        }
        channel = null;
        waiting.clear();
        waitingBytes = 0;
        partialLength = 0;
        listener.lost(reason);
    }

    @Override
    public void close() throws IOException {
        hangUp("the adapter ends");
        server.close();
        selector.close();
    }
}
