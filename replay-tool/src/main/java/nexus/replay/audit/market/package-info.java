/**
 * The market as each platform showed it: quotes and trades of each of its symbols, of which only the last seconds are kept;
 * and the check of fills against it (F06). Start with {@link nexus.replay.audit.market.Markets}.
 */
package nexus.replay.audit.market;
