package nexus.adapters.sierra.dtc;

import static nexus.adapters.sierra.dtc.Fields.i32;
import static nexus.adapters.sierra.dtc.Fields.i64;
import static nexus.adapters.sierra.dtc.Fields.text;
import static nexus.adapters.sierra.dtc.Fields.u32;
import static nexus.adapters.sierra.dtc.Fields.u8;

import nexus.adapters.sierra.dtc.Fields.TextField;
import nexus.adapters.sierra.dtc.Fields.WholeField;

/**
 * What opens, keeps and closes a connection. Offsets in bytes from the first of the message;
 * times since the epoch in the unit beside them.
 */
public final class SessionMessages {
    private SessionMessages() {}

    /** ENCODING_REQUEST, type 6, and ENCODING_RESPONSE, type 7, 16 bytes: always in binary, before all else. */
    public static final class Encoding {
        public static final WholeField PROTOCOL_VERSION = i32(4);
        public static final WholeField ENCODING = i32(8);
        public static final TextField PROTOCOL_TYPE = text(12, 4);

        private Encoding() {}
    }

    /** LOGON_REQUEST, type 1, 284 bytes: who we are. */
    public static final class LogonRequest {
        public static final WholeField PROTOCOL_VERSION = i32(4);
        public static final TextField USERNAME = text(8, 32);
        public static final TextField PASSWORD = text(40, 32);
        public static final TextField GENERAL_TEXT_DATA = text(72, 64);
        public static final WholeField INTEGER_1 = i32(136);
        public static final WholeField INTEGER_2 = i32(140);
        public static final WholeField HEARTBEAT_INTERVAL_IN_SECONDS = i32(144);
        public static final WholeField UNUSED1 = i32(148);
        public static final TextField TRADE_ACCOUNT = text(152, 32);
        public static final TextField HARDWARE_IDENTIFIER = text(184, 64);
        public static final TextField CLIENT_NAME = text(248, 32);
        public static final WholeField MARKET_DATA_TRANSMISSION_INTERVAL = i32(280);

        private LogonRequest() {}
    }

    /** LOGON_RESPONSE, type 2, 256 bytes: whether we may, and what the server can do. */
    public static final class LogonResponse {
        public static final WholeField PROTOCOL_VERSION = i32(4);
        public static final WholeField RESULT = i32(8);
        public static final TextField RESULT_TEXT = text(12, 96);
        public static final TextField RECONNECT_ADDRESS = text(108, 64);
        public static final WholeField INTEGER_1 = i32(172);
        public static final TextField SERVER_NAME = text(176, 60);
        public static final WholeField MARKET_DEPTH_UPDATES_BEST_BID_AND_ASK = u8(236);
        public static final WholeField TRADING_IS_SUPPORTED = u8(237);
        public static final WholeField OCO_ORDERS_SUPPORTED = u8(238);
        public static final WholeField ORDER_CANCEL_REPLACE_SUPPORTED = u8(239);
        public static final TextField SYMBOL_EXCHANGE_DELIMITER = text(240, 4);
        public static final WholeField SECURITY_DEFINITIONS_SUPPORTED = u8(244);
        public static final WholeField HISTORICAL_PRICE_DATA_SUPPORTED = u8(245);
        public static final WholeField RESUBSCRIBE_WHEN_MARKET_DATA_FEED_AVAILABLE = u8(246);
        public static final WholeField MARKET_DEPTH_IS_SUPPORTED = u8(247);
        public static final WholeField ONE_HISTORICAL_PRICE_DATA_REQUEST_PER_CONNECTION = u8(248);
        public static final WholeField BRACKET_ORDERS_SUPPORTED = u8(249);
        public static final WholeField UNUSED_1 = u8(250);
        public static final WholeField USES_MULTIPLE_POSITIONS_PER_SYMBOL_AND_TRADE_ACCOUNT = u8(251);
        public static final WholeField MARKET_DATA_SUPPORTED = u8(252);

        private LogonResponse() {}
    }

    /** HEARTBEAT, type 3, 16 bytes: from both sides. */
    public static final class Heartbeat {
        public static final WholeField NUM_DROPPED_MESSAGES = u32(4);
        public static final WholeField CURRENT_DATE_TIME = i64(8); // seconds

        private Heartbeat() {}
    }

    /** LOGOFF, type 5, 102 bytes: from either side, before it closes. */
    public static final class Logoff {
        public static final TextField REASON = text(4, 96);
        public static final WholeField DO_NOT_RECONNECT = u8(100);

        private Logoff() {}
    }

    /** All messages that refuse a request, types 302, 307, 308 and 509, 104 bytes. */
    public static final class RequestReject {
        public static final WholeField REQUEST_ID = i32(4);
        public static final TextField REJECT_TEXT = text(8, 96);

        private RequestReject() {}
    }

    /** GENERAL_LOG_MESSAGE, type 701, 132 bytes, and ALERT_MESSAGE, type 702, 164 bytes: for people. */
    public static final class Notice {
        public static final TextField MESSAGE_TEXT = text(4, 128);

        private Notice() {}
    }

    /** USER_MESSAGE, type 700, 262 bytes: for people. */
    public static final class UserMessage {
        public static final TextField USER_MESSAGE = text(4, 256);

        private UserMessage() {}
    }
}
