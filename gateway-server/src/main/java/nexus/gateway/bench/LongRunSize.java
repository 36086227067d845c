package nexus.gateway.bench;

/**
 * How long the long run is.
 *
 * @param ticks at least 1,000
 * @param orders at least 0
 * @param days simulated ones, over which ticks and orders are spread; at least 1
 */
public record LongRunSize(long ticks, int orders, int days) {
    public LongRunSize {
        if (ticks < 1_000 || orders < 0 || days < 1) {
            throw new IllegalArgumentException(
                    "a long run has 1,000 ticks and 1 day at least, and 0 orders or more: not " + ticks + " ticks, "
                            + orders + " orders, " + days + " days");
        }
    }
}
