/**
 * The command {@code backtest}: a strategy trades recorded or given ticks through the live router, in simulated time, and
 * what comes of it is an ordinary journal. Start with {@link nexus.replay.backtest.Backtest}.
 *
 * <p>This is the one place in the replay tool that writes a journal and snapshots, and only into the new folder that {@code
 * --out} names. {@link nexus.replay.backtest.StrategyLoader} is the one place that may load classes from elsewhere.
 */
package nexus.replay.backtest;
