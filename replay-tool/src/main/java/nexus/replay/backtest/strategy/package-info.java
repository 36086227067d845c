/**
 * What a backtested strategy is and sees: the only package that a strategy of one's own needs. Start with {@link
 * nexus.replay.backtest.strategy.Strategy}.
 */
package nexus.replay.backtest.strategy;
