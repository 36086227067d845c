package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import nexus.journal.message.RecordKind;
import nexus.journal.store.DataFolderLockedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway with programs at all three endpoints. */
class GatewayTest {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final GatewayConfig CONFIG = RunningGateway.config(1_000, EdgeConfig.Durability.PROCESS);

    @TempDir
    Path folder;

    @Test
    void ticksGoUpAndASignalBecomesAnOrderAndAFill() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.awaitPlatformUp();
            platform.send(TestPeer.tick("nt8", "NQ 03-25", 16_250.5));
            assertThat(TestPeer.json(nexus.await("MARKET_DATA"))).contains("\"symbol\":\"NQ\"", "16250.5");
            nexus.send(TestPeer.signal("one", "NQ"));
            byte[] order = platform.await("ORDER");
            assertThat(TestPeer.text(order, "symbol")).isEqualTo("NQ 03-25");
            platform.send(TestPeer.message(
                    "ORDER_FILL",
                    "order_id",
                    TestPeer.text(order, "order_id"),
                    "symbol",
                    "NQ 03-25",
                    "filled_qty",
                    1,
                    "fill_price",
                    16_251.0,
                    "status",
                    "FILLED"));
            assertThat(TestPeer.text(nexus.await("ORDER_FILL"), "symbol")).isEqualTo("NQ");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aRestartContinuesTheSequenceAndStartsFromTheSnapshot() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer platform = gateway.platform()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            gateway.ask("STATUS");
            assertThat(gateway.stop()).isTrue();
        }
        int recordsBefore = RunningGateway.journal(folder).size();
        try (RunningGateway gateway = RunningGateway.start(folder)) {
            assertThat(TestPeer.flag(gateway.ask("STATUS"), "ok")).isTrue();
            assertThat(gateway.stop()).isTrue();
        }
        List<String> journal = RunningGateway.journal(folder);
        assertThat(journal.get(recordsBefore)).startsWith("RUN 0 ");
        assertThat(journal.get(recordsBefore + 1))
                .startsWith("CONTROL 0 ")
                .contains("RECOVERY", "\"last_sequence\":" + recordsBefore, "\"missing\":0", "\"rebooted\":false");
        assertThat(RunningGateway.journal(folder, RecordKind.RUN)).hasSize(2);
        assertThat(RunningGateway.journal(folder, RecordKind.CONFIG)).hasSize(1);
        try (Stream<Path> snapshots = Files.list(folder.resolve("snapshots"))) {
            assertThat(snapshots).hasSize(2);
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aSecondGatewayOnTheFolderIsTurnedAway() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder)) {
            assertThatThrownBy(() -> RunningGateway.start(folder))
                    .isInstanceOf(DataFolderLockedException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(gateway.stop()).isTrue();
        }
    }

    @Test
    void aWallClockThatWentBackBetweenTwoRunsDoesNotTurnTheJournalBack() throws Exception {
        for (long days : new long[] {0, -1, 2}) {
            Surroundings real = RunningGateway.surroundings();
            Surroundings shifted = new Surroundings(
                    () -> real.wallNanos().getAsLong() + days * NANOS_PER_DAY,
                    real.monotonicNanos(),
                    real.settings(),
                    real.journal(),
                    real.edge(),
                    real.disk(),
                    real.clockWatch());
            try (RunningGateway gateway = RunningGateway.start(CONFIG, folder, shifted);
                    TestPeer platform = gateway.platform();
                    TestPeer nexus = gateway.nexus()) {
                platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
                nexus.awaitPlatformUp();
                nexus.send(TestPeer.signal("on day " + days, "NQ"));
                platform.await("ORDER");
                assertThat(gateway.stop()).isTrue();
            }
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void twoNexusAreRefusedUntilOneRemains() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.awaitPlatformUp();
            try (TestPeer stray = gateway.nexus()) {
                while (!TestPeer.json(gateway.ask("STATUS")).contains("AMBIGUOUS")) {
                    assertThat(stray.next(1)).isNull();
                }
                nexus.send(TestPeer.signal("between two", "NQ"));
                assertThat(platform.next(200)).isNull();
                assertThat(stray.received()).isEmpty();
            }
            while (TestPeer.json(gateway.ask("STATUS")).contains("AMBIGUOUS")) {
                nexus.next(1);
            }
            nexus.send(TestPeer.signal("alone again", "NQ"));
            assertThat(TestPeer.text(platform.await("ORDER"), "order_id")).isEqualTo("alone again");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aDamagedSnapshotIsLeftAsideForAnOlderOne() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (RunningGateway gateway = RunningGateway.start(folder)) {
                assertThat(gateway.stop()).isTrue();
            }
        }
        Path newest;
        try (Stream<Path> snapshots = Files.list(folder.resolve("snapshots"))) {
            newest = snapshots.max(Path::compareTo).orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        try (RunningGateway gateway = RunningGateway.start(folder)) {
            assertThat(TestPeer.flag(gateway.ask("STATUS"), "halted")).isFalse();
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void theFollowerFindsAnOutputThatIsNotWhatTheRouterMade() throws Exception {
        Surroundings surroundings = RunningGateway.surroundings(
                journal -> new ForwardingJournal(journal) {
                    @Override
                    public long append(
                            RecordKind kind,
                            int flags,
                            int source,
                            long cause,
                            long timeNanos,
                            byte[] payload,
                            int offset,
                            int length) {
                        boolean falsified = kind == RecordKind.PLATFORM_OUT;
                        byte[] appended = falsified
                                ? TestPeer.message("ORDER", "order_id", "another")
                                : Arrays.copyOfRange(payload, offset, offset + length);
                        return super.append(kind, flags, source, cause, timeNanos, appended, 0, appended.length);
                    }
                },
                UnaryOperator.identity(),
                UnaryOperator.identity());
        try (RunningGateway gateway = RunningGateway.start(CONFIG, folder, surroundings);
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.awaitPlatformUp();
            nexus.send(TestPeer.signal("one", "NQ"));
            platform.await("ORDER");
            byte[] status = gateway.ask("STATUS");
            while (!TestPeer.flag(status, "halted")) {
                status = gateway.ask("STATUS");
            }
            assertThat(TestPeer.text(status, "reason")).contains("follower", "another output");
            assertThat(gateway.stop()).isTrue();
        }
        try (RunningGateway gateway = RunningGateway.start(folder)) {
            assertThat(TestPeer.flag(gateway.ask("STATUS"), "halted")).isTrue();
            assertThat(gateway.stop()).isTrue();
        }
    }
}
