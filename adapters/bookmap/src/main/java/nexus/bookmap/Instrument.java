package nexus.bookmap;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import velox.api.layer1.data.ExecutionInfo;
import velox.api.layer1.data.InstrumentInfo;
import velox.api.layer1.data.OrderCancelParameters;
import velox.api.layer1.data.OrderDuration;
import velox.api.layer1.data.SimpleOrderSendParametersBuilder;
import velox.api.layer1.simplified.Api;

/**
 * One instrument that the add-on is attached to: its units, its side of Bookmap's API, and whose orders it has heard of.
 * Units may be asked for from any thread; all else belongs to the link's.
 */
final class Instrument {
    /** So many executions wait for the order that they belong to; the oldest goes, it is of nobody here. */
    private static final int MAX_EARLY = 1_000;

    private final String alias;
    private final BigDecimal pips;
    private final BigDecimal sizeMultiplier;
    private final Api api;
    /** Bookmap's order id to ref; null for an order of somebody else. */
    private final Map<String, String> refs = new HashMap<>();

    private final Map<String, List<ExecutionInfo>> early = new LinkedHashMap<>();
    private int earlyCount;

    Instrument(String alias, InstrumentInfo info, Api api) {
        if (!(info.pips > 0) || !(info.sizeMultiplier > 0)) {
            throw new IllegalArgumentException(
                    alias + ": pips " + info.pips + ", sizeMultiplier " + info.sizeMultiplier + ": want more than 0");
        }
        this.alias = alias;
        this.pips = BigDecimal.valueOf(info.pips);
        this.sizeMultiplier = BigDecimal.valueOf(info.sizeMultiplier);
        this.api = api;
    }

    /** Bookmap's name for it: the symbol that the gateway uses. */
    String alias() {
        return alias;
    }

    /** The price of a level: trades and quotes come as numbers of ticks. */
    BigDecimal price(double level) {
        return BigDecimal.valueOf(level).multiply(pips);
    }

    /** The real quantity of one of Bookmap's whole numbers. */
    BigDecimal quantity(int size) {
        return BigDecimal.valueOf(size).divide(sizeMultiplier, MathContext.DECIMAL64);
    }

    /**
     * Bookmap's whole number for a real quantity.
     *
     * @throws IllegalArgumentException in one line if it is none
     */
    private int size(BigDecimal quantity) {
        BigDecimal size = quantity.multiply(sizeMultiplier);
        try {
            return size.intValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "quantity " + quantity.toPlainString() + " of " + alias + " is no multiple of Bookmap's step of "
                            + BigDecimal.ONE
                                    .divide(sizeMultiplier, MathContext.DECIMAL64)
                                    .toPlainString()
                            + ": set this mapping's lotStep in gateway.yaml",
                    e);
        }
    }

    /**
     * What Bookmap is to be sent. A limit off the tick goes away from the market, a stop further from being triggered.
     *
     * @throws IllegalArgumentException in one line if Bookmap cannot take it
     */
    SimpleOrderSendParametersBuilder parameters(OrderTerms terms, String ref) {
        SimpleOrderSendParametersBuilder builder =
                new SimpleOrderSendParametersBuilder(alias, terms.isBuy(), size(terms.quantity()));
        builder.setClientId(ref);
        builder.setDuration(OrderDuration.valueOf(terms.timeInForce()));
        // Prices that are not set stay NaN, which is how Bookmap tells the kinds of orders apart.
        if (terms.limitPrice() != null) {
            builder.setLimitPrice(onTick(terms.limitPrice(), !terms.isBuy()));
        }
        if (terms.stopPrice() != null) {
            builder.setStopPrice(onTick(terms.stopPrice(), terms.isBuy()));
        }
        return builder;
    }

    private double onTick(BigDecimal price, boolean up) {
        return price.divide(pips, 0, up ? RoundingMode.CEILING : RoundingMode.FLOOR)
                .multiply(pips)
                .doubleValue();
    }

    void send(SimpleOrderSendParametersBuilder parameters) {
        api.sendOrder(parameters.build());
    }

    void cancel(String bookmapId) {
        api.updateOrder(new OrderCancelParameters(bookmapId));
    }

    /** Whether it is known whose an order is. */
    boolean knows(String bookmapId) {
        return refs.containsKey(bookmapId);
    }

    /** The ref of an order, or null. */
    String ref(String bookmapId) {
        return refs.get(bookmapId);
    }

    /** Learns whose an order is; returns the executions of it that came before this was known. */
    List<ExecutionInfo> learn(String bookmapId, String ref) {
        refs.put(bookmapId, ref);
        List<ExecutionInfo> waiting = early.remove(bookmapId);
        if (waiting == null) {
            return List.of();
        }
        earlyCount -= waiting.size();
        return waiting;
    }

    /** Keeps an execution until it is known whose it is. */
    void keep(ExecutionInfo execution) {
        early.computeIfAbsent(execution.orderId, id -> new ArrayList<>()).add(execution);
        earlyCount++;
        while (earlyCount > MAX_EARLY) {
            String oldest = early.keySet().iterator().next();
            earlyCount -= early.remove(oldest).size();
        }
    }
}
