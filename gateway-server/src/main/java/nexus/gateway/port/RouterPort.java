package nexus.gateway.port;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import nexus.gateway.keys.ControlToken;
import nexus.journal.store.JournalRecord;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.pipe.Pipe;

/**
 * One endpoint: a bound ROUTER socket and its connections.
 *
 * <p>The endpoint of NEXUS is a ROUTER as well. To the DEALER at the other end it is the same on the wire as a DEALER
 * would be, but it sends to one connection by name: nothing is dealt to a stray one or to a TCP connect that never
 * speaks.
 */
public final class RouterPort implements AutoCloseable {
    /** A frame above this ends the connection, in bytes. */
    public static final int MAX_MESSAGE_BYTES = 1 << 20;

    private static final int HANDSHAKE_MILLIS = 1_000;
    private static final int HEARTBEAT_MILLIS = 1_000;
    private static final int HEARTBEAT_TIMEOUT_MILLIS = 3_000;
    private static final int LINGER_MILLIS = 250;
    private static final int BACKLOG = 128;
    /** What one system call moves at most; JeroMQ's own 8 KiB keep its thread busy with calls for 40 ticks each. */
    private static final int BUFFER_BYTES = 128 * 1_024;
    /** Few enough that the first of them does not wait long: 30 µs or so. */
    private static final int MAX_UNFLUSHED = 32;
    /** Enough that the thread behind the socket, which takes 10 µs to wake up, does not take more time than the rest. */
    private static final int MAX_UNFLUSHED_PATIENT = 4_096;

    private final Channel channel;
    private final ZMQ.Socket socket;
    private final SocketBase base;
    private final PeerTable peers;
    private final int maxFrameBytes;
    private final int maxUnflushed;
    private final int maxUnread;
    private final ControlToken token;
    /** The pipes that have taken messages since they were last flushed; few. */
    private final List<Pipe> unflushed = new ArrayList<>();

    /** Those that were cut off, until what was last said to them is on its way. */
    private final List<Leaving> leaving = new ArrayList<>();

    private int unflushedMessages;

    private record Leaving(Peer peer, long deadlineNanos) {}

    /** @param maxUnread how many messages may have come from one connection and not be read; 0: the socket sees to it */
    private RouterPort(
            Channel channel,
            ZMQ.Socket socket,
            int maxFrameBytes,
            int maxUnflushed,
            int maxUnread,
            IntSupplier sources,
            Admission admission) {
        this.channel = channel;
        this.socket = socket;
        this.base = socket.base();
        this.peers = new PeerTable(channel, RouterInternals.outpipes(base), sources, admission.isCurved());
        this.maxFrameBytes = maxFrameBytes;
        this.maxUnflushed = maxUnflushed;
        this.maxUnread = maxUnread;
        this.token = admission.token();
    }

    /**
     * Binds, for anybody.
     *
     * @param address {@code tcp://host:port}; port 0 takes a free one
     * @param maxFrameBytes larger frames are passed on as prefix, length and hash
     * @param maxQueuedMessages how many messages may wait for, and from, one connection
     * @param sources gives each new connection its number
     * @throws CannotBindException if the address is taken, or not one of this machine
     */
    public static RouterPort open(
            ZMQ.Context context,
            Channel channel,
            String address,
            int maxFrameBytes,
            int maxQueuedMessages,
            IntSupplier sources)
            throws CannotBindException {
        return open(context, channel, address, maxFrameBytes, maxQueuedMessages, sources, Admission.ANYBODY);
    }

    /**
     * As above, for those who bring what is asked for.
     *
     * <p>With CURVE two things differ, for JeroMQ 0.6.0 has a fault there: where messages come faster than they are read,
     * and the socket makes the other end wait, it hands out a message still encrypted. So the socket never makes it wait;
     * a connection that is four times as many messages ahead as may wait is cut off instead.
     *
     * @param admission what is asked for; with CURVE, the context must have somebody to serve ZAP
     */
    public static RouterPort open(
            ZMQ.Context context,
            Channel channel,
            String address,
            int maxFrameBytes,
            int maxQueuedMessages,
            IntSupplier sources,
            Admission admission)
            throws CannotBindException {
        return open(context, channel, address, maxFrameBytes, maxQueuedMessages, sources, true, admission);
    }

    /**
     * As {@link #open}, but whoever reads slowly is never given up: ZeroMQ's heartbeats wait in line behind the messages,
     * so with them a connection ends when its peer is three seconds behind. Without them the operating system alone finds
     * out that a machine is gone. And {@link #enqueue} keeps up to 4,096 messages back, rather than 32.
     */
    public static RouterPort openPatient(
            ZMQ.Context context,
            Channel channel,
            String address,
            int maxFrameBytes,
            int maxQueuedMessages,
            IntSupplier sources)
            throws CannotBindException {
        return open(context, channel, address, maxFrameBytes, maxQueuedMessages, sources, false, Admission.ANYBODY);
    }

