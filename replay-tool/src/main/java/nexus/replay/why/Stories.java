package nexus.replay.why;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import nexus.gateway.router.OrderView;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;

/** Gives every record that was found to the signal that it belongs to, and makes lines of them. */
final class Stories {
    private final IdSearch search;
    private final Findings findings;
    private final boolean isComplete;
    private final List<Story> stories = new ArrayList<>();
    private final Story orphans = new Story(null);
    private final Map<String, Story> byRef = new LinkedHashMap<>();
    private final Map<Long, Set<Story>> byInput = new LinkedHashMap<>();

    Stories(IdSearch search, Course course) {
        this.search = search;
        this.findings = course.findings();
        this.isComplete = course.isComplete();
    }

    /** Whether NEXUS asks for an order with this record; also if it cannot be read. */
    static boolean isSignal(KeptRecord record) {
        return record.kind() == RecordKind.NEXUS_IN
                && (record.message().type().equals(Types.SIGNAL)
                        || record.message().type().isEmpty());
    }

    /** The signals that were asked for, in the journal's order; then, without a signal, what belongs to none. */
    List<Story> tell() {
        Map<Long, KeptRecord> records = new TreeMap<>(findings.inputs());
        search.found().forEach(record -> records.put(record.sequence(), record));
        records.values().stream().filter(Stories::isSignal).map(Story::new).forEach(stories::add);
        findOrders(records);
        Map<Story, StoryLines> lines = new LinkedHashMap<>();
        stories.forEach(story -> lines.put(story, new StoryLines(story, findings, isComplete)));
        lines.put(orphans, new StoryLines(orphans, findings, isComplete));
        lines.values().forEach(StoryLines::begin);
        for (KeptRecord record : records.values()) {
            if (!isSignal(record)) {
                Set<Story> owners = owners(record);
                byInput.put(record.sequence(), owners);
                owners.forEach(story -> lines.get(story).add(record));
            }
        }
        lines.values().forEach(StoryLines::end);
        List<Story> wanted =
                new ArrayList<>(stories.stream().filter(this::isWanted).toList());
        if (!orphans.events().isEmpty()) {
            wanted.add(orphans);
        }
        return wanted;
    }

    private boolean isWanted(Story story) {
        String id = story.signal().message().text(Keys.ORDER_ID);
        return id == null
                || search.isWanted(id)
                || story.orders().keySet().stream().anyMatch(search::isWanted);
    }

    private void findOrders(Map<Long, KeptRecord> records) {
        Map<Long, Story> bySequence = new LinkedHashMap<>();
        stories.forEach(story -> bySequence.put(story.signal().sequence(), story));
        findVerdicts(records, bySequence);
        for (KeptRecord record : records.values()) {
            Story story = bySequence.get(record.cause());
            if (story != null && record.message().type().equals(Types.ORDER)) {
                addOrder(story, record);
            }
        }
        // Those that never got as far as the journal.
        for (OrderView order : findings.orders().values()) {
            Story story = bySequence.get(order.signalSequence());
            if (story != null && !story.orders().containsKey(order.ref())) {
                story.orders()
                        .put(
                                order.ref(),
                                new Story.KnownOrder(order.ref(), order.platform(), 0, order.wireId(), 0, order));
                byRef.put(order.ref(), story);
            }
        }
    }

    private void findVerdicts(Map<Long, KeptRecord> records, Map<Long, Story> bySequence) {
        for (Story story : stories) {
            long sequence = story.signal().sequence();
            story.verdict(Verdict.of(findings.notes(sequence), findings.changes(sequence)));
        }
        for (KeptRecord record : records.values()) {
            Story story = bySequence.get(record.cause());
            Verdict verdict =
                    story == null || record.kind() != RecordKind.NEXUS_OUT ? null : Verdict.of(record.message());
            if (verdict != null) {
                story.verdict(verdict);
            }
        }
    }

    private void addOrder(Story story, KeptRecord order) {
        String ref = order.message().text(Keys.REF);
        OrderView end = findings.orders().get(ref);
        // The answer names the platforms in the order in which the orders went out.
        List<String> taken = story.verdict().taken();
        int index = story.orders().size();
        String platform = end != null ? end.platform() : index < taken.size() ? taken.get(index) : null;
        story.orders()
                .put(
                        ref,
                        new Story.KnownOrder(
                                ref,
                                platform,
                                order.source(),
                                order.message().text(Keys.ORDER_ID),
                                order.timeNanos(),
                                end));
        byRef.put(ref, story);
    }

    private Set<Story> owners(KeptRecord record) {
        Set<Story> owners = new LinkedHashSet<>();
        Story named = byRef.get(Objects.toString(record.message().text(Keys.REF)));
        if (named != null) {
            owners.add(named);
        }
        for (Findings.Change change : findings.changes(record.sequence())) {
            owners.add(byRef.get(change.after().ref()));
        }
        record.message().texts(Keys.ABANDONED).forEach(ref -> owners.add(byRef.get(ref)));
        record.message().texts(Keys.UNCANCELED).forEach(ref -> owners.add(byRef.get(ref)));
        owners.remove(null);
        if (owners.isEmpty() && record.kind().isOutput()) {
            owners.addAll(ownersOfOutput(record));
        }
        if (owners.isEmpty() && record.kind() == RecordKind.PLATFORM_IN) {
            ownerByWireId(record, owners);
        }
        if (owners.isEmpty()) {
            owners.add(lastBefore(record));
        }
        return owners;
    }

    private Set<Story> ownersOfOutput(KeptRecord output) {
        for (Story story : stories) {
            if (story.signal().sequence() == output.cause()) {
                return Set.of(story);
            }
        }
        Set<Story> ofCause = byInput.getOrDefault(output.cause(), Set.of());
        if (ofCause.size() == 1) {
            return ofCause;
        }
        String symbol = output.message().text(Keys.SYMBOL);
        String side = output.message().text(Keys.SIDE);
        return lastOf(stories.stream()
                .filter(story -> story.hasOrders() && story.signal().sequence() < output.sequence())
                .filter(story -> Objects.equals(story.signal().message().text(Keys.SYMBOL), symbol)
                        && Objects.equals(story.signal().message().text(Keys.SIDE), side))
                .toList());
    }

    private void ownerByWireId(KeptRecord record, Set<Story> owners) {
        String id = record.message().text(Keys.ORDER_ID);
        String platform = findings.sender(record.sequence());
        owners.addAll(lastOf(stories.stream()
                .filter(story -> story.orders().values().stream()
                        .anyMatch(order -> Objects.equals(order.wireId(), id)
                                && (platform == null
                                        ? order.source() == record.source()
                                        : platform.equals(order.platform()))))
                .toList()));
    }

    private static Set<Story> lastOf(List<Story> candidates) {
        return candidates.isEmpty() ? Set.of() : Set.of(candidates.get(candidates.size() - 1));
    }

    /** The last signal before a record that led to orders, else the last at all. */
    private Story lastBefore(KeptRecord record) {
        return stories.stream()
                .filter(story -> story.signal().sequence() < record.sequence())
                .max(Comparator.comparing(Story::hasOrders)
                        .thenComparing(story -> story.signal().sequence()))
                .orElse(orphans);
    }
}
