/**
 * Bound ROUTER sockets: what arrives, from whom, who came and went; what is to be sent, to whom, and whether the socket
 * took it.
 *
 * <p>Binds and never connects, so that the replay tool may have it too. Knows frames and connections, not messages: it
 * never reads a field. Everything here belongs to one thread. Start with {@link nexus.gateway.port.RouterPort}.
 */
package nexus.gateway.port;
