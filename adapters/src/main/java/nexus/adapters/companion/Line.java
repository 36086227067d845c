package nexus.adapters.companion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One message of the companion protocol: a flat JSON object on a line. */
final class Line {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Map<String, Object> values;

    private Line(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Reads one; arrays and groups are left out, since no message to the adapter has any.
     *
     * @throws IOException if it is no JSON object, or has no {@code type}
     */
    static Line read(byte[] bytes, int offset, int length) throws IOException {
        Map<String, Object> values = new HashMap<>();
        try (JsonParser parser = JSON.createParser(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token == null) {
                    throw new IOException("it ends too early");
                }
                switch (token) {
                    case VALUE_STRING -> values.put(key, parser.getText());
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.put(key, parser.getDecimalValue());
                    case VALUE_TRUE, VALUE_FALSE -> values.put(key, parser.getBooleanValue());
                    case START_ARRAY, START_OBJECT -> parser.skipChildren();
                    default -> {}
                }
            }
        }
        if (!(values.get("type") instanceof String)) {
            throw new IOException("no type");
        }
        return new Line(values);
    }

    String type() {
        return text("type");
    }

    /** A string, or null. */
    String text(String key) {
        return values.get(key) instanceof String text ? text : null;
    }

    /** A name that some write as a string and some as a number, or null. */
    String name(String key) {
        return values.get(key) instanceof BigDecimal number ? number.toPlainString() : text(key);
    }

    /** A number, also one in quotes, or null. */
    BigDecimal decimal(String key) {
        Object value = values.get(key);
        if (value instanceof String text) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return value instanceof BigDecimal number ? number : null;
    }

    /** A whole number, or {@code otherwise}. */
    long whole(String key, long otherwise) {
        BigDecimal number = decimal(key);
        return number == null ? otherwise : number.longValue();
    }

    boolean isTrue(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /**
     * Writes one, with its line feed.
     *
     * @param keysAndValues key, value, key, value: strings, decimals, whole numbers, lists of strings; null is left out
     */
    static byte[] write(String type, Object... keysAndValues) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            for (int i = 0; i < keysAndValues.length; i += 2) {
                write(json, (String) keysAndValues[i], keysAndValues[i + 1]);
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, String key, Object value) throws IOException {
        if (value instanceof BigDecimal number) {
            json.writeNumberField(key, number);
        } else if (value instanceof Number number) {
            json.writeNumberField(key, number.longValue());
        } else if (value instanceof List<?> texts) {
            json.writeArrayFieldStart(key);
            for (Object text : texts) {
                json.writeString(text.toString());
            }
            json.writeEndArray();
        } else if (value != null) {
            json.writeStringField(key, value.toString());
        }
    }
}