    private static RouterPort open(
            ZMQ.Context context,
            Channel channel,
            String address,
            int maxFrameBytes,
            int maxQueuedMessages,
            IntSupplier sources,
            boolean heartbeats,
            Admission admission)
            throws CannotBindException {
        ZMQ.Socket socket = context.socket(SocketType.ROUTER);
        try {
            socket.setIPv6(address.contains("["));
            socket.setRouterMandatory(true);
            socket.setRouterHandover(true);
            socket.setLinger(LINGER_MILLIS);
            socket.setSndHWM(maxQueuedMessages);
            socket.setRcvHWM(admission.isCurved() ? 0 : maxQueuedMessages);
            socket.setMaxMsgSize(MAX_MESSAGE_BYTES);
            socket.setBacklog(BACKLOG);
            socket.setHandshakeIvl(HANDSHAKE_MILLIS);
            if (heartbeats) {
                socket.setHeartbeatIvl(HEARTBEAT_MILLIS);
                socket.setHeartbeatTimeout(HEARTBEAT_TIMEOUT_MILLIS);
                socket.setHeartbeatTtl(HEARTBEAT_TIMEOUT_MILLIS);
            } else {
                socket.setTCPKeepAlive(1);
            }
            if (admission.isCurved()) {
                socket.setCurveServer(true);
                socket.setCurvePublicKey(admission.serverKeys().publicKey());
                socket.setCurveSecretKey(admission.serverKeys().secretKey());
                socket.setZapDomain(channel.text());
            } else if (channel == Channel.NEXUS) {
                // With a domain, and nobody to ask about it, JeroMQ refuses peers older than ZMTP 3. It takes whatever
                // does not begin like ZeroMQ, a browser or a port scan, for the oldest kind: a second NEXUS.
                socket.setZapDomain("nexus");
            }
            RouterPort port = new RouterPort(
                    channel,
                    socket,
                    maxFrameBytes,
                    heartbeats ? MAX_UNFLUSHED : MAX_UNFLUSHED_PATIENT,
                    admission.isCurved() ? 4 * maxQueuedMessages : 0,
                    sources,
                    admission);
            socket.bind(address);
            // Behind bind: JeroMQ 0.6.0 would set the send buffer of the listening socket too, which has none.
            socket.setReceiveBufferSize(BUFFER_BYTES);
            socket.setSendBufferSize(BUFFER_BYTES);
            return port;
        } catch (ZMQException e) {
            socket.close();
            throw e.getErrorCode() == ZError.EADDRINUSE
                    ? CannotBindException.taken(address, channel, e)
                    : CannotBindException.notOurs(address, channel, e);
        } catch (RuntimeException e) {
            socket.close();
            throw new CannotBindException(address, channel, e.getMessage(), e);
        }
    }

    /** To be polled for; nothing else may be done with it. */
    public ZMQ.Socket socket() {
        return socket;
    }

    /** Where it is bound, with the actual port: {@code tcp://host:port}. */
    public String address() {
        return socket.getLastEndpoint();
    }

    /**
     * Takes messages that have come, and tells who came and went; never waits.
     *
     * @return how many events there were; {@code maxMessages} or more mean that there may be more
     */
    public int receive(int maxMessages, PortEvents events) {
        int received = 0;
        while (received < maxMessages) {
            Msg identity = base.recv(ZMQ.DONTWAIT);
            if (identity == null) {
                break;
            }
            deliver(identity, base.recv(ZMQ.DONTWAIT), events);
            received++;
        }
        if (!leaving.isEmpty()) {
            leave();
        }
        return received + peers.scan(events);
    }

    private void deliver(Msg identity, Msg first, PortEvents events) {
        List<byte[]> parts = first.hasMore() ? readParts(first) : null;
        Peer peer = peers.sender(identity.data(), first, events);
        if (peer.isHungUp()) {
            return;
        }
        if (token == null) {
            deliver(peer, parts, first, events);
        } else {
            deliverAuthorized(peer, parts == null ? List.of(first.data()) : parts, events);
        }
    }

    private void deliver(Peer peer, List<byte[]> parts, Msg first, PortEvents events) {
        if (parts == null) {
            deliver(peer, 0, first.data(), events);
        } else {
            deliver(peer, JournalRecord.FLAG_MULTIPART, FramePayload.ofParts(parts), events);
        }
    }

    private void deliver(Peer peer, int frames, byte[] content, PortEvents events) {
        int flags = frames;
        byte[] payload = content;
        if (payload.length > maxFrameBytes) {
            flags |= JournalRecord.FLAG_OVERSIZE;
            payload = FramePayload.ofOversize(payload);
        }
        events.frame(channel, peer.source(), flags, payload, 0, payload.length);
    }

