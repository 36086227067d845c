/**
 * The journal on disk: append, read forward and back, seek, check. Chronicle Queue is seen here only.
 *
 * <p>Knows bytes and records, not messages. Start with {@link nexus.journal.store.JournalRecord}, then {@code
 * RecordFormat}, where the layout is drawn.
 */
package nexus.journal.store;
