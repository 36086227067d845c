package nexus.replay.audit.order;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.gateway.router.PositionView;
import nexus.gateway.router.SymbolMeaning;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Plain;
import nexus.replay.audit.model.Severity;

/**
 * F12 for positions: what a platform says it holds, against what its fills come to, in universal units. A difference counts
 * once it has lasted: a fill may be on its way.
 */
final class PositionCheck {
    /** Quotients of quantities are rounded to 34 digits. */
    private static final BigDecimal ROUNDING = new BigDecimal("1E-12");

    private final Findings findings;
    private final long settleNanos;
    private final Map<String, BigDecimal> held = new HashMap<>();
    private final Map<String, Stated> stated = new HashMap<>();
    private final Map<String, Stated> waiting = new LinkedHashMap<>();

    PositionCheck(Findings findings, long settleNanos) {
        this.findings = findings;
        this.settleNanos = settleNanos;
    }

    /** What a platform said last. */
    private static final class Stated {
        private final String platform;
        private final SymbolMeaning symbol;
        private BigDecimal quantity;
        private BigDecimal difference = BigDecimal.ZERO;
        private long sequence;
        private long timeNanos;

        Stated(String platform, SymbolMeaning symbol) {
            this.platform = platform;
            this.symbol = symbol;
        }
    }

    /** Takes over what is held before the first record. */
    void carryIn(PositionView position) {
        held.put(key(position.platform(), position.symbol(), position.contract()), position.quantity());
    }

    /** An execution has moved a position; so has an operator's correction. */
    void moved(String platform, String symbol, String contract, BigDecimal signedQuantity) {
        String key = key(platform, symbol, contract);
        held.merge(key, signedQuantity, BigDecimal::add);
        Stated last = waiting.get(key);
        if (last != null && difference(last, key).signum() == 0) {
            last.difference = BigDecimal.ZERO;
            waiting.remove(key);
        }
    }

    /** @param quantity in the platform's units */
    void stated(JournalRecord record, String platform, SymbolMeaning symbol, BigDecimal quantity) {
        String key = key(platform, symbol.universal(), symbol.contract());
        Stated last = stated.computeIfAbsent(key, k -> new Stated(platform, symbol));
        last.quantity = quantity.divide(symbol.quantityFactor(), MathContext.DECIMAL128);
        BigDecimal difference = difference(last, key);
        boolean isSame = difference.compareTo(last.difference) == 0;
        last.difference = difference;
        if (difference.signum() == 0) {
            waiting.remove(key);
        } else if (!isSame) {
            last.sequence = record.sequence();
            last.timeNanos = record.timeNanos();
            waiting.remove(key);
            waiting.put(key, last);
        }
    }

    private BigDecimal difference(Stated last, String key) {
        BigDecimal difference = last.quantity.subtract(held.getOrDefault(key, BigDecimal.ZERO));
        return difference.abs().compareTo(ROUNDING) <= 0 ? BigDecimal.ZERO : difference;
    }

    /** Tells of the differences that have lasted. */
    void clock(long nowNanos) {
        var oldest = waiting.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, Stated> entry = oldest.next();
            if (nowNanos - entry.getValue().timeNanos <= settleNanos) {
                return;
            }
            tell(entry.getKey(), entry.getValue());
            oldest.remove();
        }
    }

    /** Tells of all that wait: nothing more comes. */
    void end() {
        waiting.forEach(this::tell);
        waiting.clear();
    }

    private void tell(String key, Stated last) {
        String name = last.symbol.contract() == null ? last.symbol.universal() : last.symbol.contract();
        findings.add(new Finding(
                FindingCode.F12,
                Severity.ERROR,
                List.of(last.sequence),
                last.timeNanos,
                last.platform,
                last.symbol.universal(),
                null,
                Plain.text(held.getOrDefault(key, BigDecimal.ZERO)) + " " + name + " by the fills",
                Plain.text(last.quantity) + " " + name + " by the position",
                "The platform holds something else than its fills come to, in universal units: a fill may be lost, somebody"
                        + " may have traded there, or it was held before the journal begins."));
    }

    private static String key(String platform, String symbol, String contract) {
        return platform + '\u0000' + symbol + '\u0000' + (contract == null ? "" : contract);
    }
}
