/**
 * What trading cost against the market as the platform showed it, order by order and for each platform and symbol, and how
 * long each step took. Positive is cost, in basis points, except for markouts, where positive is gain. Unknown is null,
 * never 0. Start with {@link nexus.replay.audit.cost.CostBook}.
 */
package nexus.replay.audit.cost;
