package nexus.adapters.sierra.dtc;

import static nexus.adapters.sierra.dtc.Fields.f32;
import static nexus.adapters.sierra.dtc.Fields.f64;
import static nexus.adapters.sierra.dtc.Fields.i64;
import static nexus.adapters.sierra.dtc.Fields.i8;
import static nexus.adapters.sierra.dtc.Fields.u16;
import static nexus.adapters.sierra.dtc.Fields.u32;
import static nexus.adapters.sierra.dtc.Fields.u8;

import nexus.adapters.sierra.dtc.Fields.RealField;
import nexus.adapters.sierra.dtc.Fields.WholeField;

/**
 * Trades and best bid and ask, in all the forms that servers choose from. Offsets in bytes from the first of the message;
 * times since the epoch in the unit beside them.
 */
public final class DataMessages {
    private DataMessages() {}

    /** MARKET_DATA_UPDATE_TRADE, type 107, 40 bytes: not sent by Sierra Chart itself. */
    public static final class Trade {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final WholeField AT_BID_OR_ASK = u16(8);
        public static final RealField PRICE = f64(16);
        public static final RealField VOLUME = f64(24);
        public static final RealField DATE_TIME = f64(32); // seconds

        private Trade() {}
    }

    /** MARKET_DATA_UPDATE_TRADE_COMPACT, type 112, 24 bytes: a trade. */
    public static final class TradeCompact {
        public static final RealField PRICE = f32(4);
        public static final RealField VOLUME = f32(8);
        public static final WholeField DATE_TIME = u32(12); // seconds
        public static final WholeField SYMBOL_ID = u32(16);
        public static final WholeField AT_BID_OR_ASK = u16(20);

        private TradeCompact() {}
    }

    /** MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR, type 137, 40 bytes: a trade or part of one. */
    public static final class TradeUnbundled {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final WholeField AT_BID_OR_ASK = u8(8);
        public static final WholeField UNBUNDLED_TRADE_INDICATOR = i8(9);
        public static final WholeField TRADE_CONDITION = u8(10);
        public static final WholeField RESERVE_1 = u8(11);
        public static final WholeField RESERVE_2 = u32(12);
        public static final RealField PRICE = f64(16);
        public static final WholeField VOLUME = u32(24);
        public static final WholeField RESERVE_3 = u32(28);
        public static final RealField DATE_TIME = f64(32); // seconds

        private TradeUnbundled() {}
    }

    /** MARKET_DATA_UPDATE_TRADE_NO_TIMESTAMP, type 142, 19 bytes: packed. */
    public static final class TradeNoTimestamp {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final RealField PRICE = f32(8);
        public static final WholeField VOLUME = u32(12);
        public static final WholeField AT_BID_OR_ASK = u8(16);
        public static final WholeField UNBUNDLED_TRADE_INDICATOR = i8(17);
        public static final WholeField TRADE_CONDITION = i8(18);

        private TradeNoTimestamp() {}
    }

    /** MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR_2, type 146, 27 bytes: packed. */
    public static final class TradeUnbundled2 {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final RealField PRICE = f32(8);
        public static final WholeField VOLUME = u32(12);
        public static final WholeField DATE_TIME = i64(16); // microseconds
        public static final WholeField AT_BID_OR_ASK = u8(24);
        public static final WholeField UNBUNDLED_TRADE_INDICATOR = i8(25);
        public static final WholeField TRADE_CONDITION = i8(26);

        private TradeUnbundled2() {}
    }

    /** MARKET_DATA_UPDATE_TRADE_V2, type 147, 40 bytes: not sent by Sierra Chart itself. */
    public static final class TradeV2 {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final RealField PRICE = f64(8);
        public static final RealField VOLUME = f64(16);
        public static final WholeField DATE_TIME = i64(24); // microseconds
        public static final WholeField AT_BID_OR_ASK = u8(32);
        public static final WholeField UNBUNDLED_TRADE_INDICATOR = i8(33);
        public static final WholeField TRADE_CONDITION = u8(34);

        private TradeV2() {}
    }

    /** MARKET_DATA_UPDATE_BID_ASK, type 108, 40 bytes: not sent by Sierra Chart itself. */
    public static final class BidAsk {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final RealField BID_PRICE = f64(8);
        public static final RealField BID_QUANTITY = f32(16);
        public static final RealField ASK_PRICE = f64(24);
        public static final RealField ASK_QUANTITY = f32(32);
        public static final WholeField DATE_TIME = u32(36); // seconds

        private BidAsk() {}
    }

    /** MARKET_DATA_UPDATE_BID_ASK_COMPACT, type 117, 28 bytes: best bid and ask. */
    public static final class BidAskCompact {
        public static final RealField BID_PRICE = f32(4);
        public static final RealField BID_QUANTITY = f32(8);
        public static final RealField ASK_PRICE = f32(12);
        public static final RealField ASK_QUANTITY = f32(16);
        public static final WholeField DATE_TIME = u32(20); // seconds
        public static final WholeField SYMBOL_ID = u32(24);

        private BidAskCompact() {}
    }

    /** MARKET_DATA_UPDATE_BID_ASK_NO_TIMESTAMP, type 143, 24 bytes: best bid and ask. */
    public static final class BidAskNoTimestamp {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final RealField BID_PRICE = f32(8);
        public static final WholeField BID_QUANTITY = u32(12);
        public static final RealField ASK_PRICE = f32(16);
        public static final WholeField ASK_QUANTITY = u32(20);

        private BidAskNoTimestamp() {}
    }

    /** MARKET_DATA_UPDATE_BID_ASK_FLOAT_WITH_MICROSECONDS, type 144, 32 bytes: best bid and ask. */
    public static final class BidAskFloatMicros {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final RealField BID_PRICE = f32(8);
        public static final RealField BID_QUANTITY = f32(12);
        public static final RealField ASK_PRICE = f32(16);
        public static final RealField ASK_QUANTITY = f32(20);
        public static final WholeField DATE_TIME = i64(24); // microseconds

        private BidAskFloatMicros() {}
    }

    /** MARKET_DATA_UPDATE_BID_ASK_DOUBLE_WITH_MICROSECONDS, type 148, 48 bytes: not sent by Sierra Chart itself. */
    public static final class BidAskDoubleMicros {
        public static final WholeField SYMBOL_ID = u32(4);
        public static final RealField BID_PRICE = f64(8);
        public static final RealField BID_QUANTITY = f64(16);
        public static final RealField ASK_PRICE = f64(24);
        public static final RealField ASK_QUANTITY = f64(32);
        public static final WholeField DATE_TIME = i64(40); // microseconds

        private BidAskDoubleMicros() {}
    }
}
