package nexus.replay.why;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * What the router decided about a signal.
 *
 * @param code why it was refused, or null if it was not, or nothing is known
 * @param reason in words, or null
 * @param taken platforms that got an order
 * @param skipped platforms that got none, and the code why
 * @param broken of the skipped, those that broke a limit, and which
 * @param held the limits that were held, one line each
 */
record Verdict(
        String code,
        String reason,
        List<String> taken,
        Map<String, String> skipped,
        Map<String, String> broken,
        List<String> held) {
    /** Nothing is known of a decision. */
    static final Verdict UNKNOWN = new Verdict(null, null, List.of(), Map.of(), Map.of(), List.of());

    private static final Pattern SKIPPED =
            Pattern.compile("\\{\"platform\":\"((?:[^\"\\\\]|\\\\.)*)\",\"code\":\"([A-Z_]+)\"");
    private static final Pattern REJECTED = Pattern.compile("rejected [^:]*(?::[^ ][^:]*)*: ([A-Z_]+): (.*)");

    /** Reads SIGNAL_ACK or REJECT; null if it is something else. */
    static Verdict of(Message answer) {
        return switch (answer.type()) {
            case Types.SIGNAL_ACK ->
                new Verdict(
                        null,
                        null,
                        answer.texts(Keys.PLATFORMS),
                        skipped(answer),
                        LimitText.skipped(answer.json()),
                        LimitText.passed(answer.json()));
            case Types.REJECT ->
                new Verdict(
                        answer.text(Keys.CODE),
                        answer.text(Keys.REASON),
                        List.of(),
                        skipped(answer),
                        LimitText.skipped(answer.json()),
                        List.of());
            default -> null;
        };
    }

    /** By what the router said and did, for an answer that has not gone out. */
    static Verdict of(List<Findings.Note> notes, List<Findings.Change> changes) {
        for (Findings.Note note : notes) {
            Matcher matcher = REJECTED.matcher(note.text());
            if (matcher.matches()) {
                return new Verdict(matcher.group(1), matcher.group(2), List.of(), Map.of(), Map.of(), List.of());
            }
        }
        List<String> taken = new ArrayList<>();
        changes.stream()
                .filter(change -> change.before() == null)
                .forEach(change -> taken.add(change.after().platform()));
        return taken.isEmpty() ? UNKNOWN : new Verdict(null, null, taken, Map.of(), Map.of(), List.of());
    }

    private static Map<String, String> skipped(Message answer) {
        Map<String, String> skipped = new LinkedHashMap<>();
        Matcher matcher = SKIPPED.matcher(answer.json());
        while (matcher.find()) {
            skipped.put(matcher.group(1), matcher.group(2));
        }
        return skipped;
    }

    /** Such as {@code mt5, sierra (PLATFORM_DOWN), ib (UNKNOWN_SYMBOL)}; empty if none was skipped. */
    String skippedText() {
        Map<String, List<String>> byCode = new LinkedHashMap<>();
        skipped.forEach((platform, why) ->
                byCode.computeIfAbsent(why, key -> new ArrayList<>()).add(platform));
        List<String> groups = new ArrayList<>();
        byCode.forEach((why, platforms) -> groups.add(String.join(", ", platforms) + " (" + why + ")"));
        return String.join(", ", groups);
    }

    /** Whether limits were looked at: then the age comes last. */
    boolean isByLimits() {
        return !held.isEmpty() || (code != null && code.startsWith("RISK_"));
    }

    boolean isKnown() {
        return code != null || !taken.isEmpty();
    }
}
