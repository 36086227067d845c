package nexus.replay.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void writesValuesOneAfterAnother() {
        StringBuilder text = new StringBuilder();

        new JsonWriter(text)
                .beginObject()
                .put("a", 1)
                .put("b", new BigDecimal("1E+3"))
                .put("c", 0.5)
                .put("d", Double.NaN)
                .put("e", (String) null)
                .putNull("f")
                .put("g", true)
                .beginArray("h")
                .add("x")
                .beginObject()
                .endObject()
                .add(2)
                .add(1e-7)
                .endArray()
                .beginObject("i")
                .put("j", "k")
                .endObject()
                .endObject()
                .endLine();

        assertThat(text)
                .hasToString("{\"a\":1,\"b\":1000,\"c\":0.5,\"d\":null,\"e\":null,\"f\":null,\"g\":true,"
                        + "\"h\":[\"x\",{},2,0.0000001],\"i\":{\"j\":\"k\"}}\n");
    }

    @Test
    void textsCannotEndAScript() {
        StringBuilder text = new StringBuilder();

        new JsonWriter(text).beginArray().add("</script>\"\\\n\u0001").endArray();

        assertThat(text).hasToString("[\"\\u003c/script>\\\"\\\\\\u000a\\u0001\"]");
    }
}
