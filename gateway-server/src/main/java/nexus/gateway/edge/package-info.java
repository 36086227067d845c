/**
 * The gateway's sockets: its three endpoints on {@link nexus.gateway.port.RouterPort}s, and the operator's client.
 *
 * <p>Knows frames and connections, not messages: it never reads a field. Everything here belongs to one thread. Start
 * with {@link nexus.gateway.edge.Edge}.
 */
package nexus.gateway.edge;
