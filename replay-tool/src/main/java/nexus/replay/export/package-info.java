/**
 * The journal as files for other programs and for people: the command {@code export}, and the writers of CSV and JSON
 * Lines. Start with {@link nexus.replay.export.ExportRun}.
 *
 * <p>Only reads the journal; nothing is written under its own name before it is whole. Memory does not grow with the
 * journal.
 */
package nexus.replay.export;
