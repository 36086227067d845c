package nexus.replay.why;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import nexus.gateway.router.Outputs;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.replay.command.Times;

/** Makes the lines of one story, record by record. */
final class StoryLines {
    /** What NEXUS gets later than this behind its cause has waited for it. */
    private static final long WAITED_NANOS = 50_000_000;

    private final Story story;
    private final Findings findings;
    private final boolean isComplete;
    private final Set<Long> told = new LinkedHashSet<>();
    private final List<News> news = new ArrayList<>();

    /** A change of an order of which NEXUS is to be told. */
    private record News(long sequence, String what, String platform) {}

    StoryLines(Story story, Findings findings, boolean isComplete) {
        this.story = story;
        this.findings = findings;
        this.isComplete = isComplete;
    }

    /** What came before the signal, the signal, and the checks. */
    void begin() {
        KeptRecord signal = story.signal();
        if (signal == null) {
            return;
        }
        Optional<SignalContext> context = findings.context(signal.sequence());
        long lastTickNanos = 0;
        for (Tick tick : context.map(SignalContext::ticks).orElse(List.of())) {
            story.ticks().add(tick);
            lastTickNanos = Math.max(lastTickNanos, tick.timeNanos());
            String what = tick.isForwarded() ? "the last one that NEXUS was sent" : "the last one that the gateway saw";
            add(
                    tick.sequence(),
                    tick.timeNanos(),
                    "tick",
                    tick.platform() + ": " + tick.platformSymbol() + " "
                            + tick.price().toPlainString() + ", " + what + ", "
                            + Wording.span(signal.timeNanos() - tick.timeNanos()) + " old",
                    tick.json());
        }
        String text = signal.message().type().isEmpty()
                ? "a message that cannot be read and holds this id"
                : Wording.signal(signal.message())
                        + ownTime(signal)
                        + (lastTickNanos == 0
                                ? ""
                                : "; " + Wording.span(signal.timeNanos() - lastTickNanos) + " after the last tick");
        add(signal, "signal", text);
        SignalChecks.lines(signal, story.verdict(), context).forEach(line -> add(signal, "check", line, null));
        notes(signal);
        ordersThatWereNotSent();
    }

    private static String ownTime(KeptRecord signal) {
        BigDecimal timestamp = signal.message().number(Keys.TIMESTAMP);
        if (timestamp == null) {
            return "";
        }
        long nanos = timestamp.movePointRight(9).longValue();
        return "; stamped " + Times.iso(nanos);
    }

    private void ordersThatWereNotSent() {
        for (Story.KnownOrder order : story.orders().values()) {
            if (order.sentNanos() == 0) {
                add(
                        story.signal(),
                        "order",
                        order.platform() + ": order " + order.ref()
                                + " was decided, but is not in the journal, hence was" + " never sent",
                        null);
            }
        }
    }

    /** Takes the next record that belongs here. */
    void add(KeptRecord record) {
        switch (record.kind()) {
            case NEXUS_OUT -> told(record);
            case PLATFORM_OUT -> toPlatform(record);
            case PLATFORM_IN -> fromPlatform(record);
            case NEXUS_IN ->
                input(
                        record,
                        "cancel",
                        record.message().type().equals(Types.CANCEL)
                                ? cancel(record)
                                : "NEXUS: " + record.message().type());
            case OPERATOR_IN -> input(record, "operator", Wording.operator(record.message()));
            case OPERATOR_OUT ->
                add(record, "answer", "the operator was answered: " + Wording.answer(record.message()));
            case ALERT -> add(record, "alert", Wording.alert(record.message()));
            default -> input(record, what(record.message().type()), Wording.control(record.message()));
        }
    }

    private static String cancel(KeptRecord record) {
        List<String> only = record.message().texts(Keys.PLATFORMS);
        return "NEXUS asks to cancel" + (only.isEmpty() ? "" : " on " + String.join(", ", only));
    }

    private static String what(String controlType) {
        return switch (controlType) {
            case Types.RECOVERY -> "restart";
            case Types.SEND_REFUSED -> "unsent";
            case Types.PEER_DOWN -> "down";
            case Types.PEER_UP -> "up";
            default -> "gateway";
        };
    }

    private void told(KeptRecord record) {
        long waited = record.timeNanos() - record.message().integer(Keys.RECV_NS);
        boolean isFirst = told.add(record.message().integer(Keys.SEQ));
        String when = !isFirst ? " (again)" : waited > WAITED_NANOS ? " (waited " + Wording.span(waited) + ")" : "";
        String platform = record.message().text(Keys.PLATFORM);
        news.removeIf(one -> one.sequence() <= record.cause() && one.platform().equals(platform));
        add(record, "told", Wording.toNexus(record.message()) + when);
    }

    private void toPlatform(KeptRecord record) {
        String what =
                switch (record.message().type()) {
                    case Types.ORDER -> "order";
                    case Types.ORDER_CANCEL -> "cancel";
                    case Types.ORDER_STATUS_REQUEST -> "asked";
                    default -> "answer";
                };
        add(record, what, Wording.toPlatform(record.message(), platform(record)));
    }

    private String platform(KeptRecord record) {
        // An output that answers goes to whoever asked, an order to whom it names.
        String sender = findings.sender(record.kind() == RecordKind.PLATFORM_IN ? record.sequence() : record.cause());
        if (sender != null) {
            return sender;
        }
        Story.KnownOrder order = order(record);
        return order != null && order.platform() != null ? order.platform() : "connection " + record.source();
    }

