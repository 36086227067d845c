package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import nexus.config.AlertsConfig;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import nexus.journal.message.RecordKind;
import nexus.journal.store.DiskGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that die, a disk that runs short, on real sockets: told within five seconds, journaled, and over again. */
@Timeout(120)
class AlertsOnSocketsTest {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    @TempDir
    Path folder;

    private static GatewayConfig config() {
        GatewayConfig plain = RunningGateway.config(1_000, EdgeConfig.Durability.PROCESS);
        AlertsConfig alerts = new AlertsConfig(true, 60_000, 300_000, 1_000, AlertsConfig.Expect.SEEN);
        return new GatewayConfig(plain.edge(), plain.router().with(alerts));
    }

    private static void await(BooleanSupplier condition, String what) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begin).as(what).isLessThan(LIMIT_NANOS);
            Thread.onSpinWait();
        }
    }

    private boolean isJournaled(String... parts) {
        return RunningGateway.journal(folder, RecordKind.ALERT).stream()
                .anyMatch(line -> List.of(parts).stream().allMatch(line::contains));
    }

    private static boolean isAlert(byte[] message, String state, String code) {
        return "ALERT".equals(TestPeer.text(message, "type"))
                && state.equals(TestPeer.text(message, "state"))
                && code.equals(TestPeer.text(message, "code"));
    }

    @Test
    void aDeadPlatformIsToldToNexusWithinFiveSeconds() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(config(), folder, RunningGateway.surroundings());
                TestPeer nexus = gateway.nexus()) {
            try (TestPeer platform = gateway.platform()) {
                platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
                nexus.awaitPlatformUp();
                nexus.send(TestPeer.signal("one", "NQ"));
                platform.await("ORDER");
            }
            long died = System.nanoTime();
            nexus.await(message -> isAlert(message, "RAISED", "PLATFORM_DOWN"), "PLATFORM_DOWN");
            nexus.await(message -> isAlert(message, "RAISED", "IN_DOUBT"), "IN_DOUBT");
            assertThat(System.nanoTime() - died).isLessThan(LIMIT_NANOS);
            String asked = TestPeer.json(gateway.ask("ALERTS"));
            assertThat(asked).contains("\"code\":\"PLATFORM_DOWN\",\"subject\":\"nt8\"", "\"code\":\"IN_DOUBT\"");
            assertThat(TestPeer.integer(gateway.ask("STATUS"), "alerts")).isEqualTo(2);
            try (TestPeer back = gateway.platform()) {
                back.send(TestPeer.message("REGISTER", "platform", "nt8"));
                nexus.await(message -> isAlert(message, "CLEARED", "PLATFORM_DOWN"), "the end of PLATFORM_DOWN");
                assertThat(gateway.stop()).isTrue();
            }
        }
        assertThat(isJournaled("RAISED", "PLATFORM_DOWN", "nt8")).isTrue();
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aDeadNexusIsJournaledWithinFiveSecondsThoughNobodyHears() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(config(), folder, RunningGateway.surroundings())) {
            try (TestPeer nexus = gateway.nexus()) {
                nexus.await("PLATFORM_STATUS");
            }
            await(() -> isJournaled("RAISED", "NEXUS_DOWN"), "NEXUS_DOWN");
            try (TestPeer first = gateway.nexus()) {
                first.await("PLATFORM_STATUS");
                await(() -> isJournaled("CLEARED", "NEXUS_DOWN"), "the end of NEXUS_DOWN");
                try (TestPeer second = gateway.nexus()) {
                    await(() -> isJournaled("RAISED", "AMBIGUOUS_NEXUS"), "AMBIGUOUS_NEXUS");
                    assertThat(second.lines()).isEmpty();
                }
                await(() -> isJournaled("CLEARED", "AMBIGUOUS_NEXUS"), "the end of AMBIGUOUS_NEXUS");
            }
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aShortDiskIsAnAlertUntilThereIsRoomAgain() throws Exception {
        SettableDisk disk = new SettableDisk();
        Surroundings surroundings =
                RunningGateway.surroundings(UnaryOperator.identity(), UnaryOperator.identity(), disk::around);
        try (RunningGateway gateway = RunningGateway.start(config(), folder, surroundings)) {
            disk.level = DiskGuard.Level.LOW;
            await(() -> isJournaled("RAISED", "JOURNAL_LOW"), "JOURNAL_LOW");
            assertThat(isJournaled("RAISED", "RISK", "trading")).isTrue();
            disk.level = DiskGuard.Level.OK;
            await(() -> isJournaled("CLEARED", "JOURNAL_LOW"), "the end of JOURNAL_LOW");
            assertThat(TestPeer.integer(gateway.ask("STATUS"), "alerts")).isEqualTo(1);
            assertThat(TestPeer.flag(gateway.ask("RESUME_TRADING", "reason", "looked"), "ok"))
                    .isTrue();
            await(() -> isJournaled("CLEARED", "RISK", "trading"), "the end of the halt");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void afterARestartWhatIsStillWrongIsJournaledAgainAndWhoIsMissingIsSaid() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(config(), folder, RunningGateway.surroundings());
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.awaitPlatformUp();
            assertThat(TestPeer.flag(gateway.ask("HALT", "reason", "lunch"), "ok"))
                    .isTrue();
            assertThat(gateway.stop()).isTrue();
        }
        try (RunningGateway gateway = RunningGateway.start(config(), folder, RunningGateway.surroundings())) {
            await(() -> isJournaled("UPDATED", "RISK", "lunch"), "the halt, once more");
            await(() -> isJournaled("RAISED", "PLATFORM_DOWN", "not there after the start"), "PLATFORM_DOWN");
            await(() -> isJournaled("RAISED", "NEXUS_DOWN", "not there after the start"), "NEXUS_DOWN");
            try (TestPeer nexus = gateway.nexus()) {
                nexus.await(message -> isAlert(message, "RAISED", "RISK"), "the halt");
                nexus.await(message -> isAlert(message, "RAISED", "PLATFORM_DOWN"), "PLATFORM_DOWN");
            }
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void anOperatorSetsAPosition() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(config(), folder, RunningGateway.surroundings());
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.awaitPlatformUp();
            platform.send(TestPeer.message("POSITION", "symbol", "NQ 03-25", "quantity", 3));
            nexus.await(message -> isAlert(message, "RAISED", "POSITION_MISMATCH"), "POSITION_MISMATCH");
            byte[] answer = gateway.ask(
                    "POSITION_SET",
                    "symbol",
                    "NQ",
                    "platform",
                    "nt8",
                    "quantity",
                    3,
                    "price",
                    100.5,
                    "reason",
                    "from yesterday",
                    "who",
                    "ann");
            assertThat(TestPeer.flag(answer, "ok")).isTrue();
            nexus.await("POSITION");
            nexus.await(message -> isAlert(message, "CLEARED", "POSITION_MISMATCH"), "the end of POSITION_MISMATCH");
            assertThat(TestPeer.json(gateway.ask("POSITIONS")))
                    .contains("\"quantity\":3,\"avg_price\":100.5,\"platform_says\":3");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.journal(folder, RecordKind.OPERATOR_IN))
                .anyMatch(line -> line.contains("POSITION_SET") && line.contains("ann"));
        assertThat(RunningGateway.verify(folder)).isZero();
    }
}
