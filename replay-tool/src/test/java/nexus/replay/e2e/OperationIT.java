package nexus.replay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nexus.adapters.nexus.DemoStrategy;
import nexus.replay.e2e.Ledgers.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator does, and what the machine does to the gateway. */
@Timeout(180)
class OperationIT {

    @Test
    void anOperatorHaltsResumesResolvesAndReloads() throws Exception {
        try (Scene scene = Scene.create("operator")) {
            scene.useConfig(scene.defaultConfig());
            scene.startGateway();
            Peers.v0Platform(scene, "nt8", scene.endpoints().platforms(), "--silent");
            scene.awaitUp(List.of("nt8"));
            Program nexus = Peers.v0Nexus(scene, "nexus", "--count", "1");
            Deadline.await(
                    "the order",
                    Scene.SOON,
                    () -> !Ledgers.read(scene.ledger("nt8"), "order").isEmpty());
            String orderId = Ledgers.read(scene.ledger("nt8"), "order").get(0).text("order_id");
            nexus.close();

            assertThat(scene.command("halt", "--reason", "lunch").exitCode()).isZero();
            assertThat(scene.status().text("halted")).isEqualTo("true");
            Program refused = Peers.v0Nexus(scene, "refused", "--count", "1");
            Deadline.await(
                    "HALTED",
                    Scene.SOON,
                    () -> Ledgers.read(scene.ledger("refused"), "other").stream()
                            .anyMatch(entry -> "HALTED".equals(entry.text("code"))));
            refused.close();
            assertThat(scene.command("resume", "--reason", "back").exitCode()).isZero();
            assertThat(scene.status().text("halted")).isEqualTo("false");

            // Only an order in doubt can be resolved; a restart puts it there.
            assertThat(scene.command("resolve", orderId, "--platform", "nt8", "--not-sent")
                            .exitCode())
                    .isEqualTo(1);
            scene.gateway().kill();
            scene.startGateway();
            assertThat(order(scene).get("status")).isEqualTo("IN_DOUBT");
            assertThat(scene.command("resolve", orderId, "--platform", "nt8", "--filled", "2@16250.5")
                            .exitCode())
                    .isZero();
            assertThat(order(scene).get("status")).isEqualTo("FILLED");
            Map<?, ?> position =
                    (Map<?, ?>) ((List<?>) scene.json("positions").fields().get("positions")).get(0);
            assertThat(position.get("platform")).isEqualTo("nt8");
            assertThat(position.get("quantity").toString()).isEqualTo("2");

            assertReloads(scene);
            scene.stopGateway();
            scene.verify("after the stop");
            scene.done();
        }
    }

    private static Map<?, ?> order(Scene scene) throws Exception {
        return (Map<?, ?>) ((List<?>) scene.json("orders").fields().get("orders")).get(0);
    }

    private static void assertReloads(Scene scene) throws Exception {
        String digestBefore = configRecords(scene);
        scene.useConfig(scene.defaultConfig() + "\nnonsense: true\n");
        Scene.Result invalid = scene.command("reload");
        assertThat(invalid.exitCode()).as(invalid.text()).isEqualTo(1);
        assertThat(invalid.text()).contains("nonsense");
        assertThat(configRecords(scene)).isEqualTo(digestBefore);

        scene.useConfig(scene.defaultConfig().replace("symbol: NAS100", "symbol: USTEC"));
        Scene.Result valid = scene.command("reload");
        assertThat(valid.exitCode()).as(valid.text()).isZero();
        assertThat(configRecords(scene)).isNotEqualTo(digestBefore).contains("USTEC");
    }

    private static String configRecords(Scene scene) throws Exception {
        return String.join("\n", scene.replay("dump", "--type", "CONFIG").out());
    }

    @Test
    void aFolderWithSpacesAndForeignLettersOverManyRuns() throws Exception {
        try (Scene scene = Scene.create("Händler Ordner – 日本")) {
            scene.useData(scene.folder().resolve("meine Daten ß"));
            for (int run = 1; run <= 3; run++) {
                scene.startGateway();
                if (run == 1) {
                    Peers.platform(scene, "nt8", 100, 5, 1);
                }
                scene.awaitUp(List.of("nt8"));
                if (run == 2) {
                    scene.gateway().kill();
                } else {
                    scene.stopGateway();
                }
            }
            scene.verify("over three runs");
            Scene.Result dump = scene.replay("dump", "--json");
            assertThat(dump.exitCode()).isZero();
            long expected = 1;
            for (String line : dump.out()) {
                assertThat(line).startsWith("{\"sequence\":" + expected++ + ",");
            }
            assertThat(scene.replay("ls").exitCode()).isZero();
            scene.done();
        }
    }

