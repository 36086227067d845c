package nexus.adapters.orders;

import java.util.concurrent.TimeUnit;
import nexus.adapters.link.PlatformLink;

/**
 * When the gateway first hears of an adapter: once the platform takes orders, so that none comes before; or after a while
 * without it, so that an order is answered by a reject that says what is wrong there. For one thread.
 */
public final class Registration {
    /** Enough for a platform that is there, in nanoseconds. */
    public static final long USUAL_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final PlatformLink link;
    private final long patienceNanos;
    private final long beganNanos;
    private boolean started;

    /**
     * @param link not started
     * @param patienceNanos how long the platform is waited for
     * @param nowNanos by the clock of {@link #pass}
     */
    public Registration(PlatformLink link, long patienceNanos, long nowNanos) {
        this.link = link;
        this.patienceNanos = patienceNanos;
        this.beganNanos = nowNanos;
    }

    /**
     * Starts the link when it is time.
     *
     * @param whyClosed why the platform takes no orders, or null
     */
    public void pass(long nowNanos, String whyClosed) {
        if (!started && (whyClosed == null || nowNanos - beganNanos >= patienceNanos)) {
            started = true;
            link.start();
        }
    }
}
