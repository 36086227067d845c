/**
 * What was earned: executions and prices in, positions, profit and closed round trips out. Exact, in decimals.
 *
 * <p>Sees the router's views of what it counted, and records; no command. Start with {@link
 * nexus.replay.profit.ProfitBook}; the rules are in {@link nexus.replay.profit.Account}.
 */
package nexus.replay.profit;
