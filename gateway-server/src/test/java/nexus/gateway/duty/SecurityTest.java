package nexus.gateway.duty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import nexus.config.ConfigException;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import nexus.config.SecurityConfig;
import nexus.gateway.keys.ClientKeys;
import nexus.gateway.keys.ControlToken;
import nexus.gateway.keys.KeyFolder;
import nexus.gateway.keys.Principal;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, who is cut off, and what is left of it in the journal. */
@Timeout(60)
class SecurityTest {
    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private KeyFolder keys() {
        return new KeyFolder(folder.resolve("keys"));
    }

    private RunningGateway start(EdgeConfig edge) throws IOException {
        GatewayConfig base = RunningGateway.config(1_000, EdgeConfig.Durability.PROCESS);
        return RunningGateway.start(
                new GatewayConfig(edge, base.router()), data(), RunningGateway.surroundings(), () -> {
                    throw new ConfigException(List.of("no reload in this test"));
                });
    }

    private static EdgeConfig edge() {
        return RunningGateway.config(1_000, EdgeConfig.Durability.PROCESS).edge();
    }

    private EdgeConfig curved() {
        return edge().withSecurity(new SecurityConfig(keys().path().toString(), SecurityConfig.Curve.ON, ""));
    }

    private ClientKeys issue(String name, String purpose) throws IOException {
        KeyFolder.Issued issued = keys().issue(Principal.of(name, purpose).orElseThrow());
        return ClientKeys.read(issued.secretFile(), issued.serverFile());
    }

    @Test
    void withoutTheTokenNobodyCommandsAndNothingOfItIsJournaled() throws Exception {
        byte[] token;
        try (RunningGateway gateway = start(edge())) {
            token = ControlToken.read(data().resolve(ControlToken.FILE_NAME)).frame();
            byte[] wrong = token.clone();
            wrong[0] ^= 1;
            byte[] halt = TestPeer.message("HALT", "reason", "x");
            try (TestPeer stranger = new TestPeer(gateway.gateway().endpoints().control(), (String) null)) {
                stranger.send(halt);
                assertThat(TestPeer.json(stranger.await("ANSWER")))
                        .contains("\"ok\":false")
                        .contains("it needs the control token, in a frame of its own before the message");
                stranger.sendParts(wrong, halt);
                assertThat(TestPeer.json(stranger.await("ANSWER"))).contains("the control token is wrong");
                stranger.send(token);
                assertThat(TestPeer.json(stranger.await("ANSWER"))).contains("it needs the control token");
                stranger.sendParts(token, TestPeer.message("HALT", "token", new String(token, US_ASCII)));
                assertThat(TestPeer.json(stranger.await("ANSWER"))).contains("the control token is in the message");
            }
            byte[] status = gateway.ask("STATUS");
            assertThat(TestPeer.json(status)).contains("\"ok\":true").contains("\"halted\":false");
            assertThat(TestPeer.flag(gateway.ask("HALT", "reason", "really"), "ok"))
                    .isTrue();
            assertThat(gateway.stop()).isTrue();
        }
        // Byte for byte what was sent, without its token.
        assertThat(RunningGateway.journal(data(), RecordKind.OPERATOR_IN))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("{\"type\":\"HALT\",\"reason\":\"really\"}");
        assertThat(RunningGateway.journal(data(), RecordKind.CONTROL))
                .filteredOn(line -> line.contains("TURNED_AWAY"))
                .hasSize(4)
                .allMatch(line -> line.contains("\"code\":\"UNAUTHORIZED\""));
        assertThat(RunningGateway.verify(data())).isZero();
        assertNoFileHolds(new String(token, US_ASCII), data().resolve(ControlToken.FILE_NAME));
    }

