package nexus.gateway.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import zmq.SocketBase;
import zmq.pipe.Pipe;
import zmq.socket.reqrep.Router;
import zmq.util.Blob;

/**
 * Looks into a JeroMQ ROUTER socket: which connections have finished their handshake, which of them takes messages, and
 * the pipe behind each.
 *
 * <p>No public call tells that a connection is there before it has spoken: the monitor does not announce a handshake
 * without security, and it counts TCP connects that never speak ZeroMQ. The socket's own table knows. It is touched only
 * by the thread that owns the socket, inside calls on that socket, so that thread may read it between calls. A test pins
 * what is assumed here against the JeroMQ version in use.
 */
final class RouterInternals {
    private static final VarHandle OUTPIPES;
    private static final VarHandle ACTIVE;
    private static final VarHandle PIPE;

    static {
        try {
            Class<?> outpipe = Class.forName("zmq.socket.reqrep.Router$Outpipe");
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OUTPIPES = MethodHandles.privateLookupIn(Router.class, lookup)
                    .findVarHandle(Router.class, "outpipes", Map.class);
            MethodHandles.Lookup inOutpipe = MethodHandles.privateLookupIn(outpipe, lookup);
            ACTIVE = inOutpipe.findVarHandle(outpipe, "active", boolean.class);
            PIPE = inOutpipe.findVarHandle(outpipe, "pipe", Pipe.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this version of JeroMQ is not one that the gateway knows: its ROUTER socket"
                            + " keeps no table of connections where 0.6.0 does",
                    e);
        }
    }

    private RouterInternals() {}

    /** The live table of a ROUTER socket: identity to outgoing side. Never to be changed, nor what is in it but for {@link #deactivate}. */
    @SuppressWarnings("unchecked")
    static Map<Blob, Object> outpipes(SocketBase socket) {
        return (Map<Blob, Object>) OUTPIPES.get((Router) socket);
    }

    /** Whether the outgoing side takes messages: false from a refused send until the other end has read enough. */
    static boolean isActive(Object outpipe) {
        return (boolean) ACTIVE.get(outpipe);
    }

    /** Notes that it has refused a message, as the socket itself would. */
    static void deactivate(Object outpipe) {
        ACTIVE.set(outpipe, false);
    }

    /** The outgoing side itself, to be written by the thread that owns the socket. */
    static Pipe pipe(Object outpipe) {
        return (Pipe) PIPE.get(outpipe);
    }
}
