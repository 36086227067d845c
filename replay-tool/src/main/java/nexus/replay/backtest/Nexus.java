package nexus.replay.backtest;

import java.util.Optional;
import nexus.gateway.router.Output;

/** Who stands where NEXUS stands. What it wants to say it puts into {@link Messages}. */
interface Nexus extends AutoCloseable {
    /**
     * A message for NEXUS. Does not throw: what goes wrong is told by {@link #failure}, and nothing more is heard then.
     *
     * @param output borrowed
     * @param timeNanos the simulated time
     */
    void take(Output output, long timeNanos);

    /** Why it cannot go on, if so. */
    Optional<BacktestException> failure();

    /** Nothing more comes; returns when it has all. */
    void finish();

    @Override
    void close();
}
