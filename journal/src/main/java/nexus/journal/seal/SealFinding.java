package nexus.journal.seal;

/**
 * Something that is not as it was sealed.
 *
 * @param number of the entry that shows it; 0 if none does
 * @param firstBad the first record that is, or may be, concerned: all before it are proved as far as this finding goes
 * @param file the journal file, as {@code run folder/file}; empty where it is not about one
 * @param text what, for people
 */
public record SealFinding(SealFault fault, long number, long firstBad, String file, String text) {}
