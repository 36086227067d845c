package nexus.adapters.link;

import java.math.BigDecimal;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** Reads an ORDER. */
final class OrderDecoder {
    private OrderDecoder() {}

    /** An order that lacks what it must have, or has what cannot be: names the key and the value. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1;

        Invalid(String reason) {
            super(reason);
        }
    }

    /** The name under which the order is known: its {@code ref}, or its {@code order_id}; null if it has neither. */
    static String refOf(MessageFields fields) {
        String ref = fields.name(Keys.REF);
        return ref != null ? ref : fields.name(Keys.ORDER_ID);
    }

    static OrderRequest decode(MessageFields fields) throws Invalid {
        String ref = refOf(fields);
        if (ref == null) {
            throw new Invalid("neither ref nor order_id");
        }
        String orderId = fields.name(Keys.ORDER_ID);
        OrderType type = choice(OrderType.class, fields, Keys.ORDER_TYPE, OrderType.MARKET);
        return new OrderRequest(
                ref,
                orderId != null ? orderId : ref,
                required(fields.text(Keys.SYMBOL), Keys.SYMBOL),
                required(choice(Side.class, fields, Keys.SIDE, null), Keys.SIDE),
                positive(fields.decimal(Keys.QUANTITY)),
                type,
                type.hasLimit() ? required(fields.decimal(Keys.LIMIT_PRICE), Keys.LIMIT_PRICE) : null,
                type.hasStop() ? required(fields.decimal(Keys.STOP_PRICE), Keys.STOP_PRICE) : null,
                choice(TimeInForce.class, fields, Keys.TIME_IN_FORCE, TimeInForce.DAY));
    }

    private static <T> T required(T value, Key key) throws Invalid {
        if (value == null) {
            throw new Invalid("no " + key);
        }
        return value;
    }

    private static BigDecimal positive(BigDecimal quantity) throws Invalid {
        if (required(quantity, Keys.QUANTITY).signum() <= 0) {
            throw new Invalid("quantity is " + quantity.toPlainString());
        }
        return quantity;
    }

    private static <E extends Enum<E>> E choice(Class<E> type, MessageFields fields, Key key, E otherwise)
            throws Invalid {
        String name = fields.text(key);
        if (name == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new Invalid(key + " is " + name);
    }
}
