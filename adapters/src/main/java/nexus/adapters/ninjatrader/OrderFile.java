package nexus.adapters.ninjatrader;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * What NinjaTrader has written about an order: {@code STATE;filled;average price}, the last state alone.
 *
 * @param filled quantity executed so far
 * @param averagePrice of what was executed; zero if nothing was
 */
record OrderFile(State state, BigDecimal filled, BigDecimal averagePrice) {
    /** Where the order stands on the platform. */
    enum State {
        /** Not at the exchange or the simulator yet. */
        ON_ITS_WAY,
        WORKING,
        FILLED,
        CANCELED,
        REJECTED,
        /** NinjaTrader itself does not know. */
        UNKNOWN
    }

    /** What the text says, or null if it is not all there yet, or means nothing. */
    static OrderFile parse(String text) {
        String[] fields = text.split(";", -1);
        State state = fields.length == 3 ? state(fields[0]) : null;
        BigDecimal filled = state == null ? null : Numbers.parse(fields[1]);
        BigDecimal average = state == null ? null : Numbers.parse(fields[2]);
        return filled == null || average == null || filled.signum() < 0 ? null : new OrderFile(state, filled, average);
    }

    /** Seen live in upper case without spaces; the help guide writes {@code Partially filled}. */
    private static State state(String text) {
        return switch (text.replace(" ", "").toUpperCase(Locale.ROOT)) {
            case "INITIALIZED", "SUBMITTED" -> State.ON_ITS_WAY;
            case "ACCEPTED",
                    "TRIGGERPENDING",
                    "WORKING",
                    "SUSPENDED",
                    "CHANGEPENDING",
                    "CHANGESUBMITTED",
                    "CANCELPENDING",
                    "CANCELSUBMITTED",
                    "PARTFILLED",
                    "PARTIALLYFILLED" -> State.WORKING;
            case "FILLED" -> State.FILLED;
            case "CANCELLED", "CANCELED" -> State.CANCELED;
            case "REJECTED" -> State.REJECTED;
            case "UNKNOWN" -> State.UNKNOWN;
            default -> null;
        };
    }
}
