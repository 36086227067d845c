package nexus.adapters.sierra;

import java.io.IOException;

/** Where a DTC server listens. */
record ServerAddress(String host, int port) {
    /**
     * Reads {@code host:port} or {@code host}, as a server gives it.
     *
     * @throws IOException if it is neither: one line for people
     */
    static ServerAddress parse(String text, int standardPort) throws IOException {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        try {
            int port = colon < 0 ? standardPort : Integer.parseInt(text.substring(colon + 1));
            if (host.isEmpty() || port < 1 || port > 65_535) {
                throw new IOException("\"" + text + "\" is no address");
            }
            return new ServerAddress(host, port);
        } catch (NumberFormatException e) {
            throw new IOException("\"" + text + "\" is no address", e);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