    /** The token ends here: what is passed on, and journaled, is the message behind it. */
    private void deliverAuthorized(Peer peer, List<byte[]> parts, PortEvents events) {
        List<byte[]> message = parts.subList(1, parts.size());
        String problem = null;
        if (message.isEmpty()) {
            problem = "it needs the control token, in a frame of its own before the message";
        } else if (!token.matches(parts.get(0))) {
            problem = "the control token is wrong";
        } else if (message.stream().anyMatch(token::isWithin)) {
            problem = "the control token is in the message, it belongs in a frame of its own only";
        }
        if (problem != null) {
            events.unauthorized(
                    channel,
                    peer.source(),
                    problem,
                    parts.stream().mapToInt(part -> part.length).sum());
        } else if (message.size() == 1) {
            deliver(peer, 0, message.get(0), events);
        } else {
            deliver(peer, JournalRecord.FLAG_MULTIPART, FramePayload.ofParts(message), events);
        }
    }

    /**
     * Cuts a connection off: from now on nothing of it is taken, and it ends as soon as the operating system has what was
     * sent to it, within a quarter of a second. {@link PortEvents#peerDown} is not told.
     */
    public void hangUp(int source) {
        Peer peer = peers.ofSource(source);
        if (peer != null && !peer.isHungUp()) {
            peer.hangUp();
            peer.handOver();
            leaving.add(new Leaving(peer, System.nanoTime() + LINGER_MILLIS * 1_000_000L));
        }
    }

    private void leave() {
        long now = System.nanoTime();
        leaving.removeIf(last -> {
            Object outpipe = last.peer().outpipe();
            if (outpipe == null) {
                return true;
            }
            Pipe pipe = RouterInternals.pipe(outpipe);
            boolean over = ConnectionInternals.isAllWritten(pipe) || now - last.deadlineNanos() > 0;
            if (over) {
                ConnectionInternals.hangUp(pipe);
            }
            return over;
        });
    }

    /** Tells who sends faster than is read and cannot be made to wait. */
    public void endOverruns(PortEvents events) {
        if (maxUnread == 0) {
            return;
        }
        for (Peer peer : List.copyOf(peers.all())) {
            boolean overrun = peer.outpipe() != null
                    && !peer.isHungUp()
                    && ConnectionInternals.unread(RouterInternals.pipe(peer.outpipe())) > maxUnread;
            if (overrun) {
                events.overrun(channel, peer.source());
            }
        }
    }

    private List<byte[]> readParts(Msg first) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(first.data());
        Msg part = first;
        while (part.hasMore()) {
            part = base.recv(ZMQ.DONTWAIT);
            parts.add(part.data());
        }
        return parts;
    }

    /** Hands one message to the socket, whole or not at all, and never waits. The buffer is copied. */
    public SendResult send(int source, byte[] buffer, int offset, int length) {
        SendResult result = enqueue(source, buffer, offset, length);
        flush();
        return result;
    }

    /**
     * As {@link #send}, but the message may stay until the next {@link #flush}, for many at once.
     *
     * <p>Writes to the connection's pipe itself: by way of the socket every message would look its connection up, and would
     * wake the thread behind the pipe, which for a tick costs more than all else that is done with it.
     */
    public SendResult enqueue(int source, byte[] buffer, int offset, int length) {
        Peer peer = peers.ofSource(source);
        if (peer == null) {
            return SendResult.GONE;
        }
        Pipe pipe = peer.outpipe() == null ? null : RouterInternals.pipe(peer.outpipe());
        if (pipe == null || !pipe.checkWrite()) {
            return refusal(peer);
        }
        byte[] copy = new byte[length];
        System.arraycopy(buffer, offset, copy, 0, length);
        pipe.write(new Msg(copy));
        if (!unflushed.contains(pipe)) {
            unflushed.add(pipe);
        }
        if (++unflushedMessages == maxUnflushed) {
            flush();
        }
        return SendResult.SENT;
    }

    /**
     * Notes that the connection waits for room, as the socket does when it refuses. The socket is not asked: it looks for
     * news first, and may find that there is room by now, or another connection under the same identity.
     */
    private SendResult refusal(Peer peer) {
        if (!peers.isInTable(peer)) {
            return SendResult.GONE;
        }
        RouterInternals.deactivate(peer.outpipe());
        return SendResult.FULL;
    }

    /** Lets go what {@link #enqueue} took. */
    public void flush() {
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).flush();
        }
        unflushed.clear();
        unflushedMessages = 0;
    }

    /** Whether a connection that answered {@link SendResult#FULL} takes messages again. False if it is gone. */
    public boolean isWritable(int source) {
        Peer peer = peers.ofSource(source);
        return peer != null && peer.outpipe() != null && RouterInternals.isActive(peer.outpipe());
    }

    /** What is on its way to a connection; null if it is gone. */
    public Outgoing outgoing(int source) {
        Peer peer = peers.ofSource(source);
        return peer == null || peer.outpipe() == null ? null : new Outgoing(RouterInternals.pipe(peer.outpipe()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
