package nexus.replay.why;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.Interruption;

/** Order ids of signals that look like one that is not there: somebody may have mistyped it. */
final class NearIds {
    private static final int SHOWN = 5;
    private static final int MAX_DISTANCE = 2;

    private final String id;
    private final TreeSet<Near> nearest =
            new TreeSet<>(Comparator.comparingInt(Near::distance).thenComparing(Near::id));

    private record Near(int distance, String id) {}

    NearIds(String id) {
        this.id = id;
    }

    /** The nearest of all signals up to a record, nearest first; reads the whole journal. */
    List<String> in(JournalReader journal, long first, long last, Interruption interruption) {
        JournalRecord record = new JournalRecord();
        MapReader reader = new MapReader();
        SoundRecords records = new SoundRecords(journal, first, last);
        while (records.next(record) && !interruption.hasCome()) {
            boolean isMessage = record.kind() == RecordKind.NEXUS_IN
                    && record.flags() == 0
                    && reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null;
            if (isMessage && reader.find(Keys.ORDER_ID) != MapReader.ABSENT) {
                Message message = KeptRecord.of(record).message();
                if (message.type().equals(Types.SIGNAL)) {
                    consider(message.text(Keys.ORDER_ID));
                }
            }
        }
        return nearest.stream().map(Near::id).toList();
    }

    private void consider(String candidate) {
        if (candidate == null) {
            return;
        }
        int distance = distance(id.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
        if (distance <= MAX_DISTANCE) {
            nearest.add(new Near(distance, candidate));
            if (nearest.size() > SHOWN) {
                nearest.pollLast();
            }
        }
    }

    /** 1 where one is a part of the other; else how many characters must change, {@link #MAX_DISTANCE} + 1 at the most. */
    static int distance(String one, String other) {
        if (one.length() > 3 && other.length() > 3 && (one.contains(other) || other.contains(one))) {
            return Math.min(1, Math.abs(one.length() - other.length()));
        }
        if (Math.abs(one.length() - other.length()) > MAX_DISTANCE
                || Math.min(one.length(), other.length()) <= MAX_DISTANCE) {
            return MAX_DISTANCE + 1;
        }
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return Math.min(before[other.length()], MAX_DISTANCE + 1);
    }
}
