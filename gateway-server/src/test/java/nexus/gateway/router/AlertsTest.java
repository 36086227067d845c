package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nexus.config.AlertsConfig;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.gateway.router.RouterRun.Sent;
import nexus.gateway.router.RouterRun.Step;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Storms, many causes at once, and what an input cannot hold. The cases one by one are golden scripts. */
class AlertsTest {
    private static final int NEXUS = 9_000;
    private static final long SECOND = 1_000_000_000L;
    private final RouterRun run = new RouterRun();

    private void open(int platforms, AlertsConfig alerts) {
        run.begin(Router.VERSION);
        run.configure(configuration(platforms, alerts));
        run.recover(false);
        for (int i = 0; i < platforms; i++) {
            input(RecordKind.PLATFORM_IN, i + 1, Map.of("type", "REGISTER", "platform", "p" + i));
        }
    }

    private static String configuration(int platforms, AlertsConfig alerts) {
        List<RouterConfig.Platform> names = IntStream.range(0, platforms)
                .mapToObj(i -> new RouterConfig.Platform("p" + i, "d"))
                .toList();
        RouterConfig.Mapping mapping =
                new RouterConfig.Mapping("NQ", "d", "NQ 03-25", BigDecimal.ONE, BigDecimal.ONE, true);
        return NormalForm.of(RouterConfig.of(names, List.of(mapping)).with(alerts));
    }

    private static AlertsConfig alerts(int maxActive) {
        return new AlertsConfig(true, 60_000, 300_000, maxActive, AlertsConfig.Expect.SEEN);
    }

    @AfterEach
    void aReplayDoesNotDiverge() {
        run.checkpoint();
        Replay replay = Recording.replay(run.recording().entries());
        assertThat(replay.firstDivergence()).isEmpty();
        assertThat(replay.pending()).isEmpty();
        assertThat(replay.router().stateBytes()).isEqualTo(run.router().stateBytes());
    }

    private Step stored(Step step) {
        step.outputs().forEach(run::store);
        if (step.sequence() < 300 || step.sequence() % 1_000 == 0) {
            RestoredState.assertRestores(run.router(), step.sequence());
        }
        return step;
    }

    private Step input(RecordKind kind, int source, Map<String, ?> message) {
        return stored(run.input(kind, 0, source, Json.toMessagePack(message)));
    }

    private Step control(String json) {
        return stored(run.control(RecordKind.CONTROL, json));
    }

    private Step clock() {
        return control("{\"type\":\"CLOCK\"}");
    }

    private Step nexusUp() {
        control("{\"type\":\"PEER_UP\",\"source\":" + NEXUS + ",\"endpoint\":\"nexus\",\"identity\":\"00\"}");
        return control("{\"type\":\"NEXUS_SETTLED\",\"source\":" + NEXUS + "}");
    }

    private List<Sent> drain(Step first) {
        List<Sent> sent = new ArrayList<>(first.outputs());
        while (run.router().wantsContinue()) {
            Step next = control("{\"type\":\"CONTINUE\"}");
            assertThat(next.outputs()).as("CONTINUE goes on").isNotEmpty();
            sent.addAll(next.outputs());
        }
        return sent;
    }

    /** What an input told as {@code STATE code subject count}: for the journal, or for NEXUS. */
    private static List<String> told(List<Sent> sent, Output.Role role) {
        return sent.stream()
                .filter(one -> one.role() == role)
                .map(one -> Json.parseMessage(one.message()))
                .filter(message -> "ALERT".equals(message.get("type")))
                .map(message -> message.get("state") + " " + message.get("code") + " " + message.get("subject") + " "
                        + message.get("count"))
                .toList();
    }

    private static List<String> journaled(List<Sent> sent) {
        return told(sent, Output.Role.ALERT);
    }

    private Step unknownFill(int platform) {
        return input(
                RecordKind.PLATFORM_IN,
                platform,
                Map.of(
                        "type", "ORDER_FILL",
                        "order_id", "nobody's",
                        "symbol", "NQ 03-25",
                        "filled_qty", 1,
                        "fill_price", 100));
    }

    @Test
    void aStormIsOneAlertAndAnUpdateAMinute() {
        open(1, alerts(1_000));
        nexusUp();
        List<Sent> sent = new ArrayList<>();
        long alarms = 0;
        for (int second = 0; second < 200; second++) {
            for (int i = 0; i < 50; i++) {
                Step step = unknownFill(1);
                sent.addAll(step.outputs());
                alarms += step.notes().stream()
                        .filter(note -> note.level() == Outputs.Level.ALARM)
                        .count();
            }
            run.passTime(SECOND);
            sent.addAll(clock().outputs());
        }
        List<String> expected = List.of(
                "RAISED EXECUTION p0 1",
                "UPDATED EXECUTION p0 3000",
                "UPDATED EXECUTION p0 6000",
                "UPDATED EXECUTION p0 9000");
        assertThat(journaled(sent)).isEqualTo(expected);
        assertThat(told(sent, Output.Role.NEXUS_EVENT)).isEqualTo(expected);
        assertThat(alarms).isEqualTo(1);
        run.passTime(298 * SECOND);
        assertThat(journaled(clock().outputs())).containsExactly("UPDATED EXECUTION p0 10000");
        run.passTime(SECOND);
        assertThat(journaled(clock().outputs())).containsExactly("CLEARED EXECUTION p0 10000");
        assertThat(RouterState.ofBytes(run.router().stateBytes()).alerts.active())
                .isEmpty();
    }

