package nexus.replay.backtest;

import java.util.ArrayDeque;

/** What NEXUS has said and the router has not taken yet, in order. */
final class Messages {
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

    /** @param message its own from now on */
    void add(byte[] message) {
        waiting.add(message);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The oldest, which is taken out. */
    byte[] take() {
        return waiting.remove();
    }
}
