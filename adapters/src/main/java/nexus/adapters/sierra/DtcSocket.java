package nexus.adapters.sierra;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import nexus.adapters.sierra.dtc.FrameReader;
import nexus.adapters.sierra.dtc.Message;

/** One connection to a DTC server, which never blocks; for one thread. */
final class DtcSocket implements AutoCloseable {
    private static final int MAX_UNSENT = 1 << 20;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final FrameReader frames = new FrameReader();
    private final ByteBuffer unsent = ByteBuffer.allocate(MAX_UNSENT);
    private boolean connected;

    private DtcSocket(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /** Begins to connect. */
    static DtcSocket dial(ServerAddress server, Selector selector) throws IOException {
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
            throw new IOException("no host of that name");
        }
        SocketChannel channel = SocketChannel.open();
        boolean opened = false;
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
            DtcSocket socket = new DtcSocket(channel, channel.register(selector, SelectionKey.OP_CONNECT));
            opened = true;
            return socket;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    /**
     * Whether the connection stands.
     *
     * @throws IOException if it was refused
     */
    boolean isConnected() throws IOException {
        if (!connected && channel.finishConnect()) {
            connected = true;
            key.interestOps(SelectionKey.OP_READ);
        }
        return connected;
    }

    /**
     * Hands on what has come, as much as one read gives; how many bytes.
     *
     * @throws IOException if the connection is over
     */
    int receive(FrameReader.Sink to) throws IOException {
        int count = channel.read(frames.space());
        if (count < 0) {
            throw new IOException("it closed the connection");
        }
        if (count > 0) {
            frames.added(count, to);
        }
        return count;
    }

    /**
     * Sends a message, or keeps of it what the peer does not take yet.
     *
     * @throws IOException if the connection is over, or the peer has not read for long
     */
    void send(Message message) throws IOException {
        if (unsent.remaining() < message.length()) {
            throw new IOException("it does not read what is sent");
        }
        unsent.put(message.buffer());
        flush();
    }

    /** Sends what is kept, as far as the peer takes it. */
    void flush() throws IOException {
        if (unsent.position() == 0) {
            return;
        }
        unsent.flip();
        channel.write(unsent);
        unsent.compact();
        key.interestOps(unsent.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /** Whether the peer has not taken all yet. */
    boolean hasUnsent() {
        return unsent.position() > 0;
    }

    @Override
    public void close() throws IOException {
        key.cancel();
        channel.close();
    }
}