    /** Looks at every file but those that are there to hold the secret. */
    private void assertNoFileHolds(String secret, Path... but) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !List.of(but).contains(file))
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertThat(new String(Files.readAllBytes(file), ISO_8859_1).contains(secret))
                    .as(file.toString())
                    .isFalse();
        }
    }

    @Test
    void tooManyBadMessagesEndAConnectionAndNoOther() throws Exception {
        try (RunningGateway gateway = start(edge().withLimits(1_000_000, 20));
                TestPeer good = gateway.platform();
                TestPeer bad = gateway.platform()) {
            good.send(TestPeer.message("REGISTER", "platform", "mt5", "version", "1"));
            good.await("REGISTERED");
            bad.send(TestPeer.message("REGISTER", "platform", "nt8", "version", "1"));
            bad.await("REGISTERED");
            for (int i = 0; i < 21; i++) {
                bad.send(new byte[] {(byte) 0xc1});
            }
            assertThat(TestPeer.text(
                            bad.await(message -> "TOO_MANY_BAD".equals(TestPeer.text(message, "code")), "the cut"),
                            "reason"))
                    .isEqualTo("more than 20 bad messages in one minute (limits.maxMalformed)");
            awaitTrue(() -> TestPeer.json(gateway.ask("STATUS")).contains("\"platform\":\"nt8\",\"status\":\"DOWN\""));
            assertThat(TestPeer.json(gateway.ask("STATUS"))).contains("\"platform\":\"mt5\",\"status\":\"UP\"");
            // It may come back: its socket has dialed again by itself.
            bad.send(TestPeer.message("REGISTER", "platform", "nt8", "version", "1"));
            bad.await("REGISTERED");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.journal(data(), RecordKind.CONTROL))
                .filteredOn(line -> line.contains("PEER_DOWN") && line.contains("TOO_MANY_BAD"))
                .hasSize(1);
        assertThat(RunningGateway.verify(data())).isZero();
    }

    @Test
    void tooManyMessagesInASecondEndAConnection() throws Exception {
        try (RunningGateway gateway = start(edge().withLimits(1_000, 1_000));
                TestPeer fast = gateway.platform()) {
            fast.send(TestPeer.message("REGISTER", "platform", "nt8", "version", "1"));
            fast.await("REGISTERED");
            byte[] tick = TestPeer.tick("nt8", "NQ 03-25", 16_250.5);
            for (int i = 0; i < 5_000; i++) {
                fast.send(tick);
            }
            fast.await(message -> "TOO_FAST".equals(TestPeer.text(message, "code")), "the cut");
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.journal(data(), RecordKind.PLATFORM_IN)).hasSizeLessThan(4_000);
        assertThat(RunningGateway.verify(data())).isZero();
    }

    @Test
    void aPlatformsKeyIsThatPlatformAndARevokedOneIsNobody() throws Exception {
        ClientKeys office = issue("office", "platform:nt8");
        ClientKeys strategy = issue("strategy", "nexus");
        ClientKeys boss = issue("boss", "operator");
        String secret = secretOf("office");
        try (RunningGateway gateway = start(curved());
                TestPeer nexus = new TestPeer(gateway.gateway().endpoints().nexus(), strategy);
                TestPeer platform = new TestPeer(gateway.gateway().endpoints().platform(), office)) {
            platform.send(TestPeer.message("REGISTER", "platform", "mt5", "version", "1"));
            assertThat(TestPeer.text(platform.await("ERROR"), "code")).isEqualTo("FORBIDDEN");
            platform.send(TestPeer.message("REGISTER", "platform", "nt8", "version", "1"));
            platform.await("REGISTERED");
            nexus.awaitPlatformUp();
            // Neither the platforms' nor NEXUS's key opens the operators' door.
            try (TestPeer posing = new TestPeer(gateway.gateway().endpoints().nexus(), office);
                    TestPeer another =
                            new TestPeer(gateway.gateway().endpoints().control(), strategy)) {
                posing.offer(TestPeer.signal("stolen", "NQ"));
                another.offer(TestPeer.message("STOP"));
                awaitTrue(() -> journalHas("its key is for platform:nt8") && journalHas("its key is for nexus"));
            }
            nexus.send(TestPeer.signal("mine", "NQ"));
            assertThat(TestPeer.text(platform.await("ORDER"), "order_id")).isEqualTo("mine");

            keys().revoke("office");
            try (TestPeer operator = new TestPeer(gateway.gateway().endpoints().control(), boss).withTokenOf(data())) {
                operator.send(TestPeer.message("KEYS"));
                assertThat(TestPeer.text(operator.await("ANSWER"), "text"))
                        .isEqualTo("2 keys are registered; connections cut off: 1");
            }
            platform.await(message -> "REVOKED".equals(TestPeer.text(message, "code")), "the cut");
            awaitTrue(() -> journalHas("no registered key"));
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(RunningGateway.verify(data())).isZero();
        assertThat(RunningGateway.journal(data(), RecordKind.NEXUS_IN)).noneMatch(line -> line.contains("stolen"));
        assertThat(RunningGateway.journal(data(), RecordKind.CONTROL))
                .anyMatch(line -> line.contains("\"principal\":\"office\",\"role\":\"platform:nt8\""));
        for (Path file : List.of(keys().path().resolve("server.key_secret"))) {
            assertNoFileHolds(textOf(file), file);
        }
        assertNoFileHolds(secret);
    }

    private String secretOf(String name) throws IOException {
        return textOf(keys().path().resolve("issued").resolve(name + ".key_secret"));
    }

    private static String textOf(Path file) throws IOException {
        String text = Files.readString(file, UTF_8);
        int at = text.indexOf("secret-key = \"") + 14;
        return text.substring(at, at + 40);
    }

    private boolean journalHas(String text) {
        return RunningGateway.journal(data(), RecordKind.CONTROL).stream().anyMatch(line -> line.contains(text));
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TestPeer.DEADLINE_MILLIS * 1_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @Test
    void withAnOpenDoorItDoesNotStartAndLeavesNothing() {
        EdgeConfig open = edge().withEndpoints("tcp://0.0.0.0:0", "tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
        assertThatThrownBy(() -> start(open))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tcp://0.0.0.0:0 — open to the network");
        assertThat(data().resolve("journal")).doesNotExist();
    }
}
