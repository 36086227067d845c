package nexus.adapters.fix;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.Side;
import nexus.adapters.link.TimeInForce;
import nexus.adapters.orders.StoredOrder;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.MsgType;
import quickfix.field.OrdType;
import quickfix.field.OrderID;
import quickfix.field.OrderQty;
import quickfix.field.OrigClOrdID;
import quickfix.field.Price;
import quickfix.field.StopPx;
import quickfix.field.Symbol;
import quickfix.field.TransactTime;

/** What we say about orders. */
final class OrderMessages {
    private final FixSettings settings;

    OrderMessages(FixSettings settings) {
        this.settings = settings;
    }

    /** NewOrderSingle; its ClOrdID is the order's ref. */
    Message newOrder(OrderRequest order, FixSymbol symbol, long epochNanos) {
        Message message = of(MsgType.ORDER_SINGLE, symbol, order);
        put(message, settings.orderFields());
        message.setString(ClOrdID.FIELD, order.ref());
        describe(message, order, epochNanos);
        message.setChar(OrdType.FIELD, ordType(order.type()));
        if (order.limitPrice() != null) {
            message.setDecimal(Price.FIELD, order.limitPrice());
        }
        if (order.stopPrice() != null) {
            message.setDecimal(StopPx.FIELD, order.stopPrice());
        }
        message.setChar(quickfix.field.TimeInForce.FIELD, timeInForce(order.timeInForce()));
        return message;
    }

    /** OrderCancelRequest, under a ClOrdID of its own. */
    Message cancel(StoredOrder order, String clOrdId, FixSymbol symbol, long epochNanos) {
        Message message = of(MsgType.ORDER_CANCEL_REQUEST, symbol, order.request());
        message.setString(ClOrdID.FIELD, clOrdId);
        message.setString(OrigClOrdID.FIELD, order.ref());
        if (order.platformId() != null) {
            message.setString(OrderID.FIELD, order.platformId());
        }
        describe(message, order.request(), epochNanos);
        return message;
    }

    /** OrderStatusRequest. */
    Message statusRequest(StoredOrder order, FixSymbol symbol) {
        Message message = of(MsgType.ORDER_STATUS_REQUEST, symbol, order.request());
        message.setString(ClOrdID.FIELD, order.ref());
        if (order.platformId() != null) {
            message.setString(OrderID.FIELD, order.platformId());
        }
        return message;
    }

    private static Message of(String type, FixSymbol symbol, OrderRequest order) {
        Message message = new Message();
        message.getHeader().setString(MsgType.FIELD, type);
        put(message, symbol.fields());
        message.setString(Symbol.FIELD, symbol.fixName());
        message.setChar(
                quickfix.field.Side.FIELD,
                order.side() == Side.BUY ? quickfix.field.Side.BUY : quickfix.field.Side.SELL);
        return message;
    }

    private void describe(Message message, OrderRequest order, long epochNanos) {
        if (!settings.account().isEmpty()) {
            message.setString(Account.FIELD, settings.account());
        }
        message.setDecimal(OrderQty.FIELD, order.quantity());
        message.setUtcTimeStamp(
                TransactTime.FIELD,
                LocalDateTime.ofInstant(Instant.ofEpochSecond(0, epochNanos), ZoneOffset.UTC),
                true);
    }

    private static void put(Message message, Map<Integer, String> fields) {
        fields.forEach(message::setString);
    }

    private static char ordType(OrderType type) {
        return switch (type) {
            case MARKET -> OrdType.MARKET;
            case LIMIT -> OrdType.LIMIT;
            case STOP -> OrdType.STOP_STOP_LOSS;
            case STOP_LIMIT -> OrdType.STOP_LIMIT;
        };
    }

    private static char timeInForce(TimeInForce timeInForce) {
        return switch (timeInForce == null ? TimeInForce.DAY : timeInForce) {
            case DAY -> quickfix.field.TimeInForce.DAY;
            case GTC -> quickfix.field.TimeInForce.GOOD_TILL_CANCEL;
            case IOC -> quickfix.field.TimeInForce.IMMEDIATE_OR_CANCEL;
            case FOK -> quickfix.field.TimeInForce.FILL_OR_KILL;
        };
    }
}
