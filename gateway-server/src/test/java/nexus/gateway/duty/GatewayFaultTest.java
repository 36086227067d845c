package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import nexus.config.ConfigException;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import nexus.gateway.port.CannotBindException;
import nexus.journal.message.RecordKind;
import nexus.journal.store.DiskGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that do not behave, a disk that runs full, a journal that fails. */
class GatewayFaultTest {
    private static final GatewayConfig CONFIG = RunningGateway.config(1_000, EdgeConfig.Durability.PROCESS);

    @TempDir
    Path folder;

    @Test
    void aNexusThatDoesNotReadStopsNobodyAndLosesNoOrderEvent() throws Exception {
        int signals = 20;
        GatewayConfig config = RunningGateway.config(10, EdgeConfig.Durability.PROCESS);
        try (RunningGateway gateway = RunningGateway.start(config, folder, RunningGateway.surroundings());
                TestPeer platform = gateway.platform();
                TestPeer nexus = new TestPeer(gateway.gateway().endpoints().nexus(), null, 5)) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.awaitPlatformUp();
            byte[] bigTick = TestPeer.message(
                    "MARKET_DATA", "platform", "nt8", "padding", "x".repeat(50_000), "data", new Object[] {
                        "symbol", "NQ 03-25", "price", 1.5
                    });
            long ticks = 0;
            while (!statusText(gateway).contains("takes nothing for now")) {
                for (int i = 0; i < 20; i++) {
                    platform.send(bigTick);
                }
                ticks += 20;
                assertThat(ticks).isLessThan(10_000);
            }
            for (int i = 0; i < signals; i++) {
                nexus.send(TestPeer.signal("signal " + i, "NQ"));
                fill(platform, platform.await("ORDER"));
            }
            for (int i = 0; i < signals; i++) {
                String orderId = "signal " + i;
                nexus.await(
                        message -> "ORDER_FILL".equals(TestPeer.text(message, "type"))
                                && orderId.equals(TestPeer.text(message, "order_id")),
                        "fill of " + orderId);
            }
            assertThat(gateway.stop()).isTrue();
            assertThat(nexus.lines().stream().filter(line -> line.contains("ORDER_FILL")))
                    .hasSize(signals);
        }
        assertThat(String.join("\n", RunningGateway.journal(folder, RecordKind.CONTROL)))
                .contains("NEXUS_REFUSED", "NEXUS_WRITABLE");
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    private static String statusText(RunningGateway gateway) {
        return TestPeer.json(gateway.ask("STATUS"));
    }

    private static void fill(TestPeer platform, byte[] order) {
        platform.send(TestPeer.message(
                "ORDER_FILL",
                "order_id",
                TestPeer.text(order, "order_id"),
                "symbol",
                TestPeer.text(order, "symbol"),
                "filled_qty",
                1,
                "fill_price",
                100.25,
                "status",
                "FILLED"));
    }

