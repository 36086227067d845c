package nexus.adapters.fix;

import java.nio.file.Path;

/**
 * One FIX session.
 *
 * @param senderCompId ours
 * @param targetCompId the counterparty's
 * @param senderSubId empty if the counterparty wants none
 * @param targetSubId empty if the counterparty wants none
 * @param username in the Logon; empty for none
 * @param password in the Logon; empty for none
 * @param heartbeatSeconds 1–3600; the counterparty is taken for dead after about 2.4 of them without a word
 * @param resetOnLogon whether both sides begin at 1 with each logon; otherwise the numbers go on, also across restarts
 * @param tls how the connection is encrypted; null for not at all
 * @param hours when the session is open; null for always
 */
public record FixSessionSettings(
        String host,
        int port,
        String senderCompId,
        String targetCompId,
        String senderSubId,
        String targetSubId,
        String username,
        String password,
        int heartbeatSeconds,
        boolean resetOnLogon,
        Tls tls,
        Hours hours) {

    /**
     * TLS; the certificate must be of the host that was asked for.
     *
     * @param trustStore whom to trust, a key store; null for whom Java trusts
     * @param password the key store's
     */
    public record Tls(Path trustStore, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "TLS, trusting " + (trustStore == null ? "whom Java trusts" : trustStore);
        }
    }

    /**
     * A session that begins anew each day: the numbers begin at 1 then.
     *
     * @param start such as {@code 17:05:00}
     * @param end such as {@code 16:55:00}
     * @param zone such as {@code America/New_York}
     */
    public record Hours(String start, String end, String zone) {
        public Hours {
            requireTime(start);
            requireTime(end);
        }

        private static void requireTime(String time) {
            if (!time.matches("([01]\\d|2[0-3])(:[0-5]\\d){2}")) {
                throw new IllegalArgumentException(time + " is no time of day: want such as 17:05:00");
            }
        }
    }

    public FixSessionSettings {
        requireText("host", host);
        requireText("sender", senderCompId);
        requireText("target", targetCompId);
        if (port < 1 || port > 65_535 || heartbeatSeconds < 1 || heartbeatSeconds > 3_600) {
            throw new IllegalArgumentException(
                    "port " + port + ", heartbeat " + heartbeatSeconds + " s: want a port and 1 to 3600 s");
        }
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is empty");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return senderCompId + slash(senderSubId) + " -> " + targetCompId + slash(targetSubId) + " at " + host + ":"
                + port;
    }

    private static String slash(String subId) {
        return subId.isEmpty() ? "" : "/" + subId;
    }
}
