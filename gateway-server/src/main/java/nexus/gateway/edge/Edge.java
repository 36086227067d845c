package nexus.gateway.edge;

import nexus.gateway.keys.KeyRing;
import nexus.gateway.keys.Principal;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.gateway.port.SendResult;

/** The three endpoints. Belongs to the thread that opened it; nothing here ever blocks but {@link #poll}. */
public interface Edge extends AutoCloseable {
    /** Most messages that one {@link #receive} takes, so that no endpoint can hold up the others. */
    int MAX_BATCH = 256;

    /**
     * Takes up to {@link #MAX_BATCH} messages that have come, and tells who came and went.
     *
     * @return how many events there were; {@link #MAX_BATCH} or more mean that there may be more
     */
    int receive(Channel channel, PortEvents events);

    /** Hands one message to the socket, whole or not at all, and never waits. The buffer is copied. */
    SendResult send(Channel channel, int source, byte[] buffer, int offset, int length);

    /**
     * As {@link #send}, but the message may stay until the next {@link #send} on the same endpoint or {@link #flush}, for
     * many at once. Some tens of messages later it goes by itself.
     */
    default SendResult enqueue(Channel channel, int source, byte[] buffer, int offset, int length) {
        return send(channel, source, buffer, offset, length);
    }

    /** Lets go what {@link #enqueue} took and kept. */
    default void flush() {}

    /** Whether a connection that answered {@link SendResult#FULL} takes messages again. False if it is gone. */
    boolean isWritable(Channel channel, int source);

    /** Cuts a connection off: nothing of it is taken any more; what was sent to it may still go out. Not told as gone. */
    default void hangUp(Channel channel, int source) {}

    /** From now on these keys are taken, where keys are asked for at all; connections that are there stay. */
    default void admit(KeyRing registered) {}

    /** Takes no new connection of the holder of a key for so long. */
    default void pause(Principal principal, long nanos) {}

    /** Waits until a message is there, at most this long. Connections that come and go do not end the wait. */
    void poll(int timeoutMillis);

    /** Where an endpoint is bound, with the actual port: {@code tcp://host:port}. */
    String address(Channel channel);

    /** Closes the sockets; what they took may still go out for a quarter of a second. */
    @Override
    void close();
}
