package nexus.gateway.bench;

import java.util.Random;

/** The ticks of one symbol on one platform: the price walks at random in quarters. */
final class TickFrames {
    private static final double STEP = 0.25;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int VOLUMES = 9;

    private final TickTemplate template;
    private final double firstPrice;
    private int steps;

    TickFrames(String platform, String symbol, double firstPrice) {
        this.template = new TickTemplate(platform, symbol);
        this.firstPrice = firstPrice;
    }

    /** The next tick; borrowed until the next call. */
    byte[] next(Random random, long wallNanos) {
        int bits = random.nextInt();
        steps += Integer.signum(bits >> 30);
        return template.with(firstPrice + steps * STEP, 1 + (bits & 0xffff) % VOLUMES, wallNanos / NANOS_PER_SECOND);
    }
}
