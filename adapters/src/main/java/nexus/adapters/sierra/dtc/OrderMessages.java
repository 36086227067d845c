package nexus.adapters.sierra.dtc;

import static nexus.adapters.sierra.dtc.Fields.f64;
import static nexus.adapters.sierra.dtc.Fields.i32;
import static nexus.adapters.sierra.dtc.Fields.i64;
import static nexus.adapters.sierra.dtc.Fields.text;
import static nexus.adapters.sierra.dtc.Fields.u8;

import nexus.adapters.sierra.dtc.Fields.RealField;
import nexus.adapters.sierra.dtc.Fields.TextField;
import nexus.adapters.sierra.dtc.Fields.WholeField;

/**
 * Orders and what becomes of them. Offsets in bytes from the first of the message;
 * times since the epoch in the unit beside them.
 */
public final class OrderMessages {
    private OrderMessages() {}

    /** SUBMIT_NEW_SINGLE_ORDER, type 208, 296 bytes: a new order. Newer revisions have 304. */
    public static final class SubmitNewSingleOrder {
        public static final TextField SYMBOL = text(4, 64);
        public static final TextField EXCHANGE = text(68, 16);
        public static final TextField TRADE_ACCOUNT = text(84, 32);
        public static final TextField CLIENT_ORDER_ID = text(116, 32);
        public static final WholeField ORDER_TYPE = i32(148);
        public static final WholeField BUY_SELL = i32(152);
        public static final RealField PRICE1 = f64(160);
        public static final RealField PRICE2 = f64(168);
        public static final RealField QUANTITY = f64(176);
        public static final WholeField TIME_IN_FORCE = i32(184);
        public static final WholeField GOOD_TILL_DATE_TIME = i64(192); // seconds
        public static final WholeField IS_AUTOMATED_ORDER = u8(200);
        public static final WholeField IS_PARENT_ORDER = u8(201);
        public static final TextField FREE_FORM_TEXT = text(202, 48);
        public static final WholeField OPEN_OR_CLOSE = i32(252);
        public static final RealField MAX_SHOW_QUANTITY = f64(256);
        public static final TextField PRICE1_AS_STRING = text(264, 16);
        public static final TextField PRICE2_AS_STRING = text(280, 16);
        public static final RealField INTENDED_POSITION_QUANTITY = f64(296);

        private SubmitNewSingleOrder() {}
    }

    /** CANCEL_ORDER, type 203, 100 bytes: cancels what is open of an order. */
    public static final class CancelOrder {
        public static final TextField SERVER_ORDER_ID = text(4, 32);
        public static final TextField CLIENT_ORDER_ID = text(36, 32);
        public static final TextField TRADE_ACCOUNT = text(68, 32);

        private CancelOrder() {}
    }

    /** CANCEL_REPLACE_ORDER, type 204, 192 bytes: changes a working order. */
    public static final class CancelReplaceOrder {
        public static final TextField SERVER_ORDER_ID = text(4, 32);
        public static final TextField CLIENT_ORDER_ID = text(36, 32);
        public static final RealField PRICE1 = f64(72);
        public static final RealField PRICE2 = f64(80);
        public static final RealField QUANTITY = f64(88);
        public static final WholeField PRICE1_IS_SET = u8(96);
        public static final WholeField PRICE2_IS_SET = u8(97);
        public static final WholeField UNUSED = i32(100);
        public static final WholeField TIME_IN_FORCE = i32(104);
        public static final WholeField GOOD_TILL_DATE_TIME = i64(112); // seconds
        public static final WholeField UPDATE_PRICE1_OFFSET_TO_PARENT = u8(120);
        public static final TextField TRADE_ACCOUNT = text(121, 32);
        public static final TextField PRICE1_AS_STRING = text(153, 16);
        public static final TextField PRICE2_AS_STRING = text(169, 16);

        private CancelReplaceOrder() {}
    }

    /** OPEN_ORDERS_REQUEST, type 300, 76 bytes: asks for the open orders, each answered by an ORDER_UPDATE. */
    public static final class OpenOrdersRequest {
        public static final WholeField REQUEST_ID = i32(4);
        public static final WholeField REQUEST_ALL_ORDERS = i32(8);
        public static final TextField SERVER_ORDER_ID = text(12, 32);
        public static final TextField TRADE_ACCOUNT = text(44, 32);

        private OpenOrdersRequest() {}
    }

    /** ORDER_UPDATE, type 301, 720 bytes: any change of an order, and the answer to OPEN_ORDERS_REQUEST. */
    public static final class OrderUpdate {
        public static final WholeField REQUEST_ID = i32(4);
        public static final WholeField TOTAL_NUM_MESSAGES = i32(8);
        public static final WholeField MESSAGE_NUMBER = i32(12);
        public static final TextField SYMBOL = text(16, 64);
        public static final TextField EXCHANGE = text(80, 16);
        public static final TextField PREVIOUS_SERVER_ORDER_ID = text(96, 32);
        public static final TextField SERVER_ORDER_ID = text(128, 32);
        public static final TextField CLIENT_ORDER_ID = text(160, 32);
        public static final TextField EXCHANGE_ORDER_ID = text(192, 32);
        public static final WholeField ORDER_STATUS = i32(224);
        public static final WholeField ORDER_UPDATE_REASON = i32(228);
        public static final WholeField ORDER_TYPE = i32(232);
        public static final WholeField BUY_SELL = i32(236);
        public static final RealField PRICE1 = f64(240);
        public static final RealField PRICE2 = f64(248);
        public static final WholeField TIME_IN_FORCE = i32(256);
        public static final WholeField GOOD_TILL_DATE_TIME = i64(264); // seconds
        public static final RealField ORDER_QUANTITY = f64(272);
        public static final RealField FILLED_QUANTITY = f64(280);
        public static final RealField REMAINING_QUANTITY = f64(288);
        public static final RealField AVERAGE_FILL_PRICE = f64(296);
        public static final RealField LAST_FILL_PRICE = f64(304);
        public static final WholeField LAST_FILL_DATE_TIME = i64(312); // milliseconds
        public static final RealField LAST_FILL_QUANTITY = f64(320);
        public static final TextField LAST_FILL_EXECUTION_ID = text(328, 64);
        public static final TextField TRADE_ACCOUNT = text(392, 32);
        public static final TextField INFO_TEXT = text(424, 96);
        public static final WholeField NO_ORDERS = u8(520);
        public static final TextField PARENT_SERVER_ORDER_ID = text(521, 32);
        public static final TextField OCO_LINKED_ORDER_SERVER_ORDER_ID = text(553, 32);
        public static final WholeField OPEN_OR_CLOSE = i32(588);
        public static final TextField PREVIOUS_CLIENT_ORDER_ID = text(592, 32);
        public static final TextField FREE_FORM_TEXT = text(624, 48);
        public static final WholeField ORDER_RECEIVED_DATE_TIME = i64(672); // milliseconds
        public static final RealField LATEST_TRANSACTION_DATE_TIME = f64(680); // seconds
        public static final TextField USERNAME = text(688, 32);

        private OrderUpdate() {}
    }
}
