package nexus.replay.profit;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A sum in the base of amounts in other currencies, each at the rate of its time. What comes while no rate is young
 * enough waits for the first that is, and counts at the last rate until then: as the router does it.
 */
final class ForeignAmount {
    private final Values values;
    private final Map<String, BigDecimal> waiting = new TreeMap<>();
    private BigDecimal converted = BigDecimal.ZERO;

    ForeignAmount(Values values) {
        this.values = values;
    }

    void add(BigDecimal amount, String currency) {
        if (amount.signum() != 0) {
            waiting.merge(currency, amount, BigDecimal::add);
        }
        settle();
    }

    private void settle() {
        Iterator<Map.Entry<String, BigDecimal>> next = waiting.entrySet().iterator();
        while (next.hasNext()) {
            Map.Entry<String, BigDecimal> entry = next.next();
            Optional<BigDecimal> base = values.toBase(entry.getValue(), entry.getKey());
            if (base.isPresent()) {
                converted = converted.add(base.get());
                next.remove();
            }
        }
    }

    /** All of it, but what never had a rate. */
    BigDecimal amount() {
        if (waiting.isEmpty()) {
            return converted;
        }
        settle();
        BigDecimal sum = converted;
        for (Map.Entry<String, BigDecimal> entry : waiting.entrySet()) {
            sum = sum.add(
                    values.toBaseByLastRate(entry.getValue(), entry.getKey()).orElse(BigDecimal.ZERO));
        }
        return sum;
    }

    /** Whether something in it never had a rate. */
    boolean isIncomplete() {
        return waiting.entrySet().stream()
                .anyMatch(entry -> values.toBaseByLastRate(entry.getValue(), entry.getKey())
                        .isEmpty());
    }
}
