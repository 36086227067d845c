/**
 * MessagePack in and out: {@link nexus.journal.codec.MapReader} looks at a message in place, {@link
 * nexus.journal.codec.MapWriter} builds one, {@link nexus.journal.codec.JsonText} shows one.
 *
 * <p>Turns bytes into fields and back; touches no socket, file or clock. Reader and writer do not allocate once warm, but
 * for what they return as objects. All three are used by one thread at a time. Start with {@code MessageScan}, which says
 * what a message is.
 */
package nexus.journal.codec;
