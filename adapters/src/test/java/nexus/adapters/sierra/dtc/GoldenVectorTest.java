package nexus.adapters.sierra.dtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nexus.adapters.sierra.dtc.AccountMessages.HistoricalOrderFillsRequest;
import nexus.adapters.sierra.dtc.AccountMessages.PositionUpdate;
import nexus.adapters.sierra.dtc.DataMessages.BidAsk;
import nexus.adapters.sierra.dtc.DataMessages.BidAskCompact;
import nexus.adapters.sierra.dtc.DataMessages.BidAskFloatMicros;
import nexus.adapters.sierra.dtc.DataMessages.BidAskNoTimestamp;
import nexus.adapters.sierra.dtc.DataMessages.Trade;
import nexus.adapters.sierra.dtc.DataMessages.TradeCompact;
import nexus.adapters.sierra.dtc.DataMessages.TradeNoTimestamp;
import nexus.adapters.sierra.dtc.DataMessages.TradeUnbundled2;
import nexus.adapters.sierra.dtc.Fields.RealField;
import nexus.adapters.sierra.dtc.Fields.TextField;
import nexus.adapters.sierra.dtc.Fields.WholeField;
import nexus.adapters.sierra.dtc.OrderMessages.CancelOrder;
import nexus.adapters.sierra.dtc.OrderMessages.CancelReplaceOrder;
import nexus.adapters.sierra.dtc.OrderMessages.OpenOrdersRequest;
import nexus.adapters.sierra.dtc.OrderMessages.OrderUpdate;
import nexus.adapters.sierra.dtc.OrderMessages.SubmitNewSingleOrder;
import nexus.adapters.sierra.dtc.SessionMessages.Encoding;
import nexus.adapters.sierra.dtc.SessionMessages.Heartbeat;
import nexus.adapters.sierra.dtc.SessionMessages.Logoff;
import nexus.adapters.sierra.dtc.SessionMessages.LogonRequest;
import nexus.adapters.sierra.dtc.SessionMessages.LogonResponse;
import nexus.adapters.sierra.dtc.SymbolMessages.MarketDataReject;
import nexus.adapters.sierra.dtc.SymbolMessages.MarketDataRequest;
import nexus.adapters.sierra.dtc.SymbolMessages.MarketDataSnapshot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each message of the vectors: written from the values of its title it is those bytes, and read it gives those values. */
class GoldenVectorTest {
    private static GoldenVectors vectors;
    private static final Set<String> SEEN = new HashSet<>();

    /** A message being written, which is read back field by field. */
    private static final class Expected {
        private final String title;
        private final Message written;
        private final Message read;
        private final List<Runnable> checks = new ArrayList<>();

        private Expected(String title, MessageType type) {
            byte[] golden = vectors.titled(title);
            SEEN.add(title);
            this.title = title;
            this.written = Message.of(type);
            this.read = Message.read(golden);
            assertThat(read.type()).as(title).isEqualTo(type);
        }

        private Expected is(WholeField field, long value) {
            written.put(field, value);
            checks.add(() ->
                    assertThat(read.whole(field)).as("%s %s", title, field).isEqualTo(value));
            return this;
        }

        private Expected is(TextField field, String value) {
            written.put(field, value);
            checks.add(
                    () -> assertThat(read.text(field)).as("%s %s", title, field).isEqualTo(value));
            return this;
        }

        private Expected is(RealField field, String value) {
            written.put(field, Double.parseDouble(value));
            checks.add(() -> assertThat(read.decimal(field))
                    .as("%s %s", title, field)
                    .isEqualByComparingTo(new BigDecimal(value)));
            return this;
        }

        private Expected unset(RealField field) {
            written.put(field, Double.MAX_VALUE);
            checks.add(() ->
                    assertThat(read.decimal(field)).as("%s %s", title, field).isNull());
            return this;
        }

        private void holds() {
            assertThat(written.toBytes()).as(title).isEqualTo(read.toBytes());
            checks.forEach(Runnable::run);
        }
    }

