package nexus.replay.why;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;

/** Ids that are looked for. A message may hold one as a text or, where it is all digits, as a number. */
final class Ids {
    private static final String CANONICAL_NUMBER = "0|-?[1-9][0-9]*";

    private final Set<String> ids = new LinkedHashSet<>();
    private final List<Pattern> patterns = new ArrayList<>();

    private record Pattern(byte[] utf8, BigDecimal number, double approximately) {}

    /** Returns whether it was new. */
    boolean add(String id) {
        if (id == null || !ids.add(id)) {
            return false;
        }
        BigDecimal number = id.matches(CANONICAL_NUMBER) ? new BigDecimal(id) : null;
        patterns.add(new Pattern(
                id.getBytes(StandardCharsets.UTF_8), number, number == null ? Double.NaN : number.doubleValue()));
        return true;
    }

    boolean contains(String id) {
        return id != null && ids.contains(id);
    }

    /** Whether this field is one of the ids. Makes no objects unless it is nearly so. */
    boolean areIn(MapReader message, Key key) {
        int field = message.find(key);
        if (field == MapReader.ABSENT) {
            return false;
        }
        boolean isText = message.type(field) == ValueType.STRING;
        boolean isNumber = message.isNumber(field);
        for (int i = 0; i < patterns.size(); i++) {
            Pattern pattern = patterns.get(i);
            boolean same = isText
                    ? message.textEquals(field, pattern.utf8())
                    : isNumber
                            && pattern.approximately() == message.doubleValue(field)
                            && pattern.number().compareTo(message.decimalValue(field)) == 0;
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the ids stands somewhere in these bytes, as a text. */
    boolean standIn(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        return ids.stream().anyMatch(text::contains);
    }

    /** A number as an id shows it: whole numbers without point or exponent. */
    static String digits(BigDecimal number) {
        BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return bare.toPlainString();
    }
}
