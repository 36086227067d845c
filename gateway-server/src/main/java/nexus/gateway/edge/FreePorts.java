package nexus.gateway.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import nexus.config.EdgeConfig;
import nexus.gateway.port.CannotBindException;
import nexus.gateway.port.Channel;

/**
 * Finds out whether the endpoints can be bound, and leaves them free: a start that must fail can so fail before it has
 * written anything. What is free now may still be taken by the time of {@link SocketEdge#open}.
 */
public final class FreePorts {
    private static final String SCHEME = "tcp://";
    private static final String WILDCARD = "*";

    private FreePorts() {}

    /**
     * Returns if all three can be bound at once; one with port 0 always can.
     *
     * @throws CannotBindException for the first that cannot
     */
    public static void require(EdgeConfig config) throws IOException {
        List<ServerSocket> probes = new ArrayList<>();
        try {
            for (Channel channel : Channel.values()) {
                ServerSocket probe = new ServerSocket();
                probes.add(probe);
                bind(probe, channel, channel.endpoint(config));
            }
        } finally {
            for (ServerSocket probe : probes) {
                probe.close();
            }
        }
    }

    private static void bind(ServerSocket probe, Channel channel, String endpoint) throws CannotBindException {
        int colon = endpoint.lastIndexOf(':');
        String host = endpoint.substring(SCHEME.length(), colon);
        int port = Integer.parseInt(endpoint.substring(colon + 1));
        if (port == 0) {
            return;
        }
        try {
            probe.bind(host.equals(WILDCARD) ? new InetSocketAddress(port) : new InetSocketAddress(host, port), 1);
        } catch (IOException e) {
            throw String.valueOf(e.getMessage()).contains("in use")
                    ? CannotBindException.taken(endpoint, channel, e)
                    : CannotBindException.notOurs(endpoint, channel, e);
        }
    }
}