    @BeforeAll
    static void load() throws IOException {
        vectors = GoldenVectors.load();
    }

    @AfterAll
    static void noneIsLeftOut() {
        assertThat(SEEN).hasSize(vectors.count());
    }

    private static Expected expect(String title, MessageType type) {
        return new Expected(title, type);
    }

    @Test
    void encodings() {
        encoding("ENCODING_REQUEST v8 binary", MessageType.ENCODING_REQUEST, 0);
        encoding("ENCODING_REQUEST v8 json", MessageType.ENCODING_REQUEST, 2);
        encoding("ENCODING_RESPONSE v8 binary", MessageType.ENCODING_RESPONSE, 0);
    }

    private static void encoding(String title, MessageType type, int encoding) {
        expect(title, type)
                .is(Encoding.PROTOCOL_VERSION, 8)
                .is(Encoding.ENCODING, encoding)
                .is(Encoding.PROTOCOL_TYPE, "DTC")
                .holds();
    }

    @Test
    void logonRequest() {
        expect("LOGON_REQUEST", MessageType.LOGON_REQUEST)
                .is(LogonRequest.PROTOCOL_VERSION, 8)
                .is(LogonRequest.USERNAME, "user1")
                .is(LogonRequest.PASSWORD, "pass1")
                .is(LogonRequest.GENERAL_TEXT_DATA, "gt")
                .is(LogonRequest.HEARTBEAT_INTERVAL_IN_SECONDS, 10)
                .is(LogonRequest.TRADE_ACCOUNT, "Sim1")
                .is(LogonRequest.HARDWARE_IDENTIFIER, "hw")
                .is(LogonRequest.CLIENT_NAME, "nexus-gateway")
                .holds();
    }

    @Test
    void logonResponse() {
        expect("LOGON_RESPONSE", MessageType.LOGON_RESPONSE)
                .is(LogonResponse.PROTOCOL_VERSION, 8)
                .is(LogonResponse.RESULT, 1)
                .is(LogonResponse.RESULT_TEXT, "Logon OK")
                .is(LogonResponse.SERVER_NAME, "TestServer")
                .is(LogonResponse.TRADING_IS_SUPPORTED, 1)
                .is(LogonResponse.OCO_ORDERS_SUPPORTED, 1)
                .is(LogonResponse.ORDER_CANCEL_REPLACE_SUPPORTED, 1)
                .is(LogonResponse.SYMBOL_EXCHANGE_DELIMITER, "-")
                .is(LogonResponse.SECURITY_DEFINITIONS_SUPPORTED, 1)
                .is(LogonResponse.RESUBSCRIBE_WHEN_MARKET_DATA_FEED_AVAILABLE, 1)
                .is(LogonResponse.MARKET_DEPTH_IS_SUPPORTED, 1)
                .is(LogonResponse.ONE_HISTORICAL_PRICE_DATA_REQUEST_PER_CONNECTION, 1)
                .is(LogonResponse.BRACKET_ORDERS_SUPPORTED, 1)
                .is(LogonResponse.MARKET_DATA_SUPPORTED, 1)
                .holds();
    }

    @Test
    void heartbeatAndLogoff() {
        expect("HEARTBEAT", MessageType.HEARTBEAT)
                .is(Heartbeat.NUM_DROPPED_MESSAGES, 3)
                .is(Heartbeat.CURRENT_DATE_TIME, 1_700_000_000)
                .holds();
        expect("LOGOFF", MessageType.LOGOFF)
                .is(Logoff.REASON, "bye")
                .is(Logoff.DO_NOT_RECONNECT, 1)
                .holds();
    }

    @Test
    void marketDataRequestAndReject() {
        expect("MARKET_DATA_REQUEST", MessageType.MARKET_DATA_REQUEST)
                .is(MarketDataRequest.REQUEST_ACTION, 1)
                .is(MarketDataRequest.SYMBOL_ID, 7)
                .is(MarketDataRequest.SYMBOL, "NQH25-CME")
                .holds();
        expect("MARKET_DATA_REJECT", MessageType.MARKET_DATA_REJECT)
                .is(MarketDataReject.SYMBOL_ID, 7)
                .is(MarketDataReject.REJECT_TEXT, "not allowed")
                .holds();
    }

