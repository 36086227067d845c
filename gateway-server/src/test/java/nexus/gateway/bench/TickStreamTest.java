package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.Test;

class TickStreamTest {
    private static final int MANY = 3_000_000;

    private final TickStream ticks = new TickStream(1_700_000_000L);

    @Test
    void ticksAreMessagesThatDifferInPriceVolumeAndTime() {
        assertThat(json(ticks.next()))
                .isEqualTo("{\"type\":\"MARKET_DATA\",\"platform\":\"nt8\",\"data\":{\"symbol\":\"NQ 03-25\","
                        + "\"price\":16250.0,\"volume\":1,\"timestamp\":1700000000.0}}");
        ticks.next();
        ticks.next();
        assertThat(json(ticks.next())).contains("\"price\":16250.75,\"volume\":4,\"timestamp\":1700000000.0000029");
        assertThat(ticks.tickBytes()).isEqualTo(95);
    }

    private static String json(byte[] message) {
        return JsonText.of(message, 0, message.length);
    }

    @Test
    void everyOneIsKnownByItsNumber() throws IOException {
        for (int i = 0; i < MANY; i++) {
            ticks.arrive(ticks.next());
        }

        assertThat(ticks.arrived()).isEqualTo(MANY);
        assertThat(ticks.underWay()).isZero();
    }

    @Test
    void theyAreKnownAfterATranslationThatMovesTheFields() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(ticks.arrive(translated(ticks.next(), i % 2 == 0))).isTrue();
        }

        assertThat(ticks.arrived()).isEqualTo(3);
    }

    private static byte[] translated(byte[] tick, boolean longer) {
        MapReader message = new MapReader();
        message.wrap(tick, 0, tick.length);
        MapWriter out = new MapWriter(256).reset().beginMap().put(Keys.TYPE, Types.MARKET_DATA);
        if (longer) {
            out.put(Keys.SEQ, 1L << 40);
        }
        return out.copyField(message, message.find(Keys.DATA)).endMap().toBytes();
    }

    @Test
    void missingOnesAreCounted() {
        ticks.next();
        ticks.next();
        byte[] third = ticks.next();

        assertThatThrownBy(() -> ticks.arrive(third))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2.0 are missing");
    }

    @Test
    void repeatedOneIsOutOfOrder() throws IOException {
        byte[] first = ticks.next();
        ticks.arrive(first);

        assertThatThrownBy(() -> ticks.arrive(first))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("out of order");
    }

    @Test
    void otherMessagesAreNone() throws IOException {
        OrderMessages messages = new OrderMessages();

        assertThat(ticks.arrive(messages.fill("a"))).isFalse();
        assertThat(ticks.arrive(messages.hello())).isFalse();
        assertThat(ticks.arrive(new byte[0])).isFalse();
        assertThat(ticks.arrive(new byte[] {(byte) 0x81})).isFalse();
    }
}
