/**
 * The journal on disk: append, read forward and back, seek, check; and what guards its folder. Chronicle Queue is seen
 * here only.
 *
 * <p>Knows bytes and records, not messages. Start with {@link nexus.journal.store.JournalRecord}, then {@code
 * RecordFormat}, where the layout is drawn, then {@link nexus.journal.store.JournalWriter} and {@link
 * nexus.journal.store.JournalReader}.
 *
 * <p>Chronicle Queue appends. Reading is our own, through mappings that cannot write ({@code DayFile}, {@code DayIndex},
 * {@code Day}): Chronicle's tailer may write index entries, opens for writing on Windows, waits for headers that a dead
 * writer left half-made, and follows whatever positions a damaged file holds. It uses the index that Chronicle keeps, as
 * a hint which the record found must prove.
 */
package nexus.journal.store;
