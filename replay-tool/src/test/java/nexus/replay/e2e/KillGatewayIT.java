package nexus.replay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nexus.adapters.nexus.DemoStrategy;
import nexus.adapters.simulated.SimulatedPlatform;
import nexus.replay.e2e.Accounts.Kill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code kill -9} on the gateway at random moments under load, again and again; then everything is accounted for. */
@Timeout(600)
class KillGatewayIT {
    private static final List<String> LINKED = List.of("nt8", "sierra");
    private static final List<String> ALL = List.of("nt8", "sierra", "mt5");
    private static final int TICKS_PER_SECOND = 1_500;

    private final List<Kill> kills = new ArrayList<>();

    @Test
    void withANexusThatSaysHelloNothingIsLostAndNothingComesTwice() throws Exception {
        Random random = Chance.seeded("KillGatewayIT, hello");
        try (Scene scene = Scene.create("kill-gateway-hello")) {
            sealOften(scene);
            scene.startGateway();
            List<SimulatedPlatform> platforms = startPlatforms(scene);
            DemoStrategy strategy = Peers.strategy(scene, 40);
            for (int round = 1; round <= Chance.rounds(); round++) {
                int before = strategy.tally().fills();
                Deadline.await(
                        "fills in round " + round,
                        Scene.EVENTUALLY,
                        () -> strategy.tally().fills() > before + 5);
                Deadline.letPass(Duration.ofMillis(random.nextInt(700)));
                killAndRestart(scene, round);
            }
            int before = strategy.tally().fills();
            Deadline.await(
                    "fills after the last round",
                    Scene.EVENTUALLY,
                    () -> strategy.tally().fills() > before + 5);
            strategy.pause();
            Deadline.await("every execution to be told", Scene.EVENTUALLY, () -> told(scene) == made(platforms));
            scene.awaitStillness("nexus", "nt8", "sierra", "mt5");
            scene.verify("beside the gateway");
            scene.stopGateway();
            scene.verify("after the stop");
            scene.verifySeals("after the stop, and all kills before");

            Accounts accounts = Accounts.of(scene, ALL);
            accounts.assertNoOrderTwice();
            accounts.assertEachExecutionOnce(LINKED);
            accounts.assertNoFillMoreOftenThanMade();
            accounts.assertEachSignalAnswered(kills);
            accounts.assertEachOrderArrivedOrIsExplained();
            // A v0 platform sends nothing again: what it said into a dying socket is lost, and its order in doubt.
            assertThat(accounts.inDoubt()).containsAll(accounts.fillsMissing());
            assertThat(strategy.tally().eventsTwice()).isZero();
            System.out.println(
                    "KillGatewayIT, hello: " + strategy.tally() + ", missing of v0 " + accounts.fillsMissing());
            scene.done();
        }
    }

    /** So that kills come behind some seals of a file, and in the middle of making one. */
    private static void sealOften(Scene scene) throws IOException {
        scene.useConfig(scene.defaultConfig()
                .replace("  interval: 10 s", "  interval: 1 s")
                .replace("  records: 10000", "  records: 500"));
    }

    private static long made(List<SimulatedPlatform> platforms) {
        return platforms.stream()
                .mapToLong(platform -> platform.account().fills().size())
                .sum();
    }

    private static long told(Scene scene) throws IOException {
        return Ledgers.read(scene.ledger("nexus"), "fill").stream()
                .filter(fill -> LINKED.contains(fill.text("platform")))
                .count();
    }

    @Test
    void withANexusThatKnowsV0AloneNothingComesTwice() throws Exception {
        Random random = Chance.seeded("KillGatewayIT, v0");
        try (Scene scene = Scene.create("kill-gateway-v0")) {
            sealOften(scene);
            scene.startGateway();
            startPlatforms(scene);
            scene.awaitUp(ALL);
            Program nexus = Peers.v0Nexus(scene, "nexus", "--count", "-1", "--every", "0.04");
            for (int round = 1; round <= Chance.rounds(); round++) {
                awaitFills(scene, nexus);
                Deadline.letPass(Duration.ofMillis(random.nextInt(700)));
                killAndRestart(scene, round);
            }
            awaitFills(scene, nexus);
            nexus.tell("pause");
            scene.awaitStillness("nexus", "nt8", "sierra", "mt5");
            scene.stopGateway();
            scene.verify("after the stop");
            scene.verifySeals("after the stop, and all kills before");

            Accounts accounts = Accounts.of(scene, ALL);
            accounts.assertNoOrderTwice();
            accounts.assertNoFillMoreOftenThanMade();
            accounts.assertEachSignalAnswered(kills);
            System.out.println("KillGatewayIT, v0: " + accounts.signals() + " signals, " + accounts.fills()
                    + " fills, not told " + accounts.fillsMissing());
            scene.done();
        }
    }

    private static void awaitFills(Scene scene, Program nexus) throws Exception {
        int before = Ledgers.read(scene.ledger("nexus"), "fill").size();
        Deadline.await("fills", Scene.EVENTUALLY, () -> {
            assertThat(nexus.isAlive()).as(nexus.transcript()).isTrue();
            return Ledgers.read(scene.ledger("nexus"), "fill").size() > before + 5;
        });
    }

    private static List<SimulatedPlatform> startPlatforms(Scene scene) throws Exception {
        List<SimulatedPlatform> platforms = new ArrayList<>();
        for (String name : LINKED) {
            platforms.add(Peers.platform(scene, name, TICKS_PER_SECOND, 20, 2));
        }
        Peers.v0Platform(scene, "mt5", scene.endpoints().platforms(), "--rate", "200", "--fill-after", "0.02");
        return platforms;
    }

    private void killAndRestart(Scene scene, int round) throws Exception {
        long before = now();
        scene.gateway().kill();
        kills.add(new Kill(before, now()));
        scene.verify("after kill " + round);
        scene.startGateway();
        if (round % 2 == 0) {
            scene.verify("after restart " + round);
        }
    }

    private static long now() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    }
}
