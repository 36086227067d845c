package nexus.adapters.sierra.dtc;

import static nexus.adapters.sierra.dtc.Fields.f32;
import static nexus.adapters.sierra.dtc.Fields.f64;
import static nexus.adapters.sierra.dtc.Fields.i32;
import static nexus.adapters.sierra.dtc.Fields.i64;
import static nexus.adapters.sierra.dtc.Fields.i8;
import static nexus.adapters.sierra.dtc.Fields.text;
import static nexus.adapters.sierra.dtc.Fields.u32;
import static nexus.adapters.sierra.dtc.Fields.u8;

import nexus.adapters.sierra.dtc.Fields.RealField;
import nexus.adapters.sierra.dtc.Fields.TextField;
import nexus.adapters.sierra.dtc.Fields.WholeField;

/**
 * Symbols and their data. Offsets in bytes from the first of the message;
 * times since the epoch in the unit beside them.
 */
public final class SymbolMessages {
    private SymbolMessages() {}

    /** SECURITY_DEFINITION_FOR_SYMBOL_REQUEST, type 506, 88 bytes: asks what a symbol is. */
    public static final class SecurityDefinitionRequest {
        public static final WholeField REQUEST_ID = i32(4);
        public static final TextField SYMBOL = text(8, 64);
        public static final TextField EXCHANGE = text(72, 16);

        private SecurityDefinitionRequest() {}
    }

    /** SECURITY_DEFINITION_RESPONSE, type 507, 432 bytes: what a symbol is. */
    public static final class SecurityDefinition {
        public static final WholeField REQUEST_ID = i32(4);
        public static final TextField SYMBOL = text(8, 64);
        public static final TextField EXCHANGE = text(72, 16);
        public static final WholeField SECURITY_TYPE = i32(88);
        public static final TextField DESCRIPTION = text(92, 64);
        public static final RealField MIN_PRICE_INCREMENT = f32(156);
        public static final WholeField PRICE_DISPLAY_FORMAT = i32(160);
        public static final RealField CURRENCY_VALUE_PER_INCREMENT = f32(164);
        public static final WholeField IS_FINAL_MESSAGE = u8(168);
        public static final RealField FLOAT_TO_INT_PRICE_MULTIPLIER = f32(172);
        public static final RealField INT_TO_FLOAT_PRICE_DIVISOR = f32(176);
        public static final TextField UNDERLYING_SYMBOL = text(180, 32);
        public static final WholeField UPDATES_BID_ASK_ONLY = u8(212);
        public static final RealField STRIKE_PRICE = f32(216);
        public static final WholeField PUT_OR_CALL = u8(220);
        public static final WholeField SHORT_INTEREST = u32(224);
        public static final WholeField SECURITY_EXPIRATION_DATE = u32(228); // seconds
        public static final RealField BUY_ROLLOVER_INTEREST = f32(232);
        public static final RealField SELL_ROLLOVER_INTEREST = f32(236);
        public static final RealField EARNINGS_PER_SHARE = f32(240);
        public static final WholeField SHARES_OUTSTANDING = u32(244);
        public static final RealField INT_TO_FLOAT_QUANTITY_DIVISOR = f32(248);
        public static final WholeField HAS_MARKET_DEPTH_DATA = u8(252);
        public static final RealField DISPLAY_PRICE_MULTIPLIER = f32(256);
        public static final TextField EXCHANGE_SYMBOL = text(260, 64);
        public static final RealField INITIAL_MARGIN_REQUIREMENT = f32(324);
        public static final RealField MAINTENANCE_MARGIN_REQUIREMENT = f32(328);
        public static final TextField CURRENCY = text(332, 8);
        public static final RealField CONTRACT_SIZE = f32(340);
        public static final WholeField OPEN_INTEREST = u32(344);
        public static final WholeField ROLLOVER_DATE = u32(348); // seconds
        public static final WholeField IS_DELAYED = u8(352);
        public static final WholeField SECURITY_IDENTIFIER = i64(360);
        public static final TextField PRODUCT_IDENTIFIER = text(368, 64);

        private SecurityDefinition() {}
    }

    /** MARKET_DATA_REQUEST, type 101, 96 bytes: subscribes, or ends it. */
    public static final class MarketDataRequest {
        public static final WholeField REQUEST_ACTION = i32(4);
        public static final WholeField SYMBOL_ID = u32(8);
        public static final TextField SYMBOL = text(12, 64);
        public static final TextField EXCHANGE = text(76, 16);
        public static final WholeField INTERVAL_FOR_SNAPSHOT_UPDATES_IN_MILLISECONDS = u32(92);

        private MarketDataRequest() {}
    }

    /** MARKET_DATA_REJECT, type 103, 104 bytes: no data of that symbol. */
    public static final class MarketDataReject {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final TextField REJECT_TEXT = text(8, 96);

        private MarketDataReject() {}
    }

    /** MARKET_DATA_FEED_STATUS, type 100, 8 bytes: whether there is market data at all. */
    public static final class FeedStatus {
        public static final WholeField STATUS = i32(4);

        private FeedStatus() {}
    }

    /** MARKET_DATA_FEED_SYMBOL_STATUS, type 116, 12 bytes: whether there is data of one symbol. */
    public static final class FeedSymbolStatus {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final WholeField STATUS = i32(8);

        private FeedSymbolStatus() {}
    }

    /** MARKET_DATA_SNAPSHOT, type 104, 144 bytes: how a symbol stands when it is subscribed. */
    public static final class MarketDataSnapshot {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final RealField SESSION_SETTLEMENT_PRICE = f64(8);
        public static final RealField SESSION_OPEN_PRICE = f64(16);
        public static final RealField SESSION_HIGH_PRICE = f64(24);
        public static final RealField SESSION_LOW_PRICE = f64(32);
        public static final RealField SESSION_VOLUME = f64(40);
        public static final WholeField SESSION_NUM_TRADES = u32(48);
        public static final WholeField OPEN_INTEREST = u32(52);
        public static final RealField BID_PRICE = f64(56);
        public static final RealField ASK_PRICE = f64(64);
        public static final RealField ASK_QUANTITY = f64(72);
        public static final RealField BID_QUANTITY = f64(80);
        public static final RealField LAST_TRADE_PRICE = f64(88);
        public static final RealField LAST_TRADE_VOLUME = f64(96);
        public static final RealField LAST_TRADE_DATE_TIME = f64(104); // seconds
        public static final RealField BID_ASK_DATE_TIME = f64(112); // seconds
        public static final WholeField SESSION_SETTLEMENT_DATE_TIME = u32(120); // seconds
        public static final WholeField TRADING_SESSION_DATE = u32(124); // seconds
        public static final WholeField TRADING_STATUS = i8(128);
        public static final RealField MARKET_DEPTH_UPDATE_DATE_TIME = f64(136); // seconds

        private MarketDataSnapshot() {}
    }
}
