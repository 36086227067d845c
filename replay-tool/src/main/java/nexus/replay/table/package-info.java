/**
 * Tables as files: a schema, a row that is filled again and again, writers of rows in several formats, and the manifest
 * that says what was written. Start with {@link nexus.replay.table.Schema} and {@link nexus.replay.table.RowWriter}.
 *
 * <p>A file appears under its name when it is whole and on the disk, never before. The same rows give the same bytes:
 * nothing here asks for the time, the locale or the machine. Knows nothing of orders; sees of the journal
 * only what files need, and never the router.
 */
package nexus.replay.table;
