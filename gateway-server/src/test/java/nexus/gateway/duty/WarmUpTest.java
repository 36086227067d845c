package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    /** Every output, and every note above INFO. */
    private static final class Heard implements Outputs {
        private final List<byte[]> messages = new ArrayList<>();
        private final List<String> types = new ArrayList<>();
        private final Map<Output.Role, Integer> roles = new EnumMap<>(Output.Role.class);
        private final List<String> warnings = new ArrayList<>();

        @Override
        public void output(Output output) {
            MapReader reader = new MapReader();
            assertThat(reader.wrap(output.buffer(), output.offset(), output.length()))
                    .isNull();
            types.add(reader.textValue(reader.find(Keys.TYPE)));
            messages.add(Arrays.copyOfRange(output.buffer(), output.offset(), output.offset() + output.length()));
            roles.merge(output.role(), 1, Integer::sum);
        }

        @Override
        public void note(Level level, long seq, String text) {
            if (level.compareTo(Level.WARN) >= 0) {
                warnings.add(text);
            }
        }
    }

    private static Heard trades(int count) {
        Heard heard = new Heard();
        WarmUp warmUp = new WarmUp(heard);
        warmUp.begin();
        for (int i = 0; i < count; i++) {
            warmUp.trade();
        }
        return heard;
    }

    @Test
    void takesTicksAndOrdersAllTheWay() {
        Heard heard = trades(3);

        assertThat(heard.roles.get(Output.Role.MARKET_DATA)).isEqualTo(3 * 64);
        assertThat(heard.roles.get(Output.Role.ORDER)).isEqualTo(3);
        assertThat(Collections.frequency(heard.types, Types.SIGNAL_ACK)).isEqualTo(3);
        assertThat(Collections.frequency(heard.types, Types.ORDER_FILL)).isEqualTo(3);
        assertThat(heard.types).doesNotContain(Types.ERROR, Types.REJECT);
        assertThat(heard.warnings).isEmpty();
    }

    @Test
    void isTheSameEveryTimeSoNothingIsLeftBehind() {
        Heard before = trades(2);
        WarmUp.run();
        Heard after = trades(2);

        assertThat(after.messages).hasSameSizeAs(before.messages);
        for (int i = 0; i < before.messages.size(); i++) {
            assertThat(after.messages.get(i)).isEqualTo(before.messages.get(i));
        }
    }
}
