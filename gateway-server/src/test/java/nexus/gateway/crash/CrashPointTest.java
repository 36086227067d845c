package nexus.gateway.crash;

import static nexus.gateway.crash.CrashPoint.Act.APPEND;
import static nexus.gateway.crash.CrashPoint.Act.SEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The crash table, line by line, with a NEXUS that says HELLO and one that knows v0 alone. */
@Timeout(120)
class CrashPointTest {
    private static final String NONE = "NONE";
    private static final String ABANDONED = "ABANDONED";
    private static final String IN_DOUBT = "IN_DOUBT";
    private static final String FILLED = "FILLED";

    @TempDir
    Path folder;

    /** Where it dies, and what the next start makes of the orders at nt8 and at sierra. */
    private record Line(CrashPoint point, String nt8, String sierra) {}

    /** Messages in this order: SIGNAL, its outputs (ORDER to nt8, ORDER to sierra), nt8's fill, its output. */
    private static final List<Line> TABLE = List.of(
            new Line(CrashPoint.before(APPEND, Types.SIGNAL, 1), NONE, NONE),
            new Line(CrashPoint.inside(Types.SIGNAL, 1), NONE, NONE),
            new Line(CrashPoint.after(APPEND, Types.SIGNAL, 1), ABANDONED, ABANDONED),
            new Line(CrashPoint.before(APPEND, Types.ORDER, 1), ABANDONED, ABANDONED),
            new Line(CrashPoint.inside(Types.ORDER, 1), ABANDONED, ABANDONED),
            new Line(CrashPoint.before(SEND, Types.ORDER, 1), IN_DOUBT, ABANDONED),
            new Line(CrashPoint.after(SEND, Types.ORDER, 1), IN_DOUBT, ABANDONED),
            new Line(CrashPoint.inside(Types.ORDER, 2), IN_DOUBT, ABANDONED),
            new Line(CrashPoint.after(APPEND, Types.ORDER, 2), IN_DOUBT, IN_DOUBT),
            new Line(CrashPoint.after(SEND, Types.ORDER, 2), IN_DOUBT, IN_DOUBT),
            new Line(CrashPoint.before(APPEND, Types.ORDER_FILL, 1), IN_DOUBT, IN_DOUBT),
            new Line(CrashPoint.after(APPEND, Types.ORDER_FILL, 1), FILLED, IN_DOUBT),
            new Line(CrashPoint.inside(Types.ORDER_FILL, 2), FILLED, IN_DOUBT),
            new Line(CrashPoint.before(SEND, Types.ORDER_FILL, 1), FILLED, IN_DOUBT),
            new Line(CrashPoint.after(SEND, Types.ORDER_FILL, 1), FILLED, IN_DOUBT));

