/**
 * The port on which a NEXUS connects to the replay tool: the only sockets here, and they bind. Knows connections and
 * bytes, never reads a field. Everything belongs to one thread. Start with {@link nexus.replay.nexus.NexusPort}.
 */
package nexus.replay.nexus;