    @Test
    void snapshot() {
        expect("MARKET_DATA_SNAPSHOT", MessageType.MARKET_DATA_SNAPSHOT)
                .is(MarketDataSnapshot.SYMBOL_ID, 7)
                .unset(MarketDataSnapshot.SESSION_SETTLEMENT_PRICE)
                .is(MarketDataSnapshot.SESSION_OPEN_PRICE, "21000.25")
                .is(MarketDataSnapshot.SESSION_HIGH_PRICE, "21100")
                .is(MarketDataSnapshot.SESSION_LOW_PRICE, "20900.5")
                .is(MarketDataSnapshot.SESSION_VOLUME, "12345")
                .is(MarketDataSnapshot.SESSION_NUM_TRADES, 678)
                .is(MarketDataSnapshot.OPEN_INTEREST, 4_294_967_295L)
                .is(MarketDataSnapshot.BID_PRICE, "21050.25")
                .is(MarketDataSnapshot.BID_QUANTITY, "3")
                .is(MarketDataSnapshot.ASK_PRICE, "21050.5")
                .is(MarketDataSnapshot.ASK_QUANTITY, "4")
                .is(MarketDataSnapshot.LAST_TRADE_PRICE, "21050.5")
                .is(MarketDataSnapshot.LAST_TRADE_VOLUME, "2")
                .is(MarketDataSnapshot.LAST_TRADE_DATE_TIME, "1700000000.125")
                .is(MarketDataSnapshot.BID_ASK_DATE_TIME, "1700000000.25")
                .is(MarketDataSnapshot.TRADING_SESSION_DATE, 1_699_920_000)
                .is(MarketDataSnapshot.TRADING_STATUS, 2)
                .holds();
    }

    @Test
    void trades() {
        expect("MARKET_DATA_UPDATE_TRADE id", MessageType.MARKET_DATA_UPDATE_TRADE)
                .is(Trade.SYMBOL_ID, 7)
                .is(Trade.AT_BID_OR_ASK, 2)
                .is(Trade.PRICE, "21050.5")
                .is(Trade.VOLUME, "2")
                .is(Trade.DATE_TIME, "1700000000.125")
                .holds();
        expect("MARKET_DATA_UPDATE_TRADE_COMPACT", MessageType.MARKET_DATA_UPDATE_TRADE_COMPACT)
                .is(TradeCompact.SYMBOL_ID, 7)
                .is(TradeCompact.AT_BID_OR_ASK, 1)
                .is(TradeCompact.PRICE, "21050.25")
                .is(TradeCompact.VOLUME, "1")
                .is(TradeCompact.DATE_TIME, 1_700_000_000)
                .holds();
        expect(
                        "MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR_2",
                        MessageType.MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR_2)
                .is(TradeUnbundled2.SYMBOL_ID, 7)
                .is(TradeUnbundled2.AT_BID_OR_ASK, 2)
                .is(TradeUnbundled2.PRICE, "21050.5")
                .is(TradeUnbundled2.VOLUME, 2)
                .is(TradeUnbundled2.DATE_TIME, 1_700_000_000_125_000L)
                .is(TradeUnbundled2.UNBUNDLED_TRADE_INDICATOR, 1)
                .holds();
        expect("MARKET_DATA_UPDATE_TRADE_NO_TIMESTAMP", MessageType.MARKET_DATA_UPDATE_TRADE_NO_TIMESTAMP)
                .is(TradeNoTimestamp.SYMBOL_ID, 7)
                .is(TradeNoTimestamp.AT_BID_OR_ASK, 1)
                .is(TradeNoTimestamp.PRICE, "21050.25")
                .is(TradeNoTimestamp.VOLUME, 5)
                .holds();
    }

