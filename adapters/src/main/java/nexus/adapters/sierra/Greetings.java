package nexus.adapters.sierra;

import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.SessionMessages.Encoding;
import nexus.adapters.sierra.dtc.SessionMessages.Heartbeat;
import nexus.adapters.sierra.dtc.SessionMessages.Logoff;
import nexus.adapters.sierra.dtc.SessionMessages.LogonRequest;

/** What we say to open, keep and close a session. */
final class Greetings {
    static final int BINARY = 0;
    private static final int PROTOCOL_VERSION = 8;
    /** Each trade by itself (0x4), in the forms with microseconds: trades as 146 (0x80000), quotes as 144 (0x100000). */
    private static final int WISHES = 0x4 | 0x80000 | 0x100000;

    private Greetings() {}

    static Message encodingRequest() {
        return Message.of(MessageType.ENCODING_REQUEST)
                .put(Encoding.PROTOCOL_VERSION, PROTOCOL_VERSION)
                .put(Encoding.ENCODING, BINARY)
                .put(Encoding.PROTOCOL_TYPE, "DTC");
    }

    static Message logon(SierraSettings settings) {
        return Message.of(MessageType.LOGON_REQUEST)
                .put(LogonRequest.PROTOCOL_VERSION, PROTOCOL_VERSION)
                .put(LogonRequest.USERNAME, settings.username())
                .put(LogonRequest.PASSWORD, settings.password())
                .put(LogonRequest.INTEGER_1, WISHES)
                .put(LogonRequest.HEARTBEAT_INTERVAL_IN_SECONDS, settings.heartbeatSeconds())
                .put(LogonRequest.TRADE_ACCOUNT, settings.account())
                .put(LogonRequest.CLIENT_NAME, "nexus-gateway");
    }

    /** @param epochSeconds now */
    static Message heartbeat(long epochSeconds) {
        return Message.of(MessageType.HEARTBEAT).put(Heartbeat.CURRENT_DATE_TIME, epochSeconds);
    }

    static Message logoff() {
        return Message.of(MessageType.LOGOFF).put(Logoff.REASON, "the adapter stops");
    }
}
