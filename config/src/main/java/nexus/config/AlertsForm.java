package nexus.config;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import nexus.config.AlertsConfig.Expect;

/** The section {@code alerts} of the normal form. It is there only where alerts are told. */
final class AlertsForm {
    private AlertsForm() {}

    static List<String> write(AlertsConfig config) {
        return List.of(
                "repeatEveryMillis " + config.repeatEveryMillis(),
                "clearAfterMillis " + config.clearAfterMillis(),
                "maxActive " + config.maxActive(),
                "expect " + Words.of(config.expect()));
    }

    /** @throws IllegalArgumentException at a line that {@link #write} would not have written so; it says why */
    static AlertsConfig read(FormLines lines) {
        return new AlertsConfig(
                true,
                whole(lines, "repeatEveryMillis"),
                whole(lines, "clearAfterMillis"),
                Math.toIntExact(whole(lines, "maxActive", value -> value <= Integer.MAX_VALUE)),
                expect(lines));
    }

    private static long whole(FormLines lines, String key) {
        return whole(lines, key, value -> true);
    }

    private static long whole(FormLines lines, String key, Predicate<Long> rule) {
        String digits =
                lines.next(Pattern.compile(key + " (0|[1-9][0-9]{0,17})")).group(1);
        long value = Long.parseLong(digits);
        if (!rule.test(value)) {
            throw new IllegalArgumentException(key + " " + digits + " — out of range");
        }
        return value;
    }

    private static Expect expect(FormLines lines) {
        String word = lines.next(Pattern.compile("expect ([a-z-]+)")).group(1);
        return Words.parse(Expect.class, word)
                .orElseThrow(() -> new IllegalArgumentException("expect " + word + " — no such choice"));
    }
}