    @Test
    void quotes() {
        expect("MARKET_DATA_UPDATE_BID_ASK id", MessageType.MARKET_DATA_UPDATE_BID_ASK)
                .is(BidAsk.SYMBOL_ID, 7)
                .is(BidAsk.BID_PRICE, "21050.25")
                .is(BidAsk.BID_QUANTITY, "3")
                .is(BidAsk.ASK_PRICE, "21050.5")
                .is(BidAsk.ASK_QUANTITY, "4")
                .is(BidAsk.DATE_TIME, 1_700_000_000)
                .holds();
        expect("MARKET_DATA_UPDATE_BID_ASK_COMPACT", MessageType.MARKET_DATA_UPDATE_BID_ASK_COMPACT)
                .is(BidAskCompact.SYMBOL_ID, 7)
                .is(BidAskCompact.BID_PRICE, "21050.25")
                .is(BidAskCompact.BID_QUANTITY, "3")
                .is(BidAskCompact.ASK_PRICE, "21050.5")
                .is(BidAskCompact.ASK_QUANTITY, "4")
                .is(BidAskCompact.DATE_TIME, 1_700_000_000)
                .holds();
        expect("MARKET_DATA_UPDATE_BID_ASK_NO_TIMESTAMP", MessageType.MARKET_DATA_UPDATE_BID_ASK_NO_TIMESTAMP)
                .is(BidAskNoTimestamp.SYMBOL_ID, 7)
                .is(BidAskNoTimestamp.BID_PRICE, "21050.25")
                .is(BidAskNoTimestamp.BID_QUANTITY, 3)
                .is(BidAskNoTimestamp.ASK_PRICE, "21050.5")
                .is(BidAskNoTimestamp.ASK_QUANTITY, 4)
                .holds();
        expect(
                        "MARKET_DATA_UPDATE_BID_ASK_FLOAT_WITH_MICROSECONDS",
                        MessageType.MARKET_DATA_UPDATE_BID_ASK_FLOAT_WITH_MICROSECONDS)
                .is(BidAskFloatMicros.SYMBOL_ID, 7)
                .is(BidAskFloatMicros.BID_PRICE, "21050.25")
                .is(BidAskFloatMicros.BID_QUANTITY, "3")
                .is(BidAskFloatMicros.ASK_PRICE, "21050.5")
                .is(BidAskFloatMicros.ASK_QUANTITY, "4")
                .is(BidAskFloatMicros.DATE_TIME, 1_700_000_000_125_000L)
                .holds();
    }

    @Test
    void newOrder() {
        expect("SUBMIT_NEW_SINGLE_ORDER", MessageType.SUBMIT_NEW_SINGLE_ORDER)
                .is(SubmitNewSingleOrder.SYMBOL, "NQH25-CME")
                .is(SubmitNewSingleOrder.TRADE_ACCOUNT, "Sim1")
                .is(SubmitNewSingleOrder.CLIENT_ORDER_ID, "nx-0001")
                .is(SubmitNewSingleOrder.ORDER_TYPE, 2)
                .is(SubmitNewSingleOrder.BUY_SELL, 1)
                .is(SubmitNewSingleOrder.PRICE1, "21050.25")
                .is(SubmitNewSingleOrder.QUANTITY, "2")
                .is(SubmitNewSingleOrder.TIME_IN_FORCE, 1)
                .is(SubmitNewSingleOrder.IS_AUTOMATED_ORDER, 1)
                .is(SubmitNewSingleOrder.FREE_FORM_TEXT, "nexus")
                .holds();
    }

    @Test
    void cancelAndReplace() {
        expect("CANCEL_ORDER", MessageType.CANCEL_ORDER)
                .is(CancelOrder.SERVER_ORDER_ID, "12345")
                .is(CancelOrder.CLIENT_ORDER_ID, "nx-0001")
                .is(CancelOrder.TRADE_ACCOUNT, "Sim1")
                .holds();
        expect("CANCEL_REPLACE_ORDER", MessageType.CANCEL_REPLACE_ORDER)
                .is(CancelReplaceOrder.SERVER_ORDER_ID, "12345")
                .is(CancelReplaceOrder.CLIENT_ORDER_ID, "nx-0001")
                .is(CancelReplaceOrder.PRICE1, "21049.75")
                .is(CancelReplaceOrder.PRICE1_IS_SET, 1)
                .is(CancelReplaceOrder.PRICE2_IS_SET, 0)
                .is(CancelReplaceOrder.QUANTITY, "1")
                .is(CancelReplaceOrder.TRADE_ACCOUNT, "Sim1")
                .holds();
    }

