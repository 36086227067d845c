package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import nexus.config.EdgeConfig.Durability;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.gateway.port.SendResult;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** NEXUS's socket refuses an order event, and more happens to it before the turn is over. */
class NexusRefusalTest {
    private static final int NEXUS = 1;
    private static final int PLATFORM = 2;
    private static final int NEXT_NEXUS = 3;

    @TempDir
    Path folder;

    private final ScriptedEdge edge = new ScriptedEdge();

    private RunningGateway start(Durability durability) throws Exception {
        RunningGateway gateway = RunningGateway.start(
                RunningGateway.config(1_000, durability),
                folder,
                RunningGateway.surroundings(UnaryOperator.identity(), edge::insteadOf, UnaryOperator.identity()));
        edge.turn(events -> {
            events.peerUp(Channel.NEXUS, NEXUS, "01", null);
            events.peerUp(Channel.PLATFORM, PLATFORM, "02", null);
            frame(events, Channel.NEXUS, NEXUS, TestPeer.message("HEARTBEAT"));
            frame(events, Channel.PLATFORM, PLATFORM, TestPeer.message("REGISTER", "platform", "nt8"));
        });
        edge.await(NEXUS, taken -> TestPeer.json(taken.message()).contains("\"UP\""), "PLATFORM_STATUS UP");
        return gateway;
    }

    private static void frame(PortEvents events, Channel channel, int source, byte[] message) {
        events.frame(channel, source, 0, message, 0, message.length);
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void aQueueThatIsFullForAMomentOnlyHoldsUpNobodyForGood(Durability durability) throws Exception {
        try (RunningGateway gateway = start(durability)) {
            edge.turn(events -> {
                edge.answer(NEXUS, SendResult.FULL);
                frame(events, Channel.NEXUS, NEXUS, TestPeer.signal("one", "NQ"));
                edge.answer(NEXUS, SendResult.SENT);
            });
            edge.await(NEXUS, taken -> taken.is("SIGNAL_ACK"), "SIGNAL_ACK");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void aNexusThatComesInTheTurnInWhichTheLastOneWasLostGetsEachEventOnce(Durability durability) throws Exception {
        try (RunningGateway gateway = start(durability)) {
            edge.turn(events -> {
                edge.answer(NEXUS, SendResult.GONE);
                frame(events, Channel.NEXUS, NEXUS, TestPeer.signal("one", "NQ"));
                events.peerDown(Channel.NEXUS, NEXUS, "disconnected");
                events.peerUp(Channel.NEXUS, NEXT_NEXUS, "03", null);
                frame(events, Channel.NEXUS, NEXT_NEXUS, TestPeer.message("HEARTBEAT"));
                frame(
                        events,
                        Channel.PLATFORM,
                        PLATFORM,
                        TestPeer.message(
                                "ORDER_FILL",
                                "order_id",
                                "one",
                                "symbol",
                                "NQ 03-25",
                                "filled_qty",
                                1,
                                "fill_price",
                                100.25));
            });
            edge.await(NEXT_NEXUS, taken -> taken.is("SIGNAL_ACK"), "SIGNAL_ACK");
            edge.turn(events -> frame(events, Channel.NEXUS, NEXT_NEXUS, TestPeer.signal("one", "NQ")));
            edge.await(NEXT_NEXUS, taken -> taken.is("REJECT"), "REJECT");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(edge.taken(NEXT_NEXUS).stream().map(ScriptedEdge.Taken::seq))
                .as(edge.taken(NEXT_NEXUS).toString())
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(edge.taken(NEXT_NEXUS).stream().filter(taken -> taken.is("ORDER_FILL")))
                .hasSize(1);
        assertThat(RunningGateway.verify(folder)).isZero();
    }
}
