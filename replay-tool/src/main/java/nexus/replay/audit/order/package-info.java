/**
 * The orders of a journal as its records tell of them, and what is found in their lives: fills that do not fit, totals that
 * do not add up, answers that never came. Counts for itself: of the router it takes only which orders a signal became, what
 * operators and restarts did to them, and what names mean. Start with {@link nexus.replay.audit.order.OrderAudit}.
 */
package nexus.replay.audit.order;
