package nexus.adapters.sierra.dtc;

/** The messages that are spoken here, by their numbers. What is not among them is skipped by its length. */
public enum MessageType {
    LOGON_REQUEST(1, 284),
    LOGON_RESPONSE(2, 256),
    HEARTBEAT(3, 16),
    LOGOFF(5, 102),
    ENCODING_REQUEST(6, 16),
    ENCODING_RESPONSE(7, 16),
    MARKET_DATA_FEED_STATUS(100, 8),
    MARKET_DATA_REQUEST(101, 96),
    MARKET_DATA_REJECT(103, 104),
    MARKET_DATA_SNAPSHOT(104, 144),
    MARKET_DATA_UPDATE_TRADE(107, 40),
    MARKET_DATA_UPDATE_BID_ASK(108, 40),
    MARKET_DATA_UPDATE_TRADE_COMPACT(112, 24),
    MARKET_DATA_FEED_SYMBOL_STATUS(116, 12),
    MARKET_DATA_UPDATE_BID_ASK_COMPACT(117, 28),
    MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR(137, 40),
    MARKET_DATA_UPDATE_TRADE_NO_TIMESTAMP(142, 19),
    MARKET_DATA_UPDATE_BID_ASK_NO_TIMESTAMP(143, 24),
    MARKET_DATA_UPDATE_BID_ASK_FLOAT_WITH_MICROSECONDS(144, 32),
    MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR_2(146, 27),
    MARKET_DATA_UPDATE_TRADE_V2(147, 40),
    MARKET_DATA_UPDATE_BID_ASK_DOUBLE_WITH_MICROSECONDS(148, 48),
    CANCEL_ORDER(203, 100),
    CANCEL_REPLACE_ORDER(204, 192),
    SUBMIT_NEW_SINGLE_ORDER(208, 296),
    OPEN_ORDERS_REQUEST(300, 76),
    ORDER_UPDATE(301, 720),
    OPEN_ORDERS_REJECT(302, 104),
    HISTORICAL_ORDER_FILLS_REQUEST(303, 88),
    HISTORICAL_ORDER_FILL_RESPONSE(304, 384),
    CURRENT_POSITIONS_REQUEST(305, 40),
    POSITION_UPDATE(306, 240),
    CURRENT_POSITIONS_REJECT(307, 104),
    HISTORICAL_ORDER_FILLS_REJECT(308, 104),
    TRADE_ACCOUNTS_REQUEST(400, 8),
    TRADE_ACCOUNT_RESPONSE(401, 48),
    SECURITY_DEFINITION_FOR_SYMBOL_REQUEST(506, 88),
    SECURITY_DEFINITION_RESPONSE(507, 432),
    SECURITY_DEFINITION_REJECT(509, 104),
    USER_MESSAGE(700, 262),
    GENERAL_LOG_MESSAGE(701, 132),
    ALERT_MESSAGE(702, 164);

    private static final MessageType[] BY_NUMBER = byNumber();

    private final int number;
    private final int length;

    MessageType(int number, int length) {
        this.number = number;
        this.length = length;
    }

    private static MessageType[] byNumber() {
        MessageType[] types = new MessageType[ALERT_MESSAGE.number + 1];
        for (MessageType type : values()) {
            types[type.number] = type;
        }
        return types;
    }

    /** The type of that number; null if it is not spoken here. */
    public static MessageType of(int number) {
        return number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    public int number() {
        return number;
    }

    /** In bytes, with the head, as we write it; what we read may be shorter or longer. */
    public int length() {
        return length;
    }
}
