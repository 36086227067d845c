/**
 * The life cycle of signals and orders as rows of one table: what happened, in the order of the journal, each with all
 * that links it to the rest. Start with {@link nexus.replay.events.EventRows}.
 *
 * <p>Rows are a function of the journal alone, and do not depend on where the reading began: what an order's row needs
 * from before is looked up there. Memory holds the open orders and some of the ended ones. Knows nothing of files.
 */
package nexus.replay.events;
