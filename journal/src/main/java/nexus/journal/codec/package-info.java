/**
 * MessagePack in and out: {@link nexus.journal.codec.MapReader} looks at a message in place, {@link
 * nexus.journal.codec.MapWriter} builds one.
 *
 * <p>Turns bytes into fields and back; touches no socket, file or clock. Neither class allocates once warm.
 */
package nexus.journal.codec;
