/**
 * The side of the gateway's wire that every platform adapter stands on: connect, register, stay alive, reconnect, and
 * hand orders over exactly once.
 *
 * <p>Knows the wire protocol and no platform. Sees the vocabulary and the codec, nothing else of ours. Start with
 * {@link nexus.adapters.link.PlatformLink}; {@link nexus.adapters.link.DealerLoop} is the thread and the socket below it.
 */
package nexus.adapters.link;
