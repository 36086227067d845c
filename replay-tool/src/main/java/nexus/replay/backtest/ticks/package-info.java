/**
 * Where a backtest's market data comes from: CSV files or a recorded journal, as one stream of what platforms did, in order
 * of time. Start with {@link nexus.replay.backtest.ticks.PlatformInputs}.
 *
 * <p>The CSV reader is our own because of speed: it parses numbers from the bytes to scaled integers, without a string per
 * cell, which no library does; and market data needs no quoting, so that a quote is an error here.
 */
package nexus.replay.backtest.ticks;