    @Test
    void tcpProbesAtTheNexusEndpointCostNothing() throws Exception {
        int signals = 50;
        List<Socket> probes = new ArrayList<>();
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.awaitPlatformUp();
            URI address = URI.create(gateway.gateway().endpoints().nexus());
            for (int i = 0; i < signals; i++) {
                probes.add(new Socket(address.getHost(), address.getPort()));
                nexus.send(TestPeer.signal("signal " + i, "NQ"));
                fill(platform, platform.await("ORDER"));
                byte[] fill = nexus.await("ORDER_FILL");
                assertThat(TestPeer.text(fill, "order_id")).isEqualTo("signal " + i);
                if (i % 3 == 0) {
                    probes.remove(0).close();
                }
            }
            assertThat(gateway.stop()).isTrue();
        } finally {
            for (Socket probe : probes) {
                probe.close();
            }
        }
        assertThat(RunningGateway.journal(folder, RecordKind.CONTROL).stream()
                        .filter(line -> line.contains("PEER_UP") && line.contains("nexus")))
                .hasSize(1);
    }

    @Test
    void oddFramesAreJournaledAsTheyCame() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder);
                TestPeer platform = gateway.platform()) {
            platform.send(new byte[0]);
            platform.send(new byte[65_537]);
            platform.sendParts(new byte[] {1}, new byte[] {2, 3});
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            platform.send(TestPeer.signal("not here", "NQ"));
            platform.await("ERROR");
            while (RunningGateway.journal(folder, RecordKind.PLATFORM_IN).size() < 5) {
                gateway.ask("STATUS");
            }
            assertThat(gateway.stop()).isTrue();
        }
        List<String> inputs = RunningGateway.journal(folder, RecordKind.PLATFORM_IN);
        assertThat(inputs.get(0)).contains("empty message");
        assertThat(inputs.get(1)).contains("OVERSIZE", "65537");
        assertThat(inputs.get(2)).contains("000000010100000002");
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aTakenPortIsToldBeforeAnythingIsJournaled() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder)) {
            EdgeConfig edge = CONFIG.edge();
            String taken = gateway.gateway().endpoints().nexus();
            GatewayConfig clash = new GatewayConfig(
                    new EdgeConfig(
                            edge.platformEndpoint(),
                            taken,
                            edge.controlEndpoint(),
                            edge.durability(),
                            edge.maxFrameBytes(),
                            edge.maxQueuedMessages(),
                            edge.minFreeDiskBytes(),
                            edge.reserveDiskBytes(),
                            edge.snapshotRecords(),
                            edge.snapshotSeconds()),
                    CONFIG.router());
            Path other = folder.resolve("other folder with ä");
            assertThatThrownBy(() -> RunningGateway.start(clash, other, RunningGateway.surroundings()))
                    .isInstanceOf(CannotBindException.class)
                    .hasMessageContaining(taken);
            assertThat(other.resolve("journal")).doesNotExist();
            try (RunningGateway second = RunningGateway.start(other)) {
                assertThat(second.stop()).isTrue();
            }
            assertThat(RunningGateway.verify(other)).isZero();
            assertThat(gateway.stop()).isTrue();
        }
    }

    @Test
    void aFailingJournalEndsTradingUntilAnOperatorResumesAfterTheRestart() throws Exception {
        FailingJournal failing = new FailingJournal();
        Surroundings surroundings = RunningGateway.surroundings(
                journal -> failing.around(journal), UnaryOperator.identity(), UnaryOperator.identity());
        try (RunningGateway gateway = RunningGateway.start(CONFIG, folder, surroundings);
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.awaitPlatformUp();
            failing.failing = true;
            nexus.send(TestPeer.signal("lost", "NQ"));
            byte[] status = gateway.ask("STATUS");
            while (!TestPeer.flag(status, "halted")) {
                status = gateway.ask("STATUS");
            }
            assertThat(TestPeer.text(status, "reason")).contains("no journal in this test");
            nexus.send(TestPeer.signal("refused", "NQ"));
            byte[] reject = nexus.await("REJECT");
            assertThat(TestPeer.text(reject, "order_id")).isEqualTo("refused");
            assertThat(TestPeer.text(reject, "code")).isEqualTo("HALTED");
            assertThat(platform.next(100)).isNull();
            assertThat(TestPeer.flag(gateway.ask("HALT", "reason", "x"), "ok")).isFalse();
            assertThat(gateway.stop()).isFalse();
        }
        assertThat(Files.readString(folder.resolve(".latch"))).startsWith("LATCHED");
        try (RunningGateway gateway = RunningGateway.start(folder)) {
            byte[] status = gateway.ask("STATUS");
            assertThat(TestPeer.flag(status, "halted")).isTrue();
            assertThat(TestPeer.text(status, "reason")).contains("no journal in this test");
            assertThat(TestPeer.flag(gateway.ask("RESUME_TRADING", "reason", "checked"), "ok"))
                    .isTrue();
            assertThat(gateway.stop()).isTrue();
        }
        try (RunningGateway gateway = RunningGateway.start(folder)) {
            assertThat(TestPeer.flag(gateway.ask("STATUS"), "halted")).isFalse();
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aShortDiskHaltsTradingAndDropsTicksOnly() throws Exception {
        SettableDisk disk = new SettableDisk();
        Surroundings surroundings =
                RunningGateway.surroundings(UnaryOperator.identity(), UnaryOperator.identity(), disk::around);
        try (RunningGateway gateway = RunningGateway.start(CONFIG, folder, surroundings);
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.awaitPlatformUp();
            nexus.send(TestPeer.signal("before", "NQ"));
            byte[] order = platform.await("ORDER");
            disk.level = DiskGuard.Level.LOW;
            while (!TestPeer.flag(gateway.ask("STATUS"), "halted")) {
                assertThat(disk.level).isEqualTo(DiskGuard.Level.LOW);
            }
            platform.send(TestPeer.tick("nt8", "NQ 03-25", 7.75));
            fill(platform, order);
            nexus.await("ORDER_FILL");
            nexus.send(TestPeer.signal("during", "NQ"));
            assertThat(TestPeer.text(nexus.await("REJECT"), "code")).isEqualTo("HALTED");
            disk.level = DiskGuard.Level.OK;
            while (RunningGateway.journal(folder, RecordKind.NOTE).isEmpty()) {
                gateway.ask("STATUS");
            }
            platform.send(TestPeer.tick("nt8", "NQ 03-25", 8.75));
            nexus.await("MARKET_DATA");
            disk.level = DiskGuard.Level.EXHAUSTED;
            byte[] status = gateway.ask("STATUS");
            while (!TestPeer.text(status, "reason").contains("the disk is full")) {
                status = gateway.ask("STATUS");
            }
            assertThat(gateway.stop()).isFalse();
        }
        String journal = String.join("\n", RunningGateway.journal(folder));
        assertThat(journal)
                .contains("8.75", "SYSTEM_HALT", "1 ticks were dropped")
                .doesNotContain("7.75");
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void withDurabilityPowerTheSameHappens() throws Exception {
        GatewayConfig config = RunningGateway.config(1_000, EdgeConfig.Durability.POWER);
        try (RunningGateway gateway = RunningGateway.start(config, folder, RunningGateway.surroundings());
                TestPeer platform = gateway.platform();
                TestPeer nexus = gateway.nexus()) {
            platform.send(TestPeer.message("REGISTER", "platform", "nt8"));
            nexus.awaitPlatformUp();
            for (int i = 0; i < 5; i++) {
                nexus.send(TestPeer.signal("signal " + i, "NQ"));
                platform.send(TestPeer.tick("nt8", "NQ 03-25", i));
                fill(platform, platform.await("ORDER"));
                nexus.await("ORDER_FILL");
            }
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void reloadTakesAGoodConfigurationAndNamesWhatIsWrongWithABadOne() throws Exception {
        List<GatewayConfig> next = new ArrayList<>();
        ConfigReloader reloader = () -> {
            if (next.isEmpty()) {
                throw new ConfigException(List.of("gateway.yaml:7: first problem", "gateway.yaml:9: second problem"));
            }
            return next.get(0);
        };
        try (RunningGateway gateway = RunningGateway.start(CONFIG, folder, RunningGateway.surroundings(), reloader)) {
            byte[] refused = gateway.ask("RELOAD");
            assertThat(TestPeer.flag(refused, "ok")).isFalse();
            assertThat(TestPeer.text(refused, "reason")).contains("first problem", "second problem");
            next.add(new GatewayConfig(
                    RunningGateway.config(500, EdgeConfig.Durability.PROCESS).edge(),
                    RunningGateway.routerConfig(List.of("nt8"))));
            byte[] taken = gateway.ask("RELOAD");
            assertThat(TestPeer.flag(taken, "ok")).isTrue();
            assertThat(TestPeer.text(taken, "text")).contains("is in force", "next start");
            assertThat(TestPeer.text(gateway.ask("RELOAD"), "text")).contains("unchanged");
            assertThat(TestPeer.flag(gateway.ask("STOP"), "ok")).isTrue();
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.journal(folder, RecordKind.CONFIG)).hasSize(2);
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    private static final class FailingJournal {
        volatile boolean failing;

        JournalAppender around(JournalAppender journal) {
            return new ForwardingJournal(journal) {
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
                    if (failing && kind == RecordKind.NEXUS_IN) {
                        throw new InternalError("no journal in this test");
                    }
                    return super.append(kind, flags, source, cause, timeNanos, payload, offset, length);
                }
            };
        }
    }
}
