/** Strategies to begin with: each shows one thing, none makes money. */
package nexus.replay.backtest.example;
