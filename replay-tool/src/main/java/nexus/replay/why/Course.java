package nexus.replay.why;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.PriceView;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.Interruption;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import nexus.replay.playback.Playback;

/**
 * Lets the router go through the part of the journal where the signals in question lived, and notes what it knew, said
 * and changed. Goes on until all their orders have ended, or to the end. Where a damaged record stops it, it goes on from
 * a snapshot behind, if there is one.
 */
final class Course {
    /** So far before the first record in question it begins, to see the ticks before that. */
    static final long WARM_UP_RECORDS = 100_000;

    private static final int MAX_BACKGROUND = 1_000;

    /** Notes of what orders live through: the platform comes and goes, NEXUS, the gateway; trading is halted. */
    private static final Pattern BACKGROUND = Pattern.compile(
            "^(?:platform (?:down|registered): ([a-z0-9_]+)|NEXUS (?:connected|disconnected|said HELLO|is taken for v0"
                    + "|takes )|AMBIGUOUS_NEXUS|one NEXUS remains|recovered: |trading (?:halted|resumed)|TAIL_UNCERTAIN)");

    private final JournalReader journal;
    private final long last;
    private final Progress progress;
    private final Interruption interruption;
    private final Map<Long, KeptRecord> signals = new TreeMap<>();
    private final long[] inputs;
    private final long firstFound;
    private final long lastFound;
    private final Ear ear = new Ear();
    private final ForwardedTicks ticks;
    private final Map<String, OrderView> orders = new LinkedHashMap<>();
    private final Map<Long, SignalContext> contexts = new LinkedHashMap<>();
    private final Map<Long, String> senders = new LinkedHashMap<>();
    private final Map<Long, List<Note>> notes = new LinkedHashMap<>();
    private final Map<Long, List<Change>> changes = new TreeMap<>();
    private final Map<Long, KeptRecord> causes = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final List<Background> background = new ArrayList<>();
    private int nextInput;
    private long reached;
    private long reachedNanos;
    private boolean isBroken;

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

    /**
     * Prepares.
     *
     * @param found the records in question, one at least, in the journal's order
     * @param last where to end at the latest
     */
    Course(JournalReader journal, List<KeptRecord> found, long last, Progress progress, Interruption interruption) {
        this.journal = journal;
        this.last = last;
        this.progress = progress;
        this.interruption = interruption;
        this.inputs = found.stream()
                .filter(record -> record.kind().isInput())
                .mapToLong(KeptRecord::sequence)
                .toArray();
        this.firstFound = found.get(0).sequence();
        this.lastFound = found.get(found.size() - 1).sequence();
        Set<String> symbols = new LinkedHashSet<>();
        found.stream().filter(Stories::isSignal).forEach(signal -> {
            signals.put(signal.sequence(), signal);
            String symbol = signal.message().text(Keys.SYMBOL);
            if (symbol != null) {
                symbols.add(symbol);
            }
        });
        this.ticks = new ForwardedTicks(symbols);
    }

    /** Does the work, as far as the journal lets it. */
    void run(Path dataFolder) {
        try {
            Optional<Playback> playback = begin(dataFolder);
            while (playback.isPresent() && !interruption.hasCome()) {
                playback = playToDamage(dataFolder, playback.get());
            }
        } catch (IllegalStateException e) {
            problems.add("the router refuses to go on behind record " + reached + ": " + e.getMessage());
        }
    }

    private Optional<Playback> begin(Path dataFolder) {
        long early = Math.max(1, firstFound - WARM_UP_RECORDS);
        for (long target : new long[] {early, firstFound}) {
            try {
                return Optional.of(Playback.before(dataFolder, journal, target, ear, problem -> {}));
            } catch (NoJournalException e) {
                problems.add("the router cannot be asked from the beginning: " + e.getMessage());
            }
        }
        return Playback.behind(dataFolder, journal, firstFound, ear, problem -> {});
    }

    /** Returns where to go on behind damage, if anywhere. */
    private Optional<Playback> playToDamage(Path dataFolder, Playback playback) {
        reached = playback.start();
        boolean isSound = false;
        while (!isSound) {
            try {
                play(playback);
                isSound = true;
            } catch (JournalDamageException e) {
                if (!playback.passOver(e)) {
                    Optional<Playback> behind = Playback.behind(dataFolder, journal, e.sequence(), ear, problem -> {});
                    problems.add("the router cannot go past what is damaged"
                            + behind.map(one -> "; it went on behind record " + one.start())
                                    .orElse("")
                            + ": " + e.getMessage());
                    isBroken = behind.isEmpty();
                    return behind;
                }
            }
        }
        return Optional.empty();
    }

    private void play(Playback playback) {
        JournalRecord record = new JournalRecord();
        Router router = playback.router();
        findOrders(router);
        while (!isEnough() && !interruption.hasCome() && playback.next(record)) {
            reached = record.sequence();
            reachedNanos = record.timeNanos();
            progress.at(reached);
            if (record.kind().isInput()) {
                boolean isWanted = isWanted(reached);
                if (isWanted || ear.heard) {
                    look(record, router, isWanted);
                }
                ear.clear();
            }
        }
    }

    /** Whether nothing further can happen, or all is seen. */
    private boolean isEnough() {
        boolean allSeen = reached >= lastFound && orders.values().stream().allMatch(OrderView::isEnded);
        return reached >= last || allSeen;
    }

    /** Without a search for each record: they come in ascending order. */
    private boolean isWanted(long sequence) {
        while (nextInput < inputs.length && inputs[nextInput] < sequence) {
            nextInput++;
        }
        return nextInput < inputs.length && inputs[nextInput] == sequence;
    }

    /** Orders of signals that lie before the place where the router begins. */
    private void findOrders(Router router) {
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

    private void look(JournalRecord record, Router router, boolean isWanted) {
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
        if (orders.values().stream().anyMatch(order -> !order.isEnded())) {
            noteBackground(record);
        }
        if (changed || isWanted) {
            notes.put(sequence, List.copyOf(ear.notes));
            causes.put(sequence, KeptRecord.of(record));
            router.view().platformOf(record.source()).ifPresent(platform -> senders.put(sequence, platform));
        }
    }

    private void noteBackground(JournalRecord record) {
        for (Note note : ear.notes) {
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
        return new SignalContext(prices, config, router.view().wallOffsetNanos());
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

    /** How the orders in question stand where it ended, by ref. */
    Map<String, OrderView> orders() {
        return orders;
    }

    /** The last record that the router has seen, 0 if none. */
    long reached() {
        return reached;
    }

    /** Whether the router was still running where it ended, so that {@link #orders} is how they stand at the end. */
    boolean isComplete() {
        return reached > 0 && !isBroken && isEnough();
    }

    /** Time of the last record that the router has seen. */
    long reachedNanos() {
        return reachedNanos;
    }

    /** Why it saw less than it should, in words. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Hears the router on one input after the other. */
    private final class Ear implements Outputs {
        private final List<Note> notes = new ArrayList<>();
        private boolean heard;

        @Override
        public void output(Output output) {
            if (output.role() == Output.Role.MARKET_DATA) {
                if (output.cause() >= firstFound - WARM_UP_RECORDS) {
                    ticks.take(output);
                }
            } else {
                heard = true;
            }
        }

        @Override
        public void note(Level level, long seq, String text) {
            heard = true;
            notes.add(new Note(level, text));
        }

        private void clear() {
            if (heard) {
                heard = false;
                notes.clear();
            }
        }
    }
}
