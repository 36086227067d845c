package nexus.replay.feed;

/** Messages in order, in objects that are used again and again. */
final class MessageQueue {
    private FedMessage[] ring = new FedMessage[64];
    private long head;
    private long tail;

    boolean isEmpty() {
        return head == tail;
    }

    /** Where the next message will be; counts from the beginning. */
    long tail() {
        return tail;
    }

    /** Where the oldest message is. */
    long head() {
        return head;
    }

    /** The message at a place from {@link #head} to before {@link #tail}. */
    FedMessage at(long place) {
        return ring[(int) place & (ring.length - 1)];
    }

    /** A message behind all others, to be filled. */
    FedMessage add() {
        if (tail - head == ring.length) {
            grow();
        }
        int slot = (int) tail & (ring.length - 1);
        if (ring[slot] == null) {
            ring[slot] = new FedMessage();
        }
        tail++;
        return ring[slot];
    }

    private void grow() {
        FedMessage[] larger = new FedMessage[2 * ring.length];
        for (long place = head; place < tail; place++) {
            larger[(int) place & (larger.length - 1)] = at(place);
        }
        ring = larger;
    }

    /** Removes the oldest message. */
    void skip() {
        head++;
    }

    /**
     * Removes the oldest message, which is the caller's from now on.
     *
     * @param spare is used in its stead
     */
    FedMessage take(FedMessage spare) {
        int slot = (int) head & (ring.length - 1);
        FedMessage oldest = ring[slot];
        ring[slot] = spare;
        head++;
        return oldest;
    }

    /** Removes all messages. */
    void clear() {
        head = tail;
    }
}