    @Test
    void orderUpdate() {
        expect("ORDER_UPDATE", MessageType.ORDER_UPDATE)
                .is(OrderUpdate.REQUEST_ID, 0)
                .is(OrderUpdate.TOTAL_NUM_MESSAGES, 1)
                .is(OrderUpdate.MESSAGE_NUMBER, 1)
                .is(OrderUpdate.SYMBOL, "NQH25-CME")
                .is(OrderUpdate.SERVER_ORDER_ID, "12345")
                .is(OrderUpdate.CLIENT_ORDER_ID, "nx-0001")
                .is(OrderUpdate.EXCHANGE_ORDER_ID, "X1")
                .is(OrderUpdate.ORDER_STATUS, 7)
                .is(OrderUpdate.ORDER_UPDATE_REASON, 4)
                .is(OrderUpdate.ORDER_TYPE, 2)
                .is(OrderUpdate.BUY_SELL, 1)
                .is(OrderUpdate.PRICE1, "21050.25")
                .unset(OrderUpdate.PRICE2)
                .is(OrderUpdate.TIME_IN_FORCE, 1)
                .is(OrderUpdate.ORDER_QUANTITY, "2")
                .is(OrderUpdate.FILLED_QUANTITY, "2")
                .is(OrderUpdate.REMAINING_QUANTITY, "0")
                .is(OrderUpdate.AVERAGE_FILL_PRICE, "21050.25")
                .is(OrderUpdate.LAST_FILL_PRICE, "21050.25")
                .is(OrderUpdate.LAST_FILL_DATE_TIME, 1_700_000_000_125L)
                .is(OrderUpdate.LAST_FILL_QUANTITY, "2")
                .is(OrderUpdate.LAST_FILL_EXECUTION_ID, "E1")
                .is(OrderUpdate.TRADE_ACCOUNT, "Sim1")
                .is(OrderUpdate.INFO_TEXT, "ok")
                .is(OrderUpdate.LATEST_TRANSACTION_DATE_TIME, "1700000000.125")
                .holds();
    }

    @Test
    void requestsForOrdersAndFills() {
        expect("OPEN_ORDERS_REQUEST", MessageType.OPEN_ORDERS_REQUEST)
                .is(OpenOrdersRequest.REQUEST_ID, 5)
                .is(OpenOrdersRequest.REQUEST_ALL_ORDERS, 1)
                .is(OpenOrdersRequest.TRADE_ACCOUNT, "Sim1")
                .holds();
        expect("HISTORICAL_ORDER_FILLS_REQUEST", MessageType.HISTORICAL_ORDER_FILLS_REQUEST)
                .is(HistoricalOrderFillsRequest.REQUEST_ID, 6)
                .is(HistoricalOrderFillsRequest.NUMBER_OF_DAYS, 1)
                .is(HistoricalOrderFillsRequest.TRADE_ACCOUNT, "Sim1")
                .holds();
    }

    @Test
    void position() {
        expect("POSITION_UPDATE", MessageType.POSITION_UPDATE)
                .is(PositionUpdate.TOTAL_NUMBER_MESSAGES, 1)
                .is(PositionUpdate.MESSAGE_NUMBER, 1)
                .is(PositionUpdate.SYMBOL, "NQH25-CME")
                .is(PositionUpdate.QUANTITY, "-2")
                .is(PositionUpdate.AVERAGE_PRICE, "21050.25")
                .is(PositionUpdate.TRADE_ACCOUNT, "Sim1")
                .is(PositionUpdate.UNSOLICITED, 1)
                .holds();
    }
}