    @Test
    void whatOneInputCannotHoldWaitsForTheNext() {
        open(64, alerts(1_000));
        nexusUp();
        for (int i = 0; i < 64; i++) {
            input(RecordKind.PLATFORM_IN, i + 1, Map.of("type", "POSITION", "symbol", "NQ 03-25", "quantity", i - 100));
        }
        run.passTime(3 * SECOND);
        Step first = clock();
        assertThat(journaled(first.outputs())).hasSizeLessThan(64).isNotEmpty();
        assertThat(run.router().wantsContinue()).isTrue();
        List<String> all = journaled(drain(first));
        assertThat(all)
                .hasSize(64)
                .contains("RAISED POSITION_MISMATCH p0/NQ 1", "RAISED POSITION_MISMATCH p63/NQ 1")
                .doesNotHaveDuplicates();
    }

    @Test
    void raisedAndOverBeforeItWasToldIsToldAsBoth() {
        open(64, alerts(1_000));
        for (int i = 0; i < 64; i++) {
            input(RecordKind.PLATFORM_IN, i + 1, Map.of("type", "POSITION", "symbol", "NQ 03-25", "quantity", 1));
        }
        run.passTime(3 * SECOND);
        Step first = clock();
        // Positions are in the order of their names: p9 comes last.
        assertThat(journaled(first.outputs())).noneMatch(line -> line.contains("p9/NQ"));
        Step agreed =
                input(RecordKind.PLATFORM_IN, 10, Map.of("type", "POSITION", "symbol", "NQ 03-25", "quantity", 0));
        List<String> rest = new ArrayList<>(journaled(agreed.outputs()));
        rest.addAll(journaled(drain(clock())));
        assertThat(rest).containsSubsequence("RAISED POSITION_MISMATCH p9/NQ 1", "CLEARED POSITION_MISMATCH p9/NQ 1");
    }

    @Test
    void causesBeyondTheLimitAreToldAsOne() {
        open(20, alerts(10));
        nexusUp();
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sent.addAll(unknownFill(i + 1).outputs());
        }
        assertThat(journaled(sent))
                .hasSize(11)
                .contains("RAISED EXECUTION p9 1")
                .endsWith("RAISED MORE alerts 1");
        run.passTime(60 * SECOND);
        assertThat(journaled(drain(clock()))).containsExactly("UPDATED MORE alerts 10");
        run.passTime(240 * SECOND);
        List<String> over = journaled(drain(clock()));
        assertThat(over).hasSize(11).allMatch(line -> line.startsWith("CLEARED"));
        assertThat(journaled(unknownFill(20).outputs())).containsExactly("RAISED EXECUTION p19 1");
    }

    @Test
    void aNexusThatComesLaterHearsWhatIsWrongNow() {
        open(30, alerts(1_000));
        for (int i = 0; i < 30; i++) {
            unknownFill(i + 1);
        }
        control("{\"type\":\"PEER_DOWN\",\"source\":3,\"reason\":\"gone\"}");
        List<Sent> sent = drain(nexusUp());
        assertThat(journaled(sent)).isEmpty();
        assertThat(told(sent, Output.Role.NEXUS_EVENT))
                .hasSize(31)
                .startsWith("RAISED EXECUTION p0 1")
                .endsWith("RAISED PLATFORM_DOWN p2 1");
    }

    @Test
    void whatIsOverAndWatchedForItsReturnIsListedAsSuchAndLast() {
        open(2, alerts(1_000));
        drain(control("{\"type\":\"PEER_DOWN\",\"source\":1,\"reason\":\"gone\"}"));
        drain(input(RecordKind.PLATFORM_IN, 11, Map.of("type", "REGISTER", "platform", "p0")));
        drain(control("{\"type\":\"PEER_DOWN\",\"source\":11,\"reason\":\"gone\"}"));
        drain(input(RecordKind.PLATFORM_IN, 12, Map.of("type", "REGISTER", "platform", "p0")));
        drain(control("{\"type\":\"PEER_DOWN\",\"source\":2,\"reason\":\"gone\"}"));
        MapWriter report = new MapWriter(256).reset().beginMap();
        run.router().describeAlerts(report);
        List<?> listed = (List<?>) Json.parseMessage(report.endMap().toBytes()).get("alerts");
        assertThat(listed)
                .extracting(alert ->
                        ((Map<?, ?>) alert).get("subject") + " " + ((Map<?, ?>) alert).containsKey("over_since_ns"))
                .containsExactly("p1 false", "p0 true");
    }

    @Test
    void switchingAlertsOffForgetsThem() {
        open(2, alerts(1_000));
        unknownFill(1);
        control("{\"type\":\"PEER_DOWN\",\"source\":2,\"reason\":\"gone\"}");
        stored(run.configure(configuration(2, AlertsConfig.NONE)));
        Step plain = unknownFill(1);
        assertThat(journaled(plain.outputs())).isEmpty();
        assertThat(plain.notes())
                .filteredOn(note -> note.level() == Outputs.Level.ALARM)
                .hasSize(1);
        stored(run.configure(configuration(2, alerts(1_000))));
        assertThat(RouterState.ofBytes(run.router().stateBytes()).alerts.active())
                .isEmpty();
    }

    @Test
    void switchingAlertsOnTellsWhatIsWrongAlready() {
        open(1, AlertsConfig.NONE);
        input(RecordKind.OPERATOR_IN, 500, Map.of("type", "HALT", "reason", "lunch"));
        Step on = stored(run.configure(configuration(1, alerts(1_000))));
        assertThat(journaled(on.outputs())).containsExactly("RAISED RISK trading 1");
    }
}
