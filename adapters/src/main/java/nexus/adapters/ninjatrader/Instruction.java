package nexus.adapters.ninjatrader;

import java.math.BigDecimal;
import java.util.Arrays;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.TimeInForce;
import nexus.adapters.orders.VenueException;

/**
 * The lines of instruction files. A line has exactly 13 fields:
 *
 * <pre>
 *   0 command  1 account  2 instrument  3 action  4 quantity  5 order type  6 limit  7 stop  8 time in force
 *   9 OCO id  10 order id  11 strategy  12 strategy id
 * </pre>
 *
 * Numbers have a decimal point wherever the platform runs. Commands that touch more than one order are not written: some
 * of them act on every account that is connected.
 */
final class Instruction {
    private static final int FIELDS = 13;
    private static final int ORDER_ID = 10;

    private Instruction() {}

    /**
     * Places an order; its order id is its ref.
     *
     * @param standard of orders without a time in force
     * @throws VenueException if ATI has no such order
     */
    static String place(OrderRequest order, String account, String instrument, TimeInForce standard)
            throws VenueException {
        TimeInForce timeInForce = order.timeInForce() == null ? standard : order.timeInForce();
        if (timeInForce != TimeInForce.DAY && timeInForce != TimeInForce.GTC) {
            throw new VenueException("NinjaTrader's ATI has time in force DAY and GTC, not " + timeInForce);
        }
        String[] fields = fields("PLACE");
        fields[1] = account;
        fields[2] = instrument;
        fields[3] = order.side().name();
        fields[4] = order.quantity().stripTrailingZeros().toPlainString();
        fields[5] = type(order.type());
        fields[6] = price(order.limitPrice());
        fields[7] = price(order.stopPrice());
        fields[8] = timeInForce.name();
        fields[ORDER_ID] = order.ref();
        return line(fields);
    }

    /** Cancels what is open of an order. */
    static String cancel(String orderId) {
        String[] fields = fields("CANCEL");
        fields[ORDER_ID] = orderId;
        return line(fields);
    }

    /**
     * A text that can stand in a field and in a file's name.
     *
     * @throws IllegalArgumentException if it cannot
     */
    static void requireField(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || ";\\/:*?\"<>|".indexOf(c) >= 0) {
                throw new IllegalArgumentException(
                        what + " \"" + text + "\": want printable ASCII without ; \\ / : * ? \" < > |");
            }
        }
    }

    /** NinjaTrader 8 refuses NinjaTrader 7's plain STOP. */
    private static String type(OrderType type) {
        return switch (type) {
            case MARKET -> "MARKET";
            case LIMIT -> "LIMIT";
            case STOP -> "STOPMARKET";
            case STOP_LIMIT -> "STOPLIMIT";
        };
    }

    private static String price(BigDecimal price) {
        return price == null ? "0" : price.stripTrailingZeros().toPlainString();
    }

    private static String[] fields(String command) {
        String[] fields = new String[FIELDS];
        Arrays.fill(fields, "");
        fields[0] = command;
        return fields;
    }

    private static String line(String[] fields) {
        return String.join(";", fields);
    }
}
