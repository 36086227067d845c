package nexus.replay.backtest;

/** A backtest that cannot be done as it was asked for. The message says why, and what to do. */
public final class BacktestException extends Exception {
    private static final long serialVersionUID = 1L;

    BacktestException(String message) {
        super(message);
    }

    BacktestException(String message, Throwable cause) {
        super(message, cause);
    }
}
