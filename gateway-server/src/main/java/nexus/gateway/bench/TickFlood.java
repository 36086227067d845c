package nexus.gateway.bench;

import java.io.IOException;

/** As many ticks as the server takes: some are always under way, never more than a window. */
final class TickFlood {
    private static final int MAX_BATCH = 256;
    private static final ClientPair.Events NO_ORDERS = orderId -> {
        throw new IOException("order " + orderId + " is filled, and none was sent");
    };

    private TickFlood() {}

    /**
     * Sends ticks and waits until all have arrived. Answers {@code nanos}, from the first sent to the last arrived.
     *
     * @param window how many may be under way
     */
    static Answer run(ClientPair pair, int count, int window) throws IOException {
        TickStream ticks = pair.ticks();
        long lastTick = ticks.made() + count;
        long begin = System.nanoTime();
        while (ticks.arrived() < lastTick) {
            long due = Math.min(lastTick - ticks.made(), window - ticks.underWay());
            int sent = (int) Math.min(due, MAX_BATCH);
            for (int i = 0; i < sent; i++) {
                pair.sendTick();
            }
            if (pair.takeAtNexus(MAX_BATCH, NO_ORDERS) + sent == 0) {
                pair.awaitAtNexus(NO_ORDERS);
            }
        }
        return new Answer().put("nanos", System.nanoTime() - begin);
    }
}
