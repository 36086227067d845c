package nexus.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place to listen at.
 *
 * @param host an IPv4 address, an IPv6 address in brackets, a host name (never resolved here), or {@code *} for all
 * @param port 0–65535; 0 takes a free one
 */
record Endpoint(String host, int port) {
    /** The rule in words, to follow "must be". */
    static final String RULE =
            "tcp://host:port; the host an IPv4 address, a host name, an IPv6 address in brackets, or *"
                    + " for all; the port 0 to 65535";

    private static final Pattern FORM = Pattern.compile("tcp://(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:/]+):(0|[1-9][0-9]{0,4})");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    /** The last label has a letter, or a mistyped IPv4 address would pass for a name. */
    private static final Pattern HOST_NAME = Pattern.compile("(" + LABEL + "\\.)*(?=[^.]*[A-Za-z])" + LABEL);

    private static final int MAX_HOST_LENGTH = 253;
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code tcp://host:port}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    static Endpoint parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !isHost(matcher.group(1)) || Integer.parseInt(matcher.group(2)) > MAX_PORT) {
            throw new IllegalArgumentException(text + " — must be " + RULE);
        }
        return new Endpoint(matcher.group(1).toLowerCase(Locale.ROOT), Integer.parseInt(matcher.group(2)));
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return isIpv6(host);
        }
        return host.equals("*")
                || IPV4.matcher(host).matches()
                || (host.length() <= MAX_HOST_LENGTH && HOST_NAME.matcher(host).matches());
    }

    private static boolean isIpv6(String literal) {
        try {
            return literal(literal).getAddress().length > 0;
        } catch (UnknownHostException refused) {
            return false;
        }
    }

    /** Only for addresses in digits: a name would be looked up. */
    private static InetAddress literal(String address) throws UnknownHostException {
        return InetAddress.getByName(address);
    }

    boolean isLoopback() {
        if (!host.startsWith("[")) {
            return host.equals("localhost") || (IPV4.matcher(host).matches() && host.startsWith("127."));
        }
        try {
            return literal(host).isLoopbackAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("accepted as IPv6 before: " + host, impossible);
        }
    }

    /** Whether the two may compete for one port, as far as can be told without resolving names. */
    boolean collidesWith(Endpoint other) {
        return port != 0
                && port == other.port
                && (host.equals(other.host)
                        || isWildcard()
                        || other.isWildcard()
                        || (isLoopback() && other.isLoopback()));
    }

    private boolean isWildcard() {
        return host.equals("*") || host.equals("0.0.0.0") || host.equals("[::]");
    }
}
