package nexus.adapters.sierra.dtc;

import static nexus.adapters.sierra.dtc.Fields.f64;
import static nexus.adapters.sierra.dtc.Fields.i32;
import static nexus.adapters.sierra.dtc.Fields.i64;
import static nexus.adapters.sierra.dtc.Fields.text;
import static nexus.adapters.sierra.dtc.Fields.u32;
import static nexus.adapters.sierra.dtc.Fields.u8;

import nexus.adapters.sierra.dtc.Fields.RealField;
import nexus.adapters.sierra.dtc.Fields.TextField;
import nexus.adapters.sierra.dtc.Fields.WholeField;

/**
 * Executions, positions and trade accounts. Offsets in bytes from the first of the message;
 * times since the epoch in the unit beside them.
 */
public final class AccountMessages {
    private AccountMessages() {}

    /** HISTORICAL_ORDER_FILLS_REQUEST, type 303, 88 bytes: asks for past executions. */
    public static final class HistoricalOrderFillsRequest {
        public static final WholeField REQUEST_ID = i32(4);
        public static final TextField SERVER_ORDER_ID = text(8, 32);
        public static final WholeField NUMBER_OF_DAYS = i32(40);
        public static final TextField TRADE_ACCOUNT = text(44, 32);
        public static final WholeField START_DATE_TIME = i64(80); // seconds

        private HistoricalOrderFillsRequest() {}
    }

    /** HISTORICAL_ORDER_FILL_RESPONSE, type 304, 384 bytes: one past execution. Newer revisions have 480. */
    public static final class HistoricalOrderFillResponse {
        public static final WholeField REQUEST_ID = i32(4);
        public static final WholeField TOTAL_NUMBER_MESSAGES = i32(8);
        public static final WholeField MESSAGE_NUMBER = i32(12);
        public static final TextField SYMBOL = text(16, 64);
        public static final TextField EXCHANGE = text(80, 16);
        public static final TextField SERVER_ORDER_ID = text(96, 32);
        public static final WholeField BUY_SELL = i32(128);
        public static final RealField PRICE = f64(136);
        public static final WholeField DATE_TIME = i64(144); // seconds
        public static final RealField QUANTITY = f64(152);
        public static final TextField UNIQUE_EXECUTION_ID = text(160, 64);
        public static final TextField TRADE_ACCOUNT = text(224, 32);
        public static final WholeField OPEN_CLOSE = i32(256);
        public static final WholeField NO_ORDER_FILLS = u8(260);
        public static final TextField INFO_TEXT = text(261, 96);
        public static final RealField HIGH_PRICE_DURING_POSITION = f64(360);
        public static final RealField LOW_PRICE_DURING_POSITION = f64(368);
        public static final RealField POSITION_QUANTITY = f64(376);
        public static final TextField USERNAME = text(384, 32);
        public static final TextField EXCHANGE_ORDER_ID = text(416, 32);
        public static final TextField SENDER_SUB_ID = text(448, 32);

        private HistoricalOrderFillResponse() {}
    }

    /** CURRENT_POSITIONS_REQUEST, type 305, 40 bytes: asks for the positions. */
    public static final class CurrentPositionsRequest {
        public static final WholeField REQUEST_ID = i32(4);
        public static final TextField TRADE_ACCOUNT = text(8, 32);

        private CurrentPositionsRequest() {}
    }

    /** POSITION_UPDATE, type 306, 240 bytes: one position, asked for or changed. */
    public static final class PositionUpdate {
        public static final WholeField REQUEST_ID = i32(4);
        public static final WholeField TOTAL_NUMBER_MESSAGES = i32(8);
        public static final WholeField MESSAGE_NUMBER = i32(12);
        public static final TextField SYMBOL = text(16, 64);
        public static final TextField EXCHANGE = text(80, 16);
        public static final RealField QUANTITY = f64(96);
        public static final RealField AVERAGE_PRICE = f64(104);
        public static final TextField POSITION_IDENTIFIER = text(112, 32);
        public static final TextField TRADE_ACCOUNT = text(144, 32);
        public static final WholeField NO_POSITIONS = u8(176);
        public static final WholeField UNSOLICITED = u8(177);
        public static final RealField MARGIN_REQUIREMENT = f64(184);
        public static final WholeField ENTRY_DATE_TIME = u32(192); // seconds
        public static final RealField OPEN_PROFIT_LOSS = f64(200);
        public static final RealField HIGH_PRICE_DURING_POSITION = f64(208);
        public static final RealField LOW_PRICE_DURING_POSITION = f64(216);
        public static final RealField QUANTITY_LIMIT = f64(224);
        public static final RealField MAX_POTENTIAL_POSTION_QUANTITY = f64(232);

        private PositionUpdate() {}
    }

    /** TRADE_ACCOUNTS_REQUEST, type 400, 8 bytes: asks for the accounts. */
    public static final class TradeAccountsRequest {
        public static final WholeField REQUEST_ID = i32(4);

        private TradeAccountsRequest() {}
    }

    /** TRADE_ACCOUNT_RESPONSE, type 401, 48 bytes: one account. */
    public static final class TradeAccountResponse {
        public static final WholeField TOTAL_NUMBER_MESSAGES = i32(4);
        public static final WholeField MESSAGE_NUMBER = i32(8);
        public static final TextField TRADE_ACCOUNT = text(12, 32);
        public static final WholeField REQUEST_ID = i32(44);

        private TradeAccountResponse() {}
    }
}
