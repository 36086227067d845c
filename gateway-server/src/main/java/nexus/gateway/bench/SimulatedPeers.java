package nexus.gateway.bench;

/**
 * Everybody on the other side of the gateway. They outlive it.
 *
 * @param orders the books of them all
 * @param totalTicks how many ticks there are to be
 * @param totalOrders how many orders there are to be, before the last of the ticks
 */
record SimulatedPeers(
        SimulatedPlatforms platforms,
        SimulatedNexus nexus,
        FollowerWatch watch,
        SimulatedOrders orders,
        TickTimes tickTimes,
        long totalTicks,
        int totalOrders) {
    /** The share of the ticks over which the orders are spread. */
    private static final double ORDERED_BY = 0.97;

    /**
     * When a run of the gateway ends.
     *
     * @param tick after so many ticks, counted from the first run's
     * @param atRest not before everything has been said, answered and read
     */
    record Until(long tick, boolean atRest) {}

    /** How many orders ought to have been asked for by now. */
    int ordersDue() {
        double share = totalTicks == 0 ? 1 : platforms.ticksSent() / (ORDERED_BY * totalTicks);
        return (int) Math.min(totalOrders, Math.ceil(share * totalOrders));
    }

    /** Whether nobody has anything left to say or to read; NEXUS is up then, and stays. */
    boolean isQuiet() {
        nexus.stay();
        return nexus.isUp() && nexus.isQuiet() && platforms.isQuiet();
    }

    /** The gateway is gone. */
    void disconnected() {
        nexus.disconnected();
        watch.disconnected();
    }
}
