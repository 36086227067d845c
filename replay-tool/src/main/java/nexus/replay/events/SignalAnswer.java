package nexus.replay.events;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nexus.gateway.router.Changes;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.json.JsonWriter;

/**
 * The checks that the router's answer to a signal tells of, as JSON: an array of {@code {"check", "scope", "limit",
 * "observed", "verdict"}}, in the order in which they were made.
 */
final class SignalAnswer {
    private static final String PASSED = "passed";
    private static final String REFUSED = "refused";

    private final MapReader message = new MapReader();
    private final MapReader inner = new MapReader();
    private final StringBuilder ofSignal = new StringBuilder();
    private final Map<String, StringBuilder> ofPlatforms = new HashMap<>();
    private boolean isKnown;

    /** Reads the answer among what the router told NEXUS because of the signal. */
    void read(List<Changes.Told> told) {
        isKnown = false;
        for (Changes.Told one : told) {
            message.wrapMade(one.buffer(), one.offset());
            if (isAnswer()) {
                readMessage();
                return;
            }
        }
    }

    /** Reads an output that the signal caused; returns whether it is the answer. */
    boolean read(JournalRecord output) {
        isKnown = false;
        boolean isFine =
                message.wrap(output.payload(), output.payloadOffset(), output.payloadLength()) == null && isAnswer();
        if (isFine) {
            readMessage();
        }
        return isFine;
    }

    private boolean isAnswer() {
        String type = text(message, Keys.TYPE);
        return Types.SIGNAL_ACK.equals(type) || Types.REJECT.equals(type);
    }

    private void readMessage() {
        isKnown = true;
        ofSignal.setLength(0);
        ofPlatforms.clear();
        passed();
        if (Types.REJECT.equals(text(message, Keys.TYPE))) {
            refused(message, ofSignal);
        }
        skipped();
    }

    /** Of the signal as a whole; null if there was no answer. */
    String ofSignal() {
        return isKnown ? "[" + ofSignal + "]" : null;
    }

    /** Of the order for a platform: those of the signal, then its own. */
    String ofPlatform(String platform) {
        if (!isKnown) {
            return null;
        }
        StringBuilder own = ofPlatforms.get(platform);
        String comma = own == null || own.isEmpty() || ofSignal.isEmpty() ? "" : ",";
        return "[" + ofSignal + comma + (own == null ? "" : own) + "]";
    }

    private void passed() {
        int checks = message.find(Keys.CHECKS);
        if (checks == MapReader.ABSENT) {
            return;
        }
        for (int offset : message.mapOffsets(checks)) {
            inner.wrapMade(message.buffer(), offset);
            String platform = text(inner, Keys.PLATFORM);
            StringBuilder json = platform == null ? ofSignal : of(platform);
            List<Object> limits = inner.scalarValues(inner.find(Keys.LIMITS));
            for (int i = 0; i + 2 < limits.size(); i += 3) {
                String label = String.valueOf(limits.get(i));
                int space = label.indexOf(' ');
                String name = space < 0 ? label : label.substring(0, space);
                String scope = space < 0 ? null : label.substring(space + 1);
                put(json, name, scope, limits.get(i + 1), limits.get(i + 2), PASSED);
            }
        }
    }

    private void skipped() {
        int skipped = message.find(Keys.SKIPPED);
        if (skipped == MapReader.ABSENT) {
            return;
        }
        for (int offset : message.mapOffsets(skipped)) {
            inner.wrapMade(message.buffer(), offset);
            refused(inner, of(text(inner, Keys.PLATFORM)));
        }
    }

    private StringBuilder of(String platform) {
        return ofPlatforms.computeIfAbsent(platform, p -> new StringBuilder());
    }

    private static void refused(MapReader map, StringBuilder json) {
        put(
                json,
                text(map, Keys.CODE),
                text(map, Keys.SCOPE),
                scalar(map, Keys.LIMIT),
                scalar(map, Keys.OBSERVED),
                REFUSED);
    }

    private static void put(
            StringBuilder json, String check, String scope, Object limit, Object observed, String verdict) {
        if (!json.isEmpty()) {
            json.append(',');
        }
        JsonWriter writer = new JsonWriter(json);
        writer.beginObject().put("check", check).put("scope", scope);
        put(writer, "limit", limit);
        put(writer, "observed", observed);
        writer.put("verdict", verdict).endObject();
    }

    private static void put(JsonWriter json, String name, Object value) {
        if (value instanceof BigDecimal number) {
            json.put(name, number);
        } else {
            json.put(name, (String) value);
        }
    }

    private static Object scalar(MapReader map, Key key) {
        int field = map.find(key);
        if (field == MapReader.ABSENT) {
            return null;
        }
        return map.isNumber(field) ? map.decimalValue(field) : text(map, key);
    }

    private static String text(MapReader map, Key key) {
        int field = map.find(key);
        return field == MapReader.ABSENT || map.type(field) != ValueType.STRING ? null : map.textValue(field);
    }
}
