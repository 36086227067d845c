package nexus.adapters.nexus;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.Side;
import nexus.adapters.link.TimeInForce;

/**
 * One intent to trade. What is null or empty is left out of the message.
 *
 * @param orderId 1–64 bytes, printable
 * @param symbol universal
 * @param quantity in universal units, positive
 * @param confidence 0–1, or null
 * @param metadata kept in the journal with the signal: strings, numbers, booleans, nulls, maps, lists
 * @param type null for a market order
 * @param platforms only these; empty for all
 * @param ttlMillis how old it may be when it arrives; 0 for the gateway's own limit
 * @param contract of a future, such as {@code NQH25}; null for the active one
 */
public record Signal(
        String orderId,
        String symbol,
        Side side,
        BigDecimal quantity,
        BigDecimal confidence,
        Map<String, Object> metadata,
        OrderType type,
        BigDecimal limitPrice,
        BigDecimal stopPrice,
        TimeInForce timeInForce,
        List<String> platforms,
        long ttlMillis,
        String contract) {
    public Signal {
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("quantity is " + quantity + ": want more than 0");
        }
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        platforms = List.copyOf(platforms);
    }

    /** A market order to all platforms. */
    public static Signal market(String orderId, String symbol, Side side, BigDecimal quantity) {
        return of(orderId, symbol, side, quantity).build();
    }

    /** A market order to all platforms that may still become another. */
    public static Builder of(String orderId, String symbol, Side side, BigDecimal quantity) {
        return new Builder(orderId, symbol, side, quantity);
    }

    /** A signal in the making. */
    public static final class Builder {
        private final String orderId;
        private final String symbol;
        private final Side side;
        private final BigDecimal quantity;
        private BigDecimal confidence;
        private Map<String, Object> metadata = Map.of();
        private OrderType type;
        private BigDecimal limitPrice;
        private BigDecimal stopPrice;
        private TimeInForce timeInForce;
        private List<String> platforms = List.of();
        private long ttlMillis;
        private String contract;

        private Builder(String orderId, String symbol, Side side, BigDecimal quantity) {
            this.orderId = orderId;
            this.symbol = symbol;
            this.side = side;
            this.quantity = quantity;
        }

        public Builder confidence(BigDecimal value) {
            confidence = value;
            return this;
        }

        public Builder metadata(Map<String, Object> map) {
            metadata = map;
            return this;
        }

        /** At this price or better. */
        public Builder limit(BigDecimal price) {
            type = stopPrice == null ? OrderType.LIMIT : OrderType.STOP_LIMIT;
            limitPrice = price;
            return this;
        }

        /** Once this price is reached; with {@link #limit} as well, then at that price or better. */
        public Builder stop(BigDecimal price) {
            type = limitPrice == null ? OrderType.STOP : OrderType.STOP_LIMIT;
            stopPrice = price;
            return this;
        }

        public Builder timeInForce(TimeInForce value) {
            timeInForce = value;
            return this;
        }

        /** To these platforms alone. */
        public Builder platforms(String... names) {
            platforms = List.of(names);
            return this;
        }

        public Builder ttlMillis(long millis) {
            ttlMillis = millis;
            return this;
        }

        public Builder contract(String name) {
            contract = name;
            return this;
        }

        public Signal build() {
            return new Signal(
                    orderId,
                    symbol,
                    side,
                    quantity,
                    confidence,
                    metadata,
                    type,
                    limitPrice,
                    stopPrice,
                    timeInForce,
                    platforms,
                    ttlMillis,
                    contract);
        }
    }
}
