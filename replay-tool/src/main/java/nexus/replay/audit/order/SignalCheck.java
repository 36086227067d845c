package nexus.replay.audit.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Severity;
import nexus.replay.command.RecordFields;

/**
 * F11: every signal has its orders or a refusal on record, and every order its signal. F16: every order has passed risk
 * checks on record, where risk is configured. What the journal's unfinished end may still bring is not missed.
 */
final class SignalCheck {
    /** Signals that wait for their refusal; there are hardly ever any. */
    private static final int MOST_WAITING = 10_000;

    private final Findings findings;
    private final long settleNanos;
    private final Map<Long, Waiting> unanswered = new LinkedHashMap<>();
    private final Map<Long, List<AuditedOrder>> unsent = new LinkedHashMap<>();
    private final Map<Long, List<AuditedOrder>> unchecked = new LinkedHashMap<>();
    private final MapReader check = new MapReader();

    /** Every output of the inputs up to here is on record. */
    private long settledSequence;

    /** @param settleNanos how long before the end outputs may be missing */
    SignalCheck(Findings findings, long settleNanos) {
        this.findings = findings;
        this.settleNanos = settleNanos;
    }

    private record Waiting(long sequence, long timeNanos, String orderId, String symbol) {}

    /** A signal was received, and made no order. */
    void refused(JournalRecord record, RecordFields fields) {
        Waiting signal =
                new Waiting(record.sequence(), record.timeNanos(), fields.id(Keys.ORDER_ID), fields.text(Keys.SYMBOL));
        unanswered.put(record.sequence(), signal);
        if (unanswered.size() > MOST_WAITING) {
            var first = unanswered.values().iterator();
            withoutRefusal(first.next());
            first.remove();
        }
    }

    /** A signal has become an order. */
    void made(AuditedOrder order) {
        unsent.computeIfAbsent(order.signalSequence, sequence -> new ArrayList<>(1))
                .add(order);
        if (order.needsChecks) {
            unchecked
                    .computeIfAbsent(order.signalSequence, sequence -> new ArrayList<>(1))
                    .add(order);
        }
    }

    /** An order is on record, or is certain never to have been sent. */
    void settled(AuditedOrder order) {
        remove(unsent, order);
        if (order.sentSequence == 0) {
            remove(unchecked, order);
        }
    }

    private static void remove(Map<Long, List<AuditedOrder>> from, AuditedOrder order) {
        List<AuditedOrder> ofSignal = from.get(order.signalSequence);
        if (ofSignal != null && ofSignal.remove(order) && ofSignal.isEmpty()) {
            from.remove(order.signalSequence);
        }
    }

    /** An ORDER is on record that no signal has made. */
    void withoutSignal(JournalRecord record, RecordFields fields, String platform) {
        findings.add(new Finding(
                FindingCode.F11,
                Severity.ERROR,
                List.of(record.sequence()),
                record.timeNanos(),
                platform,
                fields.text(Keys.UNIVERSAL_SYMBOL),
                fields.id(Keys.ORDER_ID),
                "the signal that asked for it",
                "no signal",
                "An order was handed to the platform, and no signal on record has led to it."));
    }

    /** A REJECT is on record. */
    void rejectTold(long cause) {
        unanswered.remove(cause);
    }

    /** A SIGNAL_ACK is on record: it names what was checked for the signal as a whole and for each platform. */
    void acknowledgementTold(long cause, RecordFields fields) {
        List<AuditedOrder> waiting = unchecked.get(cause);
        int checks = fields.isReadable() ? fields.message().find(Keys.CHECKS) : MapReader.ABSENT;
        if (waiting == null || checks == MapReader.ABSENT || fields.message().type(checks) != ValueType.ARRAY) {
            return;
        }
        Set<String> checked = new TreeSet<>();
        fields.message().forEachMap(checks, check, () -> {
            int platform = check.find(Keys.PLATFORM);
            if (platform != MapReader.ABSENT && check.type(platform) == ValueType.STRING) {
                checked.add(check.textValue(platform));
            }
        });
        waiting.removeIf(order -> checked.contains(order.platform));
        if (waiting.isEmpty()) {
            unchecked.remove(cause);
        }
    }

    /** A checkpoint shows that all outputs of the inputs up to this one are on record. */
    void checkpoint(long lastInput) {
        settledSequence = Math.max(settledSequence, lastInput);
    }

    /** Tells of all that is missing where the audit ends. */
    void end(long nowNanos) {
        unanswered.values().stream()
                .filter(signal -> isSettled(signal.sequence(), signal.timeNanos(), nowNanos))
                .forEach(this::withoutRefusal);
        unsent.values().stream()
                .flatMap(List::stream)
                .filter(order -> isSettled(order.signalSequence, order.signalNanos, nowNanos))
                .forEach(this::withoutOrder);
        unchecked.values().stream()
                .flatMap(List::stream)
                .filter(order -> order.sentSequence != 0)
                .filter(order -> isSettled(order.signalSequence, order.signalNanos, nowNanos))
                .forEach(this::withoutChecks);
    }

    private boolean isSettled(long sequence, long timeNanos, long nowNanos) {
        return sequence <= settledSequence || nowNanos - timeNanos > settleNanos;
    }

    private void withoutRefusal(Waiting signal) {
        findings.add(new Finding(
                FindingCode.F11,
                Severity.ERROR,
                List.of(signal.sequence()),
                signal.timeNanos(),
                null,
                signal.symbol(),
                signal.orderId(),
                "an order or a refusal",
                "neither",
                "The signal was received; neither an order nor a refusal is on record."));
    }

    private void withoutOrder(AuditedOrder order) {
        findings.add(new Finding(
                FindingCode.F11,
                Severity.ERROR,
                List.of(order.signalSequence),
                order.signalNanos,
                order.platform,
                order.symbol,
                order.orderId,
                "the order for " + order.platform,
                "none",
                "The signal became an order for this platform, and none is on record as handed over, refused by the socket"
                        + " or abandoned."));
    }

    private void withoutChecks(AuditedOrder order) {
        findings.add(new Finding(
                FindingCode.F16,
                Severity.ERROR,
                List.of(order.signalSequence, order.sentSequence),
                order.sentNanos,
                order.platform,
                order.symbol,
                order.orderId,
                "checks passed for " + order.platform,
                "none on record",
                "Risk limits were configured when the order was sent, and the answer to its signal names no check that it"
                        + " passed."));
    }
}
