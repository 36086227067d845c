package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.gateway.router.RouterRun.Sent;
import nexus.gateway.router.RouterRun.Step;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What concerns thousands of orders is spread over inputs, by CONTINUE: {@link RouterRun} refuses more than 256 outputs
 * of one.
 */
class ManyOrdersTest {
    private static final int NEXUS = 900;
    private final RouterRun run = new RouterRun();

    /** As many platforms as a configuration may have, all of one dialect. */
    private void open(int platforms) {
        List<RouterConfig.Platform> names = IntStream.range(0, platforms)
                .mapToObj(i -> new RouterConfig.Platform("p" + i, "d"))
                .toList();
        RouterConfig.Mapping mapping =
                new RouterConfig.Mapping("NQ", "d", "NQ 03-25", BigDecimal.ONE, BigDecimal.ONE, true);
        run.begin(Router.VERSION);
        run.configure(NormalForm.of(RouterConfig.of(names, List.of(mapping))));
        run.recover(false);
        for (int i = 0; i < platforms; i++) {
            register(i + 1, "p" + i);
        }
    }

    @AfterEach
    void aReplayDoesNotDiverge() {
        run.checkpoint();
        Replay replay = Recording.replay(run.recording().entries());
        assertThat(replay.firstDivergence()).isEmpty();
        assertThat(replay.pending()).isEmpty();
    }

    private Step stored(Step step) {
        step.outputs().forEach(run::store);
        return step;
    }

    private Step input(RecordKind kind, int source, Map<String, ?> message) {
        return stored(run.input(kind, 0, source, Json.toMessagePack(message)));
    }

    private Step register(int source, String platform) {
        return input(
                RecordKind.PLATFORM_IN,
                source,
                Map.of("type", "REGISTER", "platform", platform, "capabilities", List.of("order_status")));
    }

    private Step control(String json) {
        return stored(run.control(RecordKind.CONTROL, json));
    }

    private Step nexusUp() {
        return stored(nexusUpUnstored());
    }

    private Step nexusUpUnstored() {
        control("{\"type\":\"PEER_UP\",\"source\":" + NEXUS + ",\"endpoint\":\"nexus\",\"identity\":\"00\"}");
        return run.control(RecordKind.CONTROL, "{\"type\":\"NEXUS_SETTLED\",\"source\":" + NEXUS + "}");
    }

    private Step signal(int id) {
        return input(
                RecordKind.NEXUS_IN,
                NEXUS,
                Map.of("type", "SIGNAL", "symbol", "NQ", "side", "BUY", "quantity", 1, "order_id", id));
    }

    private static List<Sent> ofType(List<Sent> sent, String type) {
        return sent.stream()
                .filter(one -> type.equals(Json.parseMessage(one.message()).get("type")))
                .toList();
    }

    /** Everything from a step on, until the router wants no more. */
    private List<Sent> drain(Step first) {
        List<Sent> sent = new ArrayList<>(first.outputs());
        while (run.router().wantsContinue()) {
            Step next = control("{\"type\":\"CONTINUE\"}");
            assertThat(next.outputs()).as("CONTINUE goes on").isNotEmpty();
            sent.addAll(next.outputs());
        }
        return sent;
    }