    private Story.KnownOrder order(KeptRecord record) {
        Story.KnownOrder byRef =
                story.orders().get(Objects.toString(record.message().text(Keys.REF)));
        if (byRef != null) {
            return byRef;
        }
        List<Findings.Change> changes = findings.changes(record.sequence());
        if (changes.size() == 1 && record.kind() == RecordKind.PLATFORM_IN) {
            return story.orders().get(changes.get(0).after().ref());
        }
        String sender = findings.sender(record.sequence());
        String id = record.message().text(Keys.ORDER_ID);
        return story.orders().values().stream()
                .filter(order -> Objects.equals(order.wireId(), id)
                        && (sender == null ? order.source() == record.source() : sender.equals(order.platform())))
                .findFirst()
                .orElse(null);
    }

    private void fromPlatform(KeptRecord record) {
        String type = record.message().type();
        Story.KnownOrder order = order(record);
        String text = Wording.fromPlatform(record.message(), platform(record));
        if (type.equals(Types.ORDER_FILL)) {
            text += slippage(record, order);
        }
        boolean isNews = !findings.inputs().containsKey(record.sequence())
                || !findings.changes(record.sequence()).isEmpty();
        if (order != null && order.sentNanos() > 0 && isNews) {
            text += "; " + Wording.span(record.timeNanos() - order.sentNanos()) + " after the order";
        }
        String what =
                switch (type) {
                    case Types.ORDER_ACK -> "ack";
                    case Types.ORDER_REJECT -> "reject";
                    case Types.ORDER_CANCELED -> "canceled";
                    case Types.ORDER_STATUS -> "status";
                    case Types.ORDER_FILL -> "fill";
                    default -> "platform";
                };
        input(record, what, isRepeat(record) ? text + "; came again, not counted twice" : text);
    }

    private boolean isRepeat(KeptRecord record) {
        return findings.notes(record.sequence()).stream()
                .anyMatch(note -> note.text().endsWith("not counted twice"));
    }

    /** Against the last price of the same platform before the signal: prices of other platforms are another thing. */
    private String slippage(KeptRecord fill, Story.KnownOrder order) {
        BigDecimal price = fill.message().number(Keys.FILL_PRICE);
        if (order == null || price == null || story.signal() == null) {
            return "";
        }
        boolean isBuy = "BUY".equals(story.signal().message().text(Keys.SIDE));
        for (Tick tick : story.ticks()) {
            if (tick.platform().equals(order.platform())) {
                return Wording.slippage(price, tick.price(), isBuy);
            }
        }
        return "";
    }

    /** An input: what it did to the orders, and what the router had to say. */
    private void input(KeptRecord record, String what, String text) {
        List<String> moves = new ArrayList<>();
        for (Findings.Change change : findings.changes(record.sequence())) {
            if (story.orders().containsKey(change.after().ref()) && change.before() != null) {
                String move = Wording.move(change);
                if (!move.isEmpty()) {
                    moves.add(move);
                    news.add(new News(record.sequence(), what, change.after().platform()));
                }
            }
        }
        add(record, what, text + (moves.isEmpty() ? "" : " → " + String.join(", ", moves)));
        notes(record);
    }

    /** Warnings and alarms; the rest, and refusals, which NEXUS is told, say the same again. */
    private void notes(KeptRecord record) {
        for (Findings.Note note : findings.notes(record.sequence())) {
            boolean matters = note.level() == Outputs.Level.WARN || note.level() == Outputs.Level.ALARM;
            if (matters && !note.text().startsWith("rejected ") && isAbout(record, note.text())) {
                add(record, note.level() == Outputs.Level.ALARM ? "alarm" : "note", note.text(), null);
            }
        }
    }

    /** What concerns many orders at once says much of others. */
    private boolean isAbout(KeptRecord record, String text) {
        boolean isOfOneOrder = record.kind() != RecordKind.CONTROL && record.kind() != RecordKind.CONFIG;
        return isOfOneOrder
                || !text.startsWith("order ")
                || story.orders().keySet().stream().anyMatch(text::contains);
    }

    /** What is left to say, and what went on around it while its orders were open. */
    void end() {
        Set<Long> shown = new LinkedHashSet<>();
        story.events().forEach(event -> shown.add(event.sequence()));
        for (Findings.Background one : findings.background()) {
            boolean concerns = one.platform() == null
                    || story.orders().values().stream()
                            .anyMatch(order -> one.platform().equals(order.platform()));
            if (concerns && isOpenAt(one.sequence()) && !shown.contains(one.sequence())) {
                add(one.sequence(), one.timeNanos(), "gateway", one.text(), null);
            }
        }
        story.events().sort(Comparator.comparingLong(Event::timeNanos));
        if (isComplete) {
            news.forEach(one -> story.remarks()
                    .add("NEXUS has not been told of record " + one.sequence() + " (" + one.what() + ", "
                            + one.platform() + ") up to here"));
        }
    }

    /** Whether one of the orders had been made, and had not ended, at a record. */
    private boolean isOpenAt(long sequence) {
        if (story.signal() == null || story.signal().sequence() > sequence) {
            return false;
        }
        for (Story.KnownOrder order : story.orders().values()) {
            if (order.end() != null && findings.endedAt(order.ref()) > sequence) {
                return true;
            }
        }
        return false;
    }

    private void add(KeptRecord record, String what, String text) {
        add(record, what, text, record.message().json());
    }

    private void add(KeptRecord record, String what, String text, String json) {
        add(record.sequence(), record.timeNanos(), what, text, json);
    }

    private void add(long sequence, long timeNanos, String what, String text, String json) {
        story.events().add(new Event(sequence, timeNanos, what, text, json));
    }
}
