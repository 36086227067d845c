package nexus.gateway.clock;

/** Somebody who may know how far the clock is from UTC. */
public interface ClockSource {
    /** For people: {@code chrony}. */
    String name();

    /**
     * Asks. May take seconds.
     *
     * @throws ClockUnavailableException if there is no answer, in one line
     * @throws InterruptedException if this thread is to end
     */
    ClockReading read() throws ClockUnavailableException, InterruptedException;
}
