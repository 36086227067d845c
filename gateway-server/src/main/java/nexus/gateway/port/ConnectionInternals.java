package nexus.gateway.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import zmq.io.IEngine;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.mechanism.Mechanism;
import zmq.pipe.Pipe;
import zmq.util.Blob;

/**
 * Looks behind a connection's pipe: whether JeroMQ's own thread has handed all of it to the operating system, who is at
 * the other end, and how to hang up.
 *
 * <p>No public call tells, and closing the socket proves nothing: what the operating system has not delivered yet is lost
 * when the other end says anything to a closed connection. So a sender that must not lose its last message waits for
 * {@link #isAllWritten}, tells the other end with {@link #endOutput} that nothing more comes, and waits until the other
 * end hangs up: it cannot see the end of the stream before it has read all of it. A test pins what is assumed here
 * against the JeroMQ version in use.
 */
final class ConnectionInternals {
    private static final VarHandle PEER;
    private static final VarHandle SINK;
    private static final VarHandle MESSAGES_WRITTEN;
    private static final VarHandle MESSAGES_READ;
    private static final VarHandle ENGINE;
    private static final VarHandle UNWRITTEN_BYTES;
    private static final VarHandle IDLE;
    private static final VarHandle CHANNEL;
    private static final VarHandle MECHANISM;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandles.Lookup inPipe = MethodHandles.privateLookupIn(Pipe.class, lookup);
            PEER = inPipe.findVarHandle(Pipe.class, "peer", Pipe.class);
            SINK = inPipe.findVarHandle(Pipe.class, "sink", Pipe.IPipeEvents.class);
            MESSAGES_WRITTEN = inPipe.findVarHandle(Pipe.class, "msgsWritten", long.class);
            MESSAGES_READ = inPipe.findVarHandle(Pipe.class, "msgsRead", long.class);
            ENGINE = MethodHandles.privateLookupIn(SessionBase.class, lookup)
                    .findVarHandle(SessionBase.class, "engine", IEngine.class);
            MethodHandles.Lookup inEngine = MethodHandles.privateLookupIn(StreamEngine.class, lookup);
            UNWRITTEN_BYTES = inEngine.findVarHandle(StreamEngine.class, "outsize", int.class);
            IDLE = inEngine.findVarHandle(StreamEngine.class, "outputStopped", boolean.class);
            CHANNEL = inEngine.findVarHandle(StreamEngine.class, "fd", SocketChannel.class);
            MECHANISM = inEngine.findVarHandle(StreamEngine.class, "mechanism", Mechanism.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this version of JeroMQ is not one that the gateway knows: a connection is built"
                            + " differently in 0.6.0",
                    e);
        }
    }

    private ConnectionInternals() {}

    /**
     * Whether the operating system has all that was flushed into this pipe. To be asked by the thread that owns the
     * socket; false if the connection is gone.
     */
    static boolean isAllWritten(Pipe pipe) {
        StreamEngine engine = engine(pipe);
        if (engine == null) {
            return false;
        }
        // In this order: the engine idles before it takes a message, and again only when all of it is written.
        return isAllTaken(pipe) && (int) UNWRITTEN_BYTES.getAcquire(engine) == 0 && (boolean) IDLE.getAcquire(engine);
    }

    /** Whether JeroMQ's thread has taken all that was flushed into this pipe, also where the connection is gone. */
    static boolean isAllTaken(Pipe pipe) {
        return (long) MESSAGES_READ.getAcquire((Pipe) PEER.get(pipe)) == (long) MESSAGES_WRITTEN.get(pipe);
    }

    /** Lets the other end read up to here and then see the end of the stream; what it says is still heard. */
    static void endOutput(Pipe pipe) {
        StreamEngine engine = engine(pipe);
        SocketChannel channel = engine == null ? null : (SocketChannel) CHANNEL.getAcquire(engine);
        if (channel == null) {
            return;
        }
        try {
            channel.shutdownOutput();
        } catch (ClosedChannelException e) {
            // It hung up first, which is what this is to bring about.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end a connection's output: " + e.getMessage(), e);
        }
    }

    /** How many messages have come that were not read yet. To be asked by the thread that owns the socket. */
    static long unread(Pipe pipe) {
        return (long) MESSAGES_WRITTEN.getAcquire((Pipe) PEER.get(pipe)) - (long) MESSAGES_READ.get(pipe);
    }

    /**
     * Whom the key belongs to with which the other end proved itself, as ZAP answered; null without such a proof, or if
     * the connection is gone. Known before the connection is: JeroMQ's thread hands over a connection's identity after
     * its handshake.
     */
    static String userId(Pipe pipe) {
        StreamEngine engine = engine(pipe);
        Mechanism mechanism = engine == null ? null : (Mechanism) MECHANISM.getAcquire(engine);
        Blob userId = mechanism == null ? null : mechanism.getUserId();
        return userId == null || userId.size() == 0 ? null : new String(userId.data(), 0, userId.size(), UTF_8);
    }

    /**
     * Ends a connection, whatever waits on it. JeroMQ's thread finds the end of the stream, as if the other end had hung
     * up, and clears up by itself.
     */
    static void hangUp(Pipe pipe) {
        StreamEngine engine = engine(pipe);
        SocketChannel channel = engine == null ? null : (SocketChannel) CHANNEL.getAcquire(engine);
        if (channel == null) {
            return;
        }
        try {
            channel.shutdownInput();
            channel.shutdownOutput();
        } catch (ClosedChannelException | NotYetConnectedException e) {
            // It hung up first, which is what this is to bring about.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end a connection: " + e.getMessage(), e);
        }
    }

    private static StreamEngine engine(Pipe pipe) {
        Pipe peer = (Pipe) PEER.get(pipe);
        return (StreamEngine) ENGINE.getAcquire((SessionBase) SINK.get(peer));
    }
}
