/**
 * The vocabulary: message types, keys, codes and record kinds, each named once.
 *
 * <p>Sees nothing of ours. Start with {@link nexus.journal.message.RecordKind}, then {@link
 * nexus.journal.message.Keys}.
 */
package nexus.journal.message;
