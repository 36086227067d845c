/**
 * The sockets: what arrives, from whom, who came and went; what is to be sent, to whom, and whether the socket took it.
 * JeroMQ is seen here only.
 *
 * <p>Knows frames and connections, not messages: it never reads a field. Everything here belongs to one thread. Start
 * with {@link nexus.gateway.edge.Edge}, then {@link nexus.gateway.edge.RouterPort}.
 */
package nexus.gateway.edge;
