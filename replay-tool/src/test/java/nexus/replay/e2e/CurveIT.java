package nexus.replay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway that is open to the network, and clients in Python (libzmq) that prove by CURVE who they are. */
@Timeout(240)
class CurveIT {
    private static final int ROUNDS = 6;

    /** An address of this machine that is not its loopback one, where there is one. */
    private static String ownHost() throws IOException {
        return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(card -> Collections.list(card.getInetAddresses()).stream())
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(address -> address.getHostAddress())
                .findFirst()
                .orElse("127.0.0.1");
    }

    private static String reached(String endpoint) throws IOException {
        return endpoint.replace("0.0.0.0", ownHost());
    }

    private static Scene open(String name, String curve) throws Exception {
        Scene scene = Scene.create(name);
        scene.useConfig(scene.defaultConfig().replace("  curve: off", "  curve: " + curve));
        scene.listenOn("tcp://0.0.0.0:0", "tcp://0.0.0.0:0", "tcp://127.0.0.1:0");
        return scene;
    }

    private static void issue(Scene scene, String name, String purpose) throws Exception {
        Scene.Result made = keys(scene, "new", name, "--for", purpose);
        assertThat(made.exitCode()).as(made.text()).isZero();
    }

    private static Scene.Result keys(Scene scene, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("keys"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", scene.folder().resolve("gateway.yaml").toString()));
        return scene.command(all.toArray(String[]::new));
    }

    private static String secret(Scene scene, String name) {
        return scene.folder().resolve("keys/issued/" + name + ".key_secret").toString();
    }

    private static String[] withKey(Scene scene, String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--key",
                secret(scene, name),
                "--server-key",
                scene.folder().resolve("keys/server.key").toString()));
        return all.toArray(String[]::new);
    }

    @Test
    void underLoadWithKillsAndReconnectsNoOrderEventIsLostOrDoubled() throws Exception {
        Random random = Chance.seeded("CurveIT, kills");
        try (Scene scene = open("curve-load", "auto")) {
            issue(scene, "office", "platform:nt8");
            issue(scene, "strategy", "nexus");
            scene.startGateway();
            TcpProxy wire = TcpProxy.open(reached(scene.endpoints().platforms()));
            scene.with(wire, wire::close);
            scene.python(
                    "nt8",
                    "curve_platform.py",
                    withKey(
                            scene,
                            "office",
                            "--endpoint",
                            wire.endpoint(),
                            "--platform",
                            "nt8",
                            "--symbol",
                            Peers.nq("nt8")));
            Program nexus = nexus(scene, 0);
            for (int round = 1; round <= ROUNDS; round++) {
                awaitMoreFills(scene, 50 + random.nextInt(150));
                switch (round % 3) {
                    case 0 -> {
                        scene.gateway().kill();
                        scene.startGateway();
                    }
                    case 1 -> wire.cut();
                    default -> {
                        nexus.kill();
                        nexus = nexus(scene, round);
                    }
                }
            }
            awaitMoreFills(scene, 50);
            nexus.tell("pause");
            Deadline.await(
                    "all fills",
                    Scene.EVENTUALLY,
                    () -> made(scene).size() == told(scene).size());
            scene.awaitStillness("nt8");
            List<String> told = told(scene);
            assertThat(told).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made(scene));
            assertThat(Ledgers.read(scene.ledger("nt8"), "order"))
                    .extracting(order -> order.text("again"))
                    .containsOnly("false");
            scene.stopGateway();
            scene.verify("after the stop");
            assertNoSecretAnywhere(scene);
            scene.done();
        }
    }

    private static Program nexus(Scene scene, int run) throws Exception {
        return scene.python(
                "nexus",
                "curve_nexus.py",
                withKey(
                        scene,
                        "strategy",
                        "--endpoint",
                        reached(scene.endpoints().nexus()),
                        "--run",
                        "r" + run));
    }

    private static void awaitMoreFills(Scene scene, int count) throws Exception {
        int before = told(scene).size();
        Deadline.await(
                count + " more fills", Scene.EVENTUALLY, () -> told(scene).size() >= before + count);
    }

    private static List<String> made(Scene scene) throws IOException {
        return execIds(scene.ledger("nt8"), "fill");
    }

    private static List<String> told(Scene scene) throws IOException {
        return execIds(scene.ledger("nexus"), "order_fill");
    }

    private static List<String> execIds(Path ledger, String event) throws IOException {
        return Files.exists(ledger)
                ? Ledgers.read(ledger, event).stream()
                        .map(entry -> entry.text("exec_id"))
                        .toList()
                : List.of();
    }

    /** Neither in the journal, nor in a log, nor in what any program printed. */
    private static void assertNoSecretAnywhere(Scene scene) throws IOException {
        List<String> secrets = new ArrayList<>();
        Path keys = scene.folder().resolve("keys");
        Path tokenFile = scene.data().resolve("control.token");
        secrets.add(Files.readString(tokenFile).strip());
        try (Stream<Path> files = Files.walk(keys)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".key_secret"))
                    .toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains("secret-key"))
                        .forEach(line -> secrets.add(line.substring(line.indexOf('"') + 1, line.length() - 1)));
            }
        }
        assertThat(secrets).hasSizeGreaterThan(2);
        try (Stream<Path> files = Files.walk(scene.folder())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(keys) && !path.equals(tokenFile))
                    .toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(secrets).as(file.toString()).noneMatch(content::contains);
            }
        }
        String printed = scene.transcripts();
        assertThat(secrets).noneMatch(printed::contains);
    }

    @Test
    void oldProgramsWithKeysTradeAndAForeignKeyGetsNowhere() throws Exception {
        try (Scene scene = open("curve-v0", "auto")) {
            issue(scene, "office", "platform:nt8");
            issue(scene, "other", "platform:mt5");
            issue(scene, "strategy", "nexus");
            scene.startGateway();
            String platforms = reached(scene.endpoints().platforms());
            Peers.v0Platform(scene, "nt8", platforms, withKey(scene, "office"));
            scene.awaitUp(List.of("nt8"));
            // mt5's key, under the name of sierra; and at NEXUS's door.
            Peers.v0Platform(scene, "sierra", platforms, withKey(scene, "other"));
            scene.python(
                    "thief",
                    "v0_nexus.py",
                    withKey(
                            scene,
                            "other",
                            "--endpoint",
                            reached(scene.endpoints().nexus())));
            Program nexus = scene.python(
                    "nexus",
                    "v0_nexus.py",
                    withKey(
                            scene,
                            "strategy",
                            "--endpoint",
                            reached(scene.endpoints().nexus()),
                            "--count",
                            "20",
                            "--every",
                            "0.05"));
            Deadline.await("20 fills", Scene.EVENTUALLY, () -> {
                assertThat(nexus.isAlive()).as(nexus.transcript()).isTrue();
                return Ledgers.read(scene.ledger("nexus"), "fill").size() >= 20;
            });
            assertThat(scene.status().text("nexus")).isEqualTo("UP (v0)");
            // Revoked while it runs: cut off at once, and never let in again.
            Scene.Result revoked = keys(scene, "revoke", "office");
            assertThat(revoked.text()).contains("connections cut off: 1");
            Deadline.await(
                    "nt8 is down",
                    Scene.SOON,
                    () -> !scene.status()
                            .fields()
                            .get("platform_status")
                            .toString()
                            .contains("platform=nt8, status=UP"));
            scene.stopGateway();
            scene.verify("after the stop");
            assertThat(Ledgers.read(scene.ledger("sierra"), "order")).isEmpty();
            assertThat(Ledgers.read(scene.ledger("thief"), "market")).isEmpty();
            String control =
                    scene.replay("dump", "--type", "CONTROL").out().stream().collect(Collectors.joining("\n"));
            assertThat(control)
                    .contains("its key is for platform:mt5")
                    .contains("REVOKED")
                    .contains("no registered key");
            assertNoSecretAnywhere(scene);
            scene.done();
        }
    }

    @Test
    void everyEndpointAsksForKeysWhereThatIsWanted() throws Exception {
        try (Scene scene = open("curve-on", "on")) {
            scene.listenOn("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
            issue(scene, "office", "platform:nt8");
            issue(scene, "boss", "operator");
            scene.startGateway();
            assertThat(scene.command("status").exitCode()).isEqualTo(2);
            Scene.Result status = scene.command("status", "--key", secret(scene, "boss"));
            assertThat(status.exitCode()).as(status.text()).isZero();
            Program simulated = scene.gatewayCommand(
                    "simulate",
                    "--platform",
                    "nt8",
                    "--config",
                    scene.folder().resolve("gateway.yaml").toString(),
                    "--key",
                    secret(scene, "office"));
            Deadline.await("nt8 is up", Scene.SOON, () -> {
                assertThat(simulated.isAlive()).as(simulated.transcript()).isTrue();
                return scene.command("status", "--json", "--key", secret(scene, "boss"))
                        .text()
                        .contains("{\"platform\":\"nt8\",\"status\":\"UP\"");
            });
            assertThat(scene.command("stop", "--key", secret(scene, "boss")).exitCode())
                    .isZero();
            scene.verify("after the stop");
            scene.done();
        }
    }

    @Test
    void anOpenEndpointWithoutKeysIsRefusedWithLineAndRule() throws Exception {
        try (Scene scene = open("curve-off", "off")) {
            Program refused = scene.launchGateway();
            assertThat(refused.awaitExit(Scene.SOON)).isEqualTo(2);
            assertThat(refused.transcript()).contains("tcp://0.0.0.0:0 — open to the network, which needs security");
            scene.useConfig(scene.defaultConfig().replace("nexus: tcp://127.0.0.1:5556", "nexus: tcp://*:5556"));
            Scene.Result checked = scene.check();
            assertThat(checked.exitCode()).isEqualTo(2);
            assertThat(checked.text()).containsPattern("gateway.yaml:\\d+: endpoints.nexus: tcp://\\*:5556 — open");
            scene.done();
        }
    }
}