    private static void assertAscending(List<Sent> events) {
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).seq()).isGreaterThan(events.get(i - 1).seq());
        }
    }

    @Test
    void whatNeedsSomebodyIsListedBeforeHundredsOfEndedOrders() {
        open(2);
        nexusUp();
        signal(1);
        control("{\"type\":\"PEER_DOWN\",\"source\":2,\"reason\":\"gone\"}");
        for (int i = 2; i < 600; i++) {
            String ref = ofType(signal(i).outputs(), "ORDER").get(0).ref();
            input(RecordKind.PLATFORM_IN, 1, Map.of("type", "ORDER_REJECT", "ref", ref, "reason", "no"));
        }
        MapWriter report = new MapWriter(256).reset().beginMap();
        run.router().describeOrders(report);
        Map<?, ?> orders = Json.parseMessage(report.endMap().toBytes());
        List<String> listed = ((List<?>) orders.get("orders"))
                .stream()
                        .map(Map.class::cast)
                        .map(order -> order.get("order_id") + " " + order.get("platform") + " " + order.get("status"))
                        .toList();
        assertThat(listed).hasSize(200).startsWith("1 p1 IN_DOUBT", "1 p0 SENT", "599 p0 REJECTED", "598 p0 REJECTED");
        assertThat(orders.get("total").toString()).isEqualTo("600");
    }

    @Test
    void aTakeOverAsksAndTellsOfThousandsOfOrders() {
        open(1);
        nexusUp();
        for (int i = 0; i < 3_000; i++) {
            signal(i);
        }
        List<Sent> sent = drain(register(77, "p0"));
        List<Sent> told = ofType(sent, "ORDER_STATUS");
        assertThat(told).hasSize(3_000);
        assertAscending(told);
        assertThat(ofType(sent, "ORDER_STATUS_REQUEST")).hasSize(3_000).allMatch(one -> one.source() == 77);
    }

    @Test
    void aRestartLeavesThousandsInDoubtAndTellsEachToAReconnectedV0() {
        open(1);
        nexusUp();
        for (int i = 0; i < 3_000; i++) {
            signal(i);
        }
        assertThat(drainNothing(run.restart(false))).isZero();
        List<Sent> told = ofType(drain(nexusUp()), "ORDER_STATUS");
        // Once as the event that it was, once as the cumulative status that a v0 NEXUS gets.
        assertThat(told).hasSize(6_000);
        assertAscending(told);
    }

    /** Lets the router queue all that it has to say while no NEXUS is there. */
    private int drainNothing(Step first) {
        int outputs = first.outputs().size();
        while (run.router().wantsContinue()) {
            outputs += control("{\"type\":\"CONTINUE\"}").outputs().size();
        }
        return outputs;
    }

    @Test
    void thousandsOfHeldFillsGoOutInOrderWhileMoreCome() {
        open(1);
        nexusUp();
        signal(1);
        control("{\"type\":\"PEER_DOWN\",\"source\":" + NEXUS + ",\"reason\":\"gone\"}");
        for (int i = 0; i < 4_000; i++) {
            assertThat(fill(i).outputs()).isEmpty();
        }
        List<Sent> sent = new ArrayList<>(nexusUp().outputs());
        for (int i = 4_000; i < 4_100; i++) {
            sent.addAll(fill(i).outputs());
        }
        sent.addAll(drain(control("{\"type\":\"CONTINUE\"}")));
        List<Sent> fills = ofType(sent, "ORDER_FILL");
        assertThat(fills).hasSize(4_100);
        assertAscending(fills);
        assertThat(new HashSet<>(fills)).hasSize(4_100);
    }

    @Test
    void aDeathInsideAShareOfHeldFillsGivesV0TheRestOnce() {
        open(1);
        nexusUp();
        signal(1);
        control("{\"type\":\"PEER_DOWN\",\"source\":" + NEXUS + ",\"reason\":\"gone\"}");
        for (int i = 0; i < 250; i++) {
            fill(i);
        }
        List<Sent> share = nexusUpUnstored().outputs();
        assertThat(share).hasSize(NexusChannel.EVENTS_PER_INPUT);
        List<Sent> sent = new ArrayList<>(share.subList(0, 15));
        sent.forEach(run::store);
        share.subList(15, share.size()).forEach(run::lose);
        // RUN releases another share, RECOVERY takes both back.
        assertThat(run.restart(false).outputs()).isEmpty();
        sent.addAll(drain(nexusUp()));
        List<Sent> fills = ofType(sent, "ORDER_FILL");
        assertThat(fills).hasSize(250);
        assertAscending(fills);
    }

    private Step fill(int number) {
        return input(
                RecordKind.PLATFORM_IN,
                1,
                Map.of(
                        "type",
                        "ORDER_FILL",
                        "order_id",
                        1,
                        "symbol",
                        "NQ 03-25",
                        "filled_qty",
                        0.001,
                        "fill_price",
                        number));
    }

    @Test
    void theMostThatOneInputCanMakeStaysWithin256() {
        open(64);
        for (int i = 0; i < RouterState.MAX_UNKNOWN_PLATFORMS + 5; i++) {
            register(100 + i, "unknown" + i);
        }
        // 128 platforms to tell of, thousands of orders to tell of, 64 orders to send: in one input.
        nexusUp();
        for (int i = 0; i < 50; i++) {
            assertThat(ofType(signal(i).outputs(), "ORDER")).hasSize(64);
        }
        run.restart(false);
        for (int i = 0; i < 64; i++) {
            register(200 + i, "p" + i);
        }
        for (int i = 0; i < RouterState.MAX_UNKNOWN_PLATFORMS; i++) {
            register(300 + i, "unknown" + i);
        }
        Step signal = signal(1_000);
        assertThat(ofType(signal.outputs(), "ORDER")).hasSize(64);
        List<Sent> sent = drain(signal);
        assertThat(ofType(sent, "SIGNAL_ACK")).hasSize(1);
        assertThat(ofType(sent, "PLATFORM_STATUS")).hasSize(128);
        assertThat(ofType(sent, "ORDER_STATUS")).hasSizeGreaterThanOrEqualTo(2 * 50 * 64);
    }
}