    @Test
    void stopsWithinTwoSecondsUnderLoadHoweverItIsAsked() throws Exception {
        try (Scene scene = Scene.create("stop")) {
            scene.startGateway();
            Peers.platform(scene, "nt8", 3_000, 5, 1);
            DemoStrategy strategy = Peers.strategy(scene, 20);
            Deadline.await("fills", Scene.EVENTUALLY, () -> strategy.tally().fills() > 10);
            long start = System.nanoTime();
            scene.gateway().terminate();
            assertThat(scene.gateway().awaitExit(Scene.SOON))
                    .as(scene.gateway().transcript())
                    .isZero();
            Duration terminated = Duration.ofNanos(System.nanoTime() - start);
            System.out.println("OperationIT: SIGTERM took " + terminated.toMillis() + " ms");
            // Twice what is promised: other programs may be running here.
            assertThat(terminated).isLessThan(Duration.ofSeconds(4));
            assertThat(scene.data().resolve(".endpoints")).doesNotExist();
            try (var snapshots = Files.list(scene.data().resolve("snapshots"))) {
                assertThat(snapshots).isNotEmpty();
            }
            scene.startGateway();
            int before = strategy.tally().fills();
            Deadline.await(
                    "fills after the restart",
                    Scene.EVENTUALLY,
                    () -> strategy.tally().fills() > before + 10);
            scene.stopGateway();
            scene.verify("after two stops");
            scene.done();
        }
    }

    @Test
    void idlesQuietly() throws Exception {
        try (Scene scene = Scene.create("idle")) {
            scene.startGateway();
            ProcessHandle handle = ProcessHandle.of(scene.gateway().pid()).orElseThrow();
            scene.status();
            Duration before = handle.info().totalCpuDuration().orElse(Duration.ZERO);
            Deadline.letPass(Duration.ofSeconds(10));
            Duration used =
                    handle.info().totalCpuDuration().orElse(Duration.ZERO).minus(before);
            String memory =
                    Files.readAllLines(java.nio.file.Path.of(
                                    "/proc/" + scene.gateway().pid() + "/status"))
                            .stream()
                            .filter(line -> line.startsWith("VmRSS"))
                            .findFirst()
                            .orElse("VmRSS unknown");
            System.out.println("OperationIT: idle for 10 s, CPU " + used.toMillis() + " ms, " + memory);
            assertThat(scene.status().text("halted")).isEqualTo("false");
            scene.stopGateway();
            scene.done();
        }
    }

    @Test
    void wrongConfigurationsAreOneLineEach() throws Exception {
        try (Scene scene = Scene.create("start-errors")) {
            scene.useConfig(scene.defaultConfig().replace("maxAge: 10 s", "maxAge: 10 parsecs") + "\nnonsense: 1\n");
            Program gateway = scene.launchGateway();
            assertThat(gateway.awaitExit(Scene.SOON)).isEqualTo(2);
            assertThat(gateway.err().stream().filter(line -> line.contains("gateway.yaml:")))
                    .hasSize(2);
            assertThat(gateway.err()).hasSizeLessThanOrEqualTo(3).noneMatch(line -> line.contains("\tat "));
            scene.done();
        }
    }

    @Test
    void aSecondGatewayOnTheFolderLeavesTheFirstInPeace() throws Exception {
        try (Scene scene = Scene.create("two-gateways")) {
            scene.startGateway();
            Peers.platform(scene, "nt8", 500, 5, 1);
            DemoStrategy strategy = Peers.strategy(scene, 20);
            Deadline.await("fills", Scene.EVENTUALLY, () -> strategy.tally().fills() > 5);
            Program second = scene.launchGateway();
            assertThat(second.awaitExit(Scene.SOON)).isEqualTo(2);
            assertThat(second.err()).hasSize(1);
            assertThat(second.err().get(0))
                    .contains(Long.toString(scene.gateway().pid()));
            int before = strategy.tally().fills();
            Deadline.await("fills go on", Scene.SOON, () -> strategy.tally().fills() > before + 5);
            Entry status = scene.status();
            assertThat(status.text("halted")).isEqualTo("false");
            scene.stopGateway();
            scene.verify("after the stop");
            scene.done();
        }
    }
}
