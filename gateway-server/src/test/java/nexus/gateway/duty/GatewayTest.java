package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nexus.journal.message.RecordKind;
import nexus.journal.store.DataFolderLockedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway with programs at all three endpoints. */
class GatewayTest {
    @TempDir
    Path folder;

    @Test
    void ticksGoUpAndASignalBecomesAnOrderAndAFill() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.await("PLATFORM_STATUS");
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
}
