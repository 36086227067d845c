package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import org.junit.jupiter.api.Test;

class FollowerWatchTest {
    private final FollowerWatch watch = new FollowerWatch(1_000);
    private final Heard heard = new Heard();

    @Test
    void itConnectsOnceAndAsksNowAndThen() {
        watch.receive(0, false, () -> 7, heard);
        watch.receive(50_000, false, () -> 8, heard);
        watch.receive(100_000, false, () -> 8, heard);
        watch.receive(100_001, false, () -> 8, heard);
        watch.receive(100_002, true, () -> 8, heard);
        assertThat(heard.lines).containsExactly("7 up", "7 {\"type\":\"STATUS\"}", "7 {\"type\":\"STATUS\"}");
    }

    @Test
    void platformsAreHeldUntilHalfIsCaughtUp() {
        watch.receive(0, false, () -> 7, heard);
        answer(5_000, 4_000);
        assertThat(watch.hold()).isFalse();
        answer(6_001, 5_000);
        assertThat(watch.hold()).isTrue();
        answer(6_001, 5_500);
        assertThat(watch.hold()).isTrue();
        answer(6_001, 5_501);
        assertThat(watch.hold()).isFalse();
        assertThat(watch.heldNanos()).isPositive();
        assertThat(watch.furthestBehind()).isEqualTo(1_001);
        assertThat(watch.behind()).isEqualTo(500);
        assertThat(watch.records()).isEqualTo(6_001);
    }

    @Test
    void whileItHoldsItKeepsAsking() {
        watch.receive(0, false, () -> 7, heard);
        answer(2_000, 0);
        watch.receive(1, false, () -> 8, heard);
        watch.receive(1, false, () -> 8, heard);
        assertThat(heard.lines).hasSize(3);
    }

    @Test
    void aGatewayThatIsGoneHoldsNobody() {
        watch.receive(0, false, () -> 7, heard);
        answer(2_000, 0);
        watch.disconnected();
        assertThat(watch.hold()).isFalse();
        watch.receive(0, false, () -> 9, heard);
        assertThat(heard.lines).containsExactly("7 up", "9 up");
    }

    private void answer(long lastSequence, long verifiedThrough) {
        byte[] answer = new MapWriter(64)
                .reset()
                .beginMap()
                .put(Keys.LAST_SEQUENCE, lastSequence)
                .put(Key.of("verified_through"), verifiedThrough)
                .endMap()
                .toBytes();
        watch.take(answer, 0, answer.length);
    }

    private static final class Heard implements PortEvents {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void peerUp(Channel channel, int source, String identity, String address) {
            lines.add(source + " up");
        }

        @Override
        public void peerDown(Channel channel, int source, String reason) {
            lines.add(source + " down");
        }

        @Override
        public void frame(Channel channel, int source, int flags, byte[] buffer, int offset, int length) {
            lines.add(source + " " + JsonText.of(buffer, offset, length));
        }
    }
}
