package nexus.adapters.fix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A message as a list of fields, read and written without any library. */
final class FixMessage {
    private static final char SEPARATOR = '\u0001';

    /** One field, in its place. */
    record Field(int tag, String value) {}

    private final List<Field> fields;

    private FixMessage(List<Field> fields) {
        this.fields = fields;
    }

    /**
     * A whole message; its length and checksum must be right.
     *
     * @throws IllegalArgumentException if they are not
     */
    static FixMessage parse(String text) {
        List<Field> fields = new ArrayList<>();
        for (String field : text.split(String.valueOf(SEPARATOR), -1)) {
            if (!field.isEmpty()) {
                int equals = field.indexOf('=');
                fields.add(new Field(Integer.parseInt(field.substring(0, equals)), field.substring(equals + 1)));
            }
        }
        FixMessage message = new FixMessage(fields);
        int body = text.indexOf(SEPARATOR, text.indexOf(SEPARATOR) + 1) + 1;
        int trailer = text.lastIndexOf("10=");
        String problem = !text.startsWith("8=FIX.4.4")
                ? "begins otherwise"
                : trailer - body != message.number(9)
                        ? "BodyLength"
                        : checksum(text.substring(0, trailer)) != message.number(10) ? "CheckSum" : null;
        if (problem != null) {
            throw new IllegalArgumentException(problem + ": " + text.replace(SEPARATOR, '|'));
        }
        return message;
    }

    /** The bytes of a message; {@code body} is all between BodyLength and CheckSum, with bars for separators. */
    static byte[] encode(String body) {
        String text = body.replace('|', SEPARATOR) + SEPARATOR;
        String head = "8=FIX.4.4" + SEPARATOR + "9=" + text.length() + SEPARATOR + text;
        return (head + String.format("10=%03d", checksum(head)) + SEPARATOR).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int checksum(String text) {
        int sum = 0;
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            sum += b;
        }
        return sum & 0xff;
    }

    List<Field> fields() {
        return fields;
    }

    /** The first field of that tag, or null. */
    String text(int tag) {
        for (Field field : fields) {
            if (field.tag() == tag) {
                return field.value();
            }
        }
        return null;
    }

    int number(int tag) {
        String text = text(tag);
        if (text == null) {
            throw new IllegalArgumentException("no " + tag + " in " + this);
        }
        return Integer.parseInt(text);
    }

    String type() {
        return text(35);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        fields.forEach(field ->
                text.append(field.tag()).append('=').append(field.value()).append('|'));
        return text.toString();
    }
}
