package nexus.adapters.fix;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import quickfix.field.NoMDEntries;

/**
 * A message with MDEntries, read by what is there: an entry begins where its first tag comes again. A dictionary would cut
 * an entry short at the first field that it does not know there, and counterparties add fields of their own.
 *
 * @param body the message's other fields; those behind the entries are in the last of them
 */
record Entries(Fields body, List<Fields> entries) {
    private static final char SEPARATOR = '\u0001';

    /** Fields by tag. */
    record Fields(Map<Integer, String> byTag) {
        boolean has(int tag) {
            return byTag.containsKey(tag);
        }

        /** Null if it is not there. */
        String text(int tag) {
            return byTag.get(tag);
        }

        /** The first character; 0 if it is not there. */
        char character(int tag) {
            String text = byTag.get(tag);
            return text == null || text.isEmpty() ? 0 : text.charAt(0);
        }

        /**
         * Null if it is not there.
         *
         * @throws NumberFormatException if it is no number
         */
        BigDecimal decimal(int tag) {
            String text = byTag.get(tag);
            return text == null ? null : new BigDecimal(text);
        }
    }

    /**
     * Takes a whole message.
     *
     * @throws NumberFormatException if a tag is no number
     */
    static Entries parse(String message) {
        Fields body = new Fields(new HashMap<>());
        List<Fields> entries = new ArrayList<>();
        Fields current = body;
        int first = -1;
        boolean counted = false;
        int from = 0;
        while (from < message.length()) {
            int equals = message.indexOf('=', from);
            int end = message.indexOf(SEPARATOR, from);
            if (equals < 0 || end < equals) {
                break;
            }
            int tag = Integer.parseInt(message, from, equals, 10);
            if (counted && first < 0) {
                first = tag;
            }
            if (tag == first) {
                current = new Fields(new HashMap<>());
                entries.add(current);
            }
            current.byTag().put(tag, message.substring(equals + 1, end));
            counted = counted || tag == NoMDEntries.FIELD;
            from = end + 1;
        }
        return new Entries(body, entries);
    }
}
