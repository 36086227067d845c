package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import nexus.config.EdgeConfig.Durability;
import nexus.gateway.edge.Edge;
import nexus.gateway.edge.ForwardingEdge;
import nexus.gateway.port.Channel;
import nexus.gateway.port.SendResult;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariant 1: nothing leaves a socket before its cause, and itself unless it is a tick, are in the journal. */
class JournalFirstTest {
    @TempDir
    Path folder;

    private final Set<String> journaledOutputs = new LinkedHashSet<>();
    private final List<String> violations = new ArrayList<>();
    private long lastAppended;
    private long lastSynced;
    private int sends;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void nothingLeavesASocketThatIsNotInTheJournal(Durability durability) throws Exception {
        boolean power = durability == Durability.POWER;
        Surroundings surroundings = RunningGateway.surroundings(
                WatchedJournal::new, edge -> new WatchedEdge(edge, power), UnaryOperator.identity());
        try (RunningGateway gateway =
                        RunningGateway.start(RunningGateway.config(1_000, durability), folder, surroundings);
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8", "version", "1"));
            nexus.awaitPlatformUp();
            platform.send(TestPeer.tick("nt8", "NQ 03-25", 16_250.5));
            nexus.await("MARKET_DATA");
            nexus.send(TestPeer.signal("one", "NQ"));
            platform.await("ORDER");
            platform.send(TestPeer.message("ORDER_ACK", "order_id", "one"));
            nexus.await("ORDER_STATUS");
            gateway.ask("HALT", "reason", "test");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(violations).isEmpty();
        assertThat(sends).as("messages watched").isGreaterThan(5);
    }

    private final class WatchedJournal extends ForwardingJournal {
        WatchedJournal(JournalAppender journal) {
            super(journal);
        }

        @Override
        public long append(
                RecordKind kind, int flags, int source, long cause, long time, byte[] payload, int offset, int length) {
            long sequence = super.append(kind, flags, source, cause, time, payload, offset, length);
            lastAppended = sequence;
            if (kind.isOutput()) {
                journaledOutputs.add(text(source, payload, offset, length));
            }
            return sequence;
        }

        @Override
        public void sync() throws IOException {
            super.sync();
            lastSynced = lastAppended;
        }
    }

    private static String text(int source, byte[] payload, int offset, int length) {
        return source + " " + HexFormat.of().formatHex(Arrays.copyOfRange(payload, offset, offset + length));
    }

    private final class WatchedEdge extends ForwardingEdge {
        private final boolean power;
        private final MapReader reader = new MapReader();

        WatchedEdge(Edge edge, boolean power) {
            super(edge);
            this.power = power;
        }

        @Override
        public SendResult send(Channel channel, int source, byte[] buffer, int offset, int length) {
            sends++;
            assertThat(reader.wrap(buffer, offset, length)).isNull();
            String type = reader.textValue(reader.find(Keys.TYPE));
            boolean isTick = type.equals(Types.MARKET_DATA);
            boolean isQueryAnswer = reader.find(Keys.SEQ) == MapReader.ABSENT;
            if (!isQueryAnswer && reader.longValue(reader.find(Keys.SEQ)) / 256 > lastAppended) {
                violations.add(type + " before its cause");
            }
            if (!isTick && !isQueryAnswer && !journaledOutputs.contains(text(source, buffer, offset, length))) {
                violations.add(type + " before itself");
            }
            if (power && !isTick && !isQueryAnswer && lastSynced != lastAppended) {
                violations.add(type + " before the disk had it");
            }
            return super.send(channel, source, buffer, offset, length);
        }
    }
}
