package nexus.adapters.link;

import java.util.List;
import java.util.Objects;

/**
 * How a link behaves. Start from {@link #of} and change what differs.
 *
 * @param endpoint of the gateway, {@code tcp://host:port}
 * @param platform the name to register under
 * @param version of the client program
 * @param client name of the client program
 * @param capabilities {@code order_status}, {@code cancel}
 * @param v0 whether to speak v0 alone: registers once without version, sends no acks, no refs and no exec ids
 * @param resendSeconds fills and other order events of so many seconds before a disconnect are sent again, 0–3600
 * @param maxOrderEvents order events kept while there is no connection, at least 1
 * @param maxTicks ticks that wait for the socket, at least 1
 * @param backoffSeed of the jitter between attempts to connect
 * @param keys for an endpoint that takes registered keys only; else null
 */
public record LinkSettings(
        String endpoint,
        String platform,
        String version,
        String client,
        List<String> capabilities,
        boolean v0,
        int resendSeconds,
        int maxOrderEvents,
        int maxTicks,
        long backoffSeed,
        LinkKeys keys) {
    public LinkSettings {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(client, "client");
        capabilities = List.copyOf(capabilities);
        if (platform.isBlank()) {
            throw new IllegalArgumentException("platform: want a name");
        }
        requireWithin("resendSeconds", resendSeconds, 0, 3_600);
        requireWithin("maxOrderEvents", maxOrderEvents, 1, Integer.MAX_VALUE);
        requireWithin("maxTicks", maxTicks, 1, Integer.MAX_VALUE);
    }

    private static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ": want " + least + " to " + most);
        }
    }

    /** A client that answers status requests and cancels, with 30 s, 100,000 events and 8,192 ticks. */
    public static LinkSettings of(String endpoint, String platform) {
        return new LinkSettings(
                endpoint,
                platform,
                "1",
                "nexus-link",
                List.of("order_status", "cancel"),
                false,
                30,
                100_000,
                8_192,
                platform.hashCode(),
                null);
    }

    /** The same, as another client program. */
    public LinkSettings asClient(String clientName, String clientVersion) {
        return new LinkSettings(
                endpoint,
                platform,
                clientVersion,
                clientName,
                capabilities,
                v0,
                resendSeconds,
                maxOrderEvents,
                maxTicks,
                backoffSeed,
                keys);
    }

    /** The same, speaking v0 alone or not. */
    public LinkSettings withV0(boolean v0Alone) {
        return new LinkSettings(
                endpoint,
                platform,
                version,
                client,
                capabilities,
                v0Alone,
                resendSeconds,
                maxOrderEvents,
                maxTicks,
                backoffSeed,
                keys);
    }

    /** The same with other limits on what is kept. */
    public LinkSettings keeping(int orderEvents, int ticks, int secondsToResend) {
        return new LinkSettings(
                endpoint,
                platform,
                version,
                client,
                capabilities,
                v0,
                secondsToResend,
                orderEvents,
                ticks,
                backoffSeed,
                keys);
    }

    /** The same, with keys for an endpoint that asks for them; null for none. */
    public LinkSettings withKeys(LinkKeys proof) {
        return new LinkSettings(
                endpoint,
                platform,
                version,
                client,
                capabilities,
                v0,
                resendSeconds,
                maxOrderEvents,
                maxTicks,
                backoffSeed,
                proof);
    }
}
