package nexus.replay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void readsEachKindOfValue() {
        assertThat(JsonReader.read(" {\"a\" : [1, -2.5e3, true, false, null, \"\"], \"b\": {}} \n"))
                .isEqualTo(Map.of(
                        "a",
                        Arrays.asList(BigDecimal.ONE, new BigDecimal("-2.5e3"), true, false, null, ""),
                        "b",
                        Map.of()));
        assertThat(JsonReader.read("\"\\u00e9\\n\\\"\\\\\\/\\ud83d\\ude00\"")).isEqualTo("é\n\"\\/😀");
        assertThat(JsonReader.read("[]")).isEqualTo(List.of());
    }

    @Test
    void readsWhatTheWriterWrites() {
        StringBuilder text = new StringBuilder();
        new JsonWriter(text)
                .beginObject()
                .put("text", "a<b>\"\t\\ü")
                .put("number", 9_223_372_036_854_775_807L)
                .beginArray("list")
                .add("x")
                .endArray()
                .endObject()
                .endLine();
        assertThat(JsonReader.read(text.toString()))
                .isEqualTo(Map.of(
                        "text", "a<b>\"\t\\ü", "number", new BigDecimal("9223372036854775807"), "list", List.of("x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "[1,]",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{\"a\":1,\"a\":2}",
                "tru",
                "nul",
                "01x",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "1 2",
                "[1] x",
                "{\"a\":1}}",
                "--1",
                "'a'"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no JSON: ");
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too deep");
    }
}
