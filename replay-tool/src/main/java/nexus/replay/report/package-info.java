/**
 * The trading report over a journal, as text, JSON and one page, and the command {@code report}. Start with {@link
 * nexus.replay.report.TradingReport}.
 *
 * <p>Runs the router over the journal and keeps accounts behind it; its memory does not grow with the journal: what is
 * listed has an end, and curves are thinned.
 */
package nexus.replay.report;
