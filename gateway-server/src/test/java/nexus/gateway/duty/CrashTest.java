package nexus.gateway.duty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nexus.gateway.duty.CrashingGateway.Point;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Halts the process at each line of the crash table in the architecture's chapter on recovery, starts it again, and
 * looks at what each side was told.
 */
class CrashTest {
    private static final int MAX_WAIT_SECONDS = 60;

    @TempDir
    Path folder;

    /** What the programs got before the crash. */
    private record Before(List<String> platform, List<String> nexus) {}

    @Test
    void aSignalThatDidNotReachTheJournalIsUnknown() throws Exception {
        Before before = crash(Point.BEFORE_APPEND, RecordKind.NEXUS_IN, "SIGNAL", false);
        assertThat(before.platform()).noneMatch(line -> line.contains("\"ORDER\""));
        try (RunningGateway gateway = RunningGateway.start(folder)) {
            assertThat(TestPeer.json(gateway.ask("ORDERS"))).contains("\"total\":0");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void anOrderThatWasNotJournaledIsAbandonedAndNexusIsTold() throws Exception {
        Before before = crash(Point.BEFORE_APPEND, RecordKind.PLATFORM_OUT, "ORDER", false);
        assertThat(before.platform()).noneMatch(line -> line.contains("\"ORDER\""));
        restartAndExpect("ABANDONED");
    }

    @Test
    void anOrderThatWasJournaledAndNotSentIsInDoubt() throws Exception {
        Before before = crash(Point.AFTER_APPEND, RecordKind.PLATFORM_OUT, "ORDER", false);
        assertThat(before.platform()).noneMatch(line -> line.contains("\"ORDER\""));
        restartAndExpect("IN_DOUBT");
    }

    @Test
    void anOrderThatWasSentIsInDoubtUntilItsFillComes() throws Exception {
        crash(Point.AFTER_SEND, RecordKind.PLATFORM_OUT, "ORDER", false);
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            assertThat(TestPeer.text(nexus.await("ORDER_STATUS"), "status")).isEqualTo("IN_DOUBT");
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            platform.send(fill("one"));
            assertThat(TestPeer.text(nexus.await("ORDER_FILL"), "order_id")).isEqualTo("one");
            assertThat(TestPeer.json(gateway.ask("ORDERS"))).contains("FILLED");
            assertThat(platform.lines()).noneMatch(line -> line.contains("\"ORDER\""));
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aFillWhoseMessageToNexusIsMissingIsDelivered() throws Exception {
        Before before = crash(Point.BEFORE_APPEND, RecordKind.NEXUS_OUT, "ORDER_FILL", true);
        assertThat(before.nexus()).noneMatch(line -> line.contains("ORDER_FILL"));
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer nexus = gateway.nexus()) {
            assertThat(TestPeer.text(nexus.await("ORDER_FILL"), "order_id")).isEqualTo("one");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aFillThatWasHandedOverComesOnceToV0AndAsStatusAgain() throws Exception {
        crash(Point.AFTER_APPEND, RecordKind.NEXUS_OUT, "ORDER_FILL", true);
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer nexus = gateway.nexus()) {
            byte[] status = nexus.await("ORDER_STATUS");
            assertThat(TestPeer.json(status)).contains("FILLED", "\"order_id\":\"one\"", "\"cum_qty\":1");
            assertThat(gateway.stop()).isTrue();
            assertThat(nexus.lines()).noneMatch(line -> line.contains("ORDER_FILL"));
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aClientThatSaysHelloGetsTheFillExactlyOnce() throws Exception {
        Before before = crash(Point.AFTER_APPEND, RecordKind.NEXUS_OUT, "ORDER_FILL", true);
        assertThat(before.nexus()).noneMatch(line -> line.contains("ORDER_FILL"));
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer nexus = gateway.nexus()) {
            nexus.send(TestPeer.message("HELLO", "client", "test", "version", "1", "resume_from", 1));
            nexus.await("RESUMED");
            assertThat(gateway.stop()).isTrue();
            assertThat(nexus.lines().stream().filter(line -> line.contains("ORDER_FILL")))
                    .hasSize(1);
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aCrashBetweenTheSharesOfWaitingEventsLosesNone() throws Exception {
        int fills = 250;
        assertThat(crashWhileFillsGoOut(fills, Point.BEFORE_APPEND, RecordKind.CONTROL, "CONTINUE"))
                .isNotEmpty();
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer nexus = gateway.nexus()) {
            nexus.send(TestPeer.message("HELLO", "client", "test", "version", "1", "resume_from", 1));
            awaitLastFill(nexus);
            assertThat(fillSeqs(nexus)).hasSize(fills);
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    /** The next start's RUN record releases another share before RECOVERY takes back the rest of this one. */
    @Test
    void aCrashInsideAShareOfWaitingEventsGivesV0TheRestOnce() throws Exception {
        int fills = 250;
        List<Long> before = crashWhileFillsGoOut(fills, Point.AFTER_SEND, RecordKind.NEXUS_OUT, "ORDER_FILL");
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer nexus = gateway.nexus()) {
            awaitLastFill(nexus);
            List<Long> after = fillSeqs(nexus);
            assertThat(after).hasSize(fills - 1).isSorted();
            assertThat(Stream.concat(before.stream(), after.stream())).doesNotHaveDuplicates();
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(String.join("\n", RunningGateway.journal(folder, RecordKind.CONTROL)))
                .as("95 of the share, and the 96 that the RUN record released")
                .contains("\"missing\":191");
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    private static void awaitLastFill(TestPeer nexus) {
        nexus.await(
                message -> "ORDER_FILL".equals(TestPeer.text(message, "type"))
                        && TestPeer.integer(message, "leaves_qty") == 0,
                "last fill");
    }

    private static List<Long> fillSeqs(TestPeer nexus) {
        return nexus.received().stream()
                .filter(message -> "ORDER_FILL".equals(TestPeer.text(message, "type")))
                .map(message -> TestPeer.integer(message, "seq"))
                .toList();
    }

    /** Fills an order in parts while no NEXUS is there, lets one come, and dies while that gets them: returns which. */
    private List<Long> crashWhileFillsGoOut(int fills, Point point, RecordKind kind, String type) throws Exception {
        Process process = startChild(point, kind, type);
        try (BufferedReader output = process.inputReader(UTF_8)) {
            String[] endpoints = endpoints(output);
            try (TestPeer platform = new TestPeer(endpoints[1], (String) null)) {
                platform.send(TestPeer.message("REGISTER", "platform", "nt8", "version", "1"));
                try (TestPeer nexus = new TestPeer(endpoints[2], (String) null)) {
                    nexus.awaitPlatformUp();
                    nexus.send(TestPeer.message(
                            "SIGNAL", "symbol", "NQ", "side", "BUY", "quantity", fills, "order_id", "one"));
                    nexus.await("SIGNAL_ACK");
                    platform.await("ORDER");
                }
                awaitNexusDown(endpoints[3]);
                for (int i = 0; i < fills; i++) {
                    platform.send(fill("one"));
                }
                platform.send(TestPeer.message("NO SUCH TYPE"));
                platform.await("ERROR");
                try (TestPeer nexus = new TestPeer(endpoints[2], (String) null)) {
                    assertThat(process.waitFor(MAX_WAIT_SECONDS, TimeUnit.SECONDS))
                            .isTrue();
                    assertThat(process.exitValue()).isEqualTo(CrashingGateway.KILLED);
                    drain(nexus);
                    return fillSeqs(nexus);
                }
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** Until the gateway knows that NEXUS is gone it hands out events. */
    private void awaitNexusDown(String control) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_WAIT_SECONDS);
        String status;
        try (TestPeer operator = new TestPeer(control, (String) null).withTokenOf(folder)) {
            do {
                operator.send(TestPeer.message("STATUS"));
                status = TestPeer.json(operator.await("ANSWER"));
                assertThat(System.nanoTime()).as(status).isLessThan(deadline);
            } while (!status.contains("\"nexus\":\"DOWN\""));
        }
    }

    private void restartAndExpect(String status) throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            byte[] told = nexus.await("ORDER_STATUS");
            assertThat(TestPeer.text(told, "status")).isEqualTo(status);
            assertThat(TestPeer.text(told, "order_id")).isEqualTo("one");
            nexus.send(TestPeer.signal("one", "NQ"));
            assertThat(TestPeer.text(nexus.await("REJECT"), "code")).isEqualTo("DUPLICATE_ORDER_ID");
            assertThat(gateway.stop()).isTrue();
            assertThat(platform.lines()).noneMatch(line -> line.contains("\"ORDER\""));
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    private static byte[] fill(String orderId) {
        return TestPeer.message(
                "ORDER_FILL",
                "order_id",
                orderId,
                "symbol",
                "NQ 03-25",
                "filled_qty",
                1,
                "fill_price",
                100.25,
                "status",
                "FILLED");
    }

    /** Runs a gateway that dies at a point, with one platform, one NEXUS and one signal; with or without its fill. */
    private Before crash(Point point, RecordKind kind, String type, boolean withFill) throws Exception {
        Process process = startChild(point, kind, type);
        try (BufferedReader output = process.inputReader(UTF_8)) {
            String[] endpoints = endpoints(output);
            try (TestPeer platform = new TestPeer(endpoints[1], (String) null);
                    TestPeer nexus = new TestPeer(endpoints[2], (String) null)) {
                platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
                nexus.awaitPlatformUp();
                nexus.send(TestPeer.signal("one", "NQ"));
                if (withFill) {
                    platform.await("ORDER");
                    platform.send(fill("one"));
                }
                assertThat(process.waitFor(MAX_WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(CrashingGateway.KILLED);
                drain(platform);
                drain(nexus);
                return new Before(platform.lines(), nexus.lines());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void drain(TestPeer peer) {
        byte[] message = peer.next(100);
        while (message != null) {
            message = peer.next(100);
        }
    }

    private Process startChild(Point point, RecordKind kind, String type) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                CrashingGateway.class.getName(),
                folder.toString(),
                point.name(),
                kind.name(),
                type));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String[] endpoints(BufferedReader output) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = output.readLine();
        while (line != null && !line.startsWith("endpoints ")) {
            lines.add(line);
            line = output.readLine();
        }
        assertThat(line).as("output of the gateway: %s", lines).isNotNull();
        return line.split(" ");
    }
}