    static Stream<Arguments> lines() {
        List<Arguments> all = new ArrayList<>();
        for (Line line : TABLE) {
            all.add(Arguments.of(line, true));
            all.add(Arguments.of(line, false));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, HELLO: {1}")
    @MethodSource("lines")
    void theNextStartDoesWhatTheTableSays(Line line, boolean hello) throws Exception {
        try (CrashScene scene = new CrashScene(folder, hello)) {
            tradeUntilDeath(scene, line.point(), false);
            scene.startLiving(0);
            boolean fillWasHandedOver =
                    line.point().act() == SEND && line.point().type().equals(Types.ORDER_FILL);
            assertAnswer(scene, line.nt8(), line.sierra(), hello, fillWasHandedOver);
        }
    }

    private static void tradeUntilDeath(CrashScene scene, CrashPoint point, boolean anotherBoot) throws Exception {
        scene.startDying(point.text(), 0, anotherBoot);
        startTrading(scene);
        assertThat(scene.awaitDeath()).isEqualTo(CrashPoint.EXIT_CODE);
    }

    private static void startTrading(CrashScene scene) {
        scene.connectNexus();
        scene.connectPlatforms("nt8");
        scene.awaitTold("PLATFORM_STATUS nt8 UP");
        scene.awaitTold("PLATFORM_STATUS sierra UP");
        scene.sendSignal();
    }

    /** NEXUS first: what the start itself decided. Then the platforms, which send again what they have. */
    private static void assertAnswer(
            CrashScene scene, String nt8, String sierra, boolean hello, boolean fillWasHandedOver) throws Exception {
        scene.connectNexus();
        assertTold(scene, "nt8", nt8, hello, fillWasHandedOver);
        assertTold(scene, "sierra", sierra, hello, false);
        assertArrivedOnlyIfPossible(scene, "nt8", nt8);
        assertArrivedOnlyIfPossible(scene, "sierra", sierra);

        scene.connectPlatforms("nt8 sierra");
        if (nt8.equals(NONE)) {
            scene.await(
                    "the platforms",
                    () -> scene.countTold("PLATFORM_STATUS nt8 UP") > 1
                            && scene.countTold("PLATFORM_STATUS sierra UP") > 1);
            scene.sendSignal();
            scene.await("the orders to arrive", () -> scene.orders().size() == 2);
        } else {
            scene.orders().keySet().forEach(scene::fill);
        }
        List<String> filled = List.copyOf(scene.orders().keySet());
        for (String platform : filled) {
            // A v0 NEXUS does not get what was handed to its dead connection: its ORDER_STATUS has told it.
            if (hello || !fillWasHandedOver || !platform.equals("nt8")) {
                scene.awaitTold("ORDER_FILL " + platform + " FILLED");
            }
        }
        scene.stopLiving();

        assertThat(scene.orderRepeats()).isEmpty();
        Map<String, String> states = scene.replay();
        assertThat(states.get("nt8")).isEqualTo(filled.contains("nt8") ? FILLED : nt8);
        assertThat(states.get("sierra")).isEqualTo(filled.contains("sierra") ? FILLED : sierra);
        assertEachOnce(scene, hello);
    }

    private static void assertTold(
            CrashScene scene, String platform, String answer, boolean hello, boolean fillWasHandedOver) {
        if (answer.equals(NONE)) {
            return;
        }
        if (answer.equals(FILLED) && (hello || !fillWasHandedOver)) {
            scene.awaitTold("ORDER_FILL " + platform + " FILLED");
        } else {
            scene.awaitTold("ORDER_STATUS " + platform + " " + answer);
        }
    }

    private static void assertArrivedOnlyIfPossible(CrashScene scene, String platform, String answer) {
        if (answer.equals(NONE) || answer.equals(ABANDONED)) {
            assertThat(scene.orders()).doesNotContainKey(platform);
        }
    }

    private static void assertEachOnce(CrashScene scene, boolean hello) {
        List<Told> events = scene.orderEvents();
        for (String platform : List.of("nt8", "sierra")) {
            long fills = scene.countTold("ORDER_FILL " + platform + " FILLED");
            assertThat(fills).as("fills of " + platform).isLessThanOrEqualTo(1);
        }
        if (hello) {
            assertThat(events.stream().map(Told::seq))
                    .as(events.toString())
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(events.stream().filter(told -> told.type().equals(Types.SIGNAL_ACK)))
                    .hasSize(1);
        }
        assertThat(events.stream().filter(told -> told.type().equals(Types.ORDER_FILL)))
                .allSatisfy(told -> assertThat(told.text(Keys.EXEC_ID)).isEqualTo("x-" + told.text(Keys.PLATFORM)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recoveryPoints")
    void aStartThatDiesItselfLeavesTheAnswerToTheNext(CrashPoint inRecovery) throws Exception {
        try (CrashScene scene = new CrashScene(folder, true)) {
            tradeUntilDeath(scene, CrashPoint.inside(Types.ORDER, 2), false);
            assertThat(scene.startDyingInRecovery(inRecovery)).isEqualTo(CrashPoint.EXIT_CODE);
            scene.startLiving(0);
            assertAnswer(scene, IN_DOUBT, ABANDONED, true, false);
        }
    }

    static Stream<CrashPoint> recoveryPoints() {
        return Stream.of(
                CrashPoint.before(APPEND, Types.RUN, 1),
                CrashPoint.inside(Types.RUN, 1),
                CrashPoint.before(APPEND, Types.RECOVERY, 1),
                CrashPoint.inside(Types.RECOVERY, 1),
                CrashPoint.after(APPEND, Types.RECOVERY, 1));
    }

    @Test
    void afterARebootNothingIsAbandonedAndEveryOpenOrderIsInDoubt() throws Exception {
        try (CrashScene scene = new CrashScene(folder, true)) {
            tradeUntilDeath(scene, CrashPoint.inside(Types.ORDER, 2), true);
            scene.startLiving(0);
            assertAnswer(scene, IN_DOUBT, IN_DOUBT, true, false);
        }
    }

    @Test
    void aHalfWrittenSnapshotIsPassedOver() throws Exception {
        try (CrashScene scene = new CrashScene(folder, true)) {
            scene.startDying(CrashingGateway.IN_SNAPSHOT, 0, false);
            startTrading(scene);
            assertThat(scene.awaitDeath()).isEqualTo(CrashPoint.EXIT_CODE);
            // It may have died a moment too late to leave one of its own.
            scene.plantHalfSnapshot();
            scene.startLiving(0);
            assertAnswer(scene, FILLED, IN_DOUBT, true, true);
            assertThat(scene.snapshots()).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rollPoints")
    void aDeathAtTheDailyRollLosesNothing(CrashPoint point) throws Exception {
        long midnight = LocalDate.of(2026, 11, 22)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
        try (CrashScene scene = new CrashScene(folder, true)) {
            // Time enough to start and to begin trading on a busy machine.
            scene.startDying(point.text(), midnight - 8_000, false);
            startTrading(scene);
            assertThat(scene.awaitDeath()).isEqualTo(CrashPoint.EXIT_CODE);
            assertThat(scene.orders()).containsOnlyKeys("nt8", "sierra");
            scene.startLiving(midnight + 1_000);
            assertAnswer(scene, FILLED, IN_DOUBT, true, true);
        }
    }

    static Stream<CrashPoint> rollPoints() {
        return Stream.of(
                CrashPoint.before(APPEND, CrashPoint.NEW_DAY, 1),
                CrashPoint.inside(CrashPoint.NEW_DAY, 1),
                CrashPoint.after(APPEND, CrashPoint.NEW_DAY, 1));
    }
}
