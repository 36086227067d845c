package nexus.replay.backtest.ticks;

/** Market data that is not what it should be. The message says where, what and what to do. */
public final class TickException extends Exception {
    private static final long serialVersionUID = 1L;

    public TickException(String message) {
        super(message);
    }
}
