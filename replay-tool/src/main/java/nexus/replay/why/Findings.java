package nexus.replay.why;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.PriceView;
import nexus.gateway.router.Router;
import nexus.gateway.router.StateView;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;

/** What the router knew, said and changed at the inputs that concern the signals in question. */
final class Findings {
    private static final int MAX_BACKGROUND = 1_000;

    /** Notes of what orders live through: the platform comes and goes, NEXUS, the gateway; trading is halted. */
    private static final Pattern BACKGROUND = Pattern.compile(
            "^(?:platform (?:down|registered): ([a-z0-9_]+)|NEXUS (?:connected|disconnected|said HELLO|is taken for v0"
                    + "|takes )|AMBIGUOUS_NEXUS|one NEXUS remains|recovered: |trading (?:halted|resumed)|TAIL_UNCERTAIN)");

    private final Map<Long, KeptRecord> signals = new TreeMap<>();
    private final ForwardedTicks ticks;
    private final Map<String, OrderView> orders = new LinkedHashMap<>();
    private final Map<Long, SignalContext> contexts = new LinkedHashMap<>();
    private final Map<Long, String> senders = new LinkedHashMap<>();
    private final Map<Long, List<Note>> notes = new LinkedHashMap<>();
    private final Map<Long, List<Change>> changes = new TreeMap<>();
    private final Map<Long, KeptRecord> causes = new LinkedHashMap<>();
    private final List<Background> background = new ArrayList<>();

    /** Something that the router said of an input. */
    record Note(Outputs.Level level, String text) {}

    /**
     * What an input did to an order.
     *
     * @param before null if it made the order
     */
    record Change(OrderView before, OrderView after) {}

    /**
     * What went on around the orders while one was open.
     *
     * @param platform whom it concerns, or null for all
     */
    record Background(long sequence, long timeNanos, String platform, String text) {}

    /** Of these signals; {@code ticks} hears what NEXUS is sent. */
    Findings(List<KeptRecord> signals, ForwardedTicks ticks) {
        signals.forEach(signal -> this.signals.put(signal.sequence(), signal));
        this.ticks = ticks;
    }

    /** Orders of signals that lie before the place where the router begins. */
    void begin(Router router, long reached) {
        signals.values().stream()
                .filter(signal -> signal.sequence() <= reached)
                .forEach(signal -> ordersOf(signal, router).forEach(order -> orders.put(order.ref(), order)));
    }

    private static List<OrderView> ordersOf(KeptRecord signal, Router router) {
        String id = signal.message().text(Keys.ORDER_ID);
        return id == null
                ? List.of()
                : router.view().ordersOf(id).stream()
                        .filter(order -> order.signalSequence() == signal.sequence())
                        .toList();
    }

    /**
     * Looks at the orders behind an input.
     *
     * @param isWanted whether the input names one of the ids
     * @param heard what the router said of it; borrowed
     */
    void look(JournalRecord record, Router router, boolean isWanted, List<Note> heard) {
        long sequence = record.sequence();
        KeptRecord signal = isWanted ? signals.get(sequence) : null;
        if (signal != null) {
            // A signal changes none of what the context holds: it is the same before and behind.
            contexts.put(sequence, context(signal, router));
            for (OrderView order : ordersOf(signal, router)) {
                orders.put(order.ref(), order);
                note(sequence, new Change(null, order));
            }
        }
        for (Map.Entry<String, OrderView> each : orders.entrySet()) {
            Optional<OrderView> now = router.view().order(each.getKey());
            if (now.isPresent() && !now.get().equals(each.getValue())) {
                note(sequence, new Change(each.getValue(), now.get()));
                each.setValue(now.get());
            }
        }
        boolean changed = changes.containsKey(sequence);
        if (hasOpenOrders()) {
            noteBackground(record, heard);
        }
        if (changed || isWanted) {
            notes.put(sequence, List.copyOf(heard));
            causes.put(sequence, KeptRecord.of(record));
            router.view().platformOf(record.source()).ifPresent(platform -> senders.put(sequence, platform));
        }
    }

    /** Whether something may still happen to one of the orders. */
    boolean hasOpenOrders() {
        return orders.values().stream().anyMatch(order -> !order.isEnded());
    }

    private void noteBackground(JournalRecord record, List<Note> heard) {
        for (Note note : heard) {
            Matcher matcher = BACKGROUND.matcher(note.text());
            if (matcher.find() && background.size() < MAX_BACKGROUND) {
                String text = note.text().replaceFirst("^recovered: ", "the gateway was started again: ");
                background.add(new Background(record.sequence(), record.timeNanos(), matcher.group(1), text));
            }
        }
    }

    private void note(long sequence, Change change) {
        changes.computeIfAbsent(sequence, key -> new ArrayList<>()).add(change);
    }

    private SignalContext context(KeptRecord signal, Router router) {
        String symbol = signal.message().text(Keys.SYMBOL);
        List<Tick> prices = new ArrayList<>(symbol == null ? List.of() : ticks.of(symbol));
        for (PriceView price : router.prices().toList()) {
            boolean isFurther = price.symbol().equals(symbol)
                    && prices.stream().noneMatch(tick -> tick.platform().equals(price.platform()));
            if (isFurther) {
                BigDecimal value = BigDecimal.valueOf(price.price());
                prices.add(
                        new Tick(price.platform(), price.platformSymbol(), value, 0, price.timeNanos(), false, null));
            }
        }
        String text = router.configurationText();
        RouterConfig config = text.isEmpty() ? null : NormalForm.parse(text);
        return new SignalContext(
                prices,
                config,
                names(signal, config, router.view()),
                router.view().wallOffsetNanos());
    }

    private static Map<String, String> names(KeptRecord signal, RouterConfig config, StateView view) {
        Map<String, String> names = new LinkedHashMap<>();
        String symbol = signal.message().text(Keys.SYMBOL);
        if (symbol != null && config != null) {
            String contract = signal.message().text(Keys.CONTRACT);
            config.platforms()
                    .forEach(platform -> view.platformSymbol(platform.name(), symbol, contract)
                            .ifPresent(name -> names.put(platform.name(), name)));
        }
        return names;
    }

    /** What the router knew when a signal came; empty if it could not be asked. */
    Optional<SignalContext> context(long signal) {
        return Optional.ofNullable(contexts.get(signal));
    }

    /** The platform for which the sender of an input spoke; null if unknown. */
    String sender(long input) {
        return senders.get(input);
    }

    /** What the router said of an input. */
    List<Note> notes(long input) {
        return notes.getOrDefault(input, List.of());
    }

    /** What an input did to the orders in question. */
    List<Change> changes(long input) {
        return changes.getOrDefault(input, List.of());
    }

    /** The inputs in question, and those that do not name an order in question but changed one. */
    Map<Long, KeptRecord> inputs() {
        return causes;
    }

    /** What went on around them, in the journal's order. */
    List<Background> background() {
        return background;
    }

    /** The record with which an order ended; {@link Long#MAX_VALUE} while it has not, or where that was not seen. */
    long endedAt(String ref) {
        for (Map.Entry<Long, List<Change>> each : changes.entrySet()) {
            if (each.getValue().stream()
                    .anyMatch(change ->
                            change.after().ref().equals(ref) && change.after().isEnded())) {
                return each.getKey();
            }
        }
        return Long.MAX_VALUE;
    }

    /** The orders in question as they were seen last, by ref. */
    Map<String, OrderView> orders() {
        return orders;
    }
}
