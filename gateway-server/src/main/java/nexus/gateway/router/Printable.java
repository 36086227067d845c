package nexus.gateway.router;

import java.util.Locale;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;

/** Makes foreign text safe to show: printable and short. */
final class Printable {
    private static final int MAX_LENGTH = 64;

    private Printable() {}

    static String of(String text) {
        return of(text, MAX_LENGTH);
    }

    /** @param maxLength in code points; what is longer is cut and ends in an ellipsis */
    static String of(String text, int maxLength) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(maxLength)
                .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? '?' : c));
        return text.codePointCount(0, text.length()) > maxLength ? shown + "…" : shown.toString();
    }

    /** A field's value: texts in quotes, numbers, else the type. */
    static String of(MapReader message, int field) {
        if (message.isNumber(field)) {
            return message.decimalValue(field).toString();
        }
        return message.type(field) == ValueType.STRING
                ? '"' + of(message.textValue(field)) + '"'
                : message.type(field).name().toLowerCase(Locale.ROOT);
    }

    /** Whether an id is 1–64 bytes of printable text. */
    static boolean isId(String text) {
        int length = SymbolTable.utf8(text).length;
        return length >= 1 && length <= 64 && text.codePoints().noneMatch(Character::isISOControl);
    }
}
