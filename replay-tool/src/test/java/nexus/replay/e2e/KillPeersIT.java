package nexus.replay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nexus.adapters.nexus.DemoStrategy;
import nexus.replay.e2e.Accounts.Kill;
import nexus.replay.e2e.Ledgers.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code kill -9} on what is around the gateway, which stays. */
@Timeout(600)
class KillPeersIT {
    private final List<Kill> kills = new ArrayList<>();

    @Test
    void aNexusThatSaysHelloMissesNothing() throws Exception {
        Random random = Chance.seeded("KillPeersIT, hello");
        try (Scene scene = Scene.create("kill-nexus-hello")) {
            scene.startGateway();
            Peers.platform(scene, "nt8", 500, 30, 2);
            Peers.platform(scene, "sierra", 500, 30, 1);
            scene.awaitUp(List.of("nt8", "sierra"));
            Program nexus = startStrategy(scene);
            for (int round = 1; round <= Chance.rounds(); round++) {
                awaitFills(scene, 10);
                Deadline.letPass(Duration.ofMillis(random.nextInt(300)));
                kill(nexus);
                nexus = startStrategy(scene);
            }
            awaitFills(scene, 10);
            nexus.tell("pause");
            scene.awaitStillness("nexus", "nt8", "sierra");
            scene.stopGateway();
            scene.verify("after the stop");

            Accounts accounts = Accounts.of(scene, List.of("nt8", "sierra"));
            accounts.assertNoOrderTwice();
            accounts.assertNothingMissing();
            accounts.assertEachSignalAnswered(kills);
            assertToldAgainOnlyWhatAKillHit(scene);
            scene.done();
        }
    }

    /** Of each process that was killed the one event that it was handling may come again, and no other. */
    private void assertToldAgainOnlyWhatAKillHit(Scene scene) throws Exception {
        List<Entry> fills = Ledgers.read(scene.ledger("nexus"), "fill");
        long repeats = fills.size()
                - fills.stream().map(fill -> fill.text("seq")).distinct().count();
        assertThat(repeats).isLessThanOrEqualTo(kills.size());
        for (Entry fill : fills) {
            assertThat(fills.stream()
                            .filter(other -> other.text("seq").equals(fill.text("seq")))
                            .map(other -> other.text("exec_id")))
                    .as("fills with seq " + fill.text("seq"))
                    .containsOnly(fill.text("exec_id"));
        }
    }

    private static Program startStrategy(Scene scene) throws Exception {
        return scene.main(
                StrategyProgram.class,
                scene.endpoints().nexus(),
                "40",
                scene.ledger("nexus").toString(),
                scene.folder().resolve("resume-point").toString());
    }

    @Test
    void aNexusThatKnowsV0AloneGetsEachFillAtMostOnce() throws Exception {
        Random random = Chance.seeded("KillPeersIT, v0");
        try (Scene scene = Scene.create("kill-nexus-v0")) {
            scene.startGateway();
            Peers.platform(scene, "nt8", 500, 30, 2);
            scene.awaitUp(List.of("nt8"));
            Program nexus = Peers.v0Nexus(scene, "nexus", "--count", "-1", "--every", "0.04");
            for (int round = 1; round <= Chance.rounds(); round++) {
                awaitFills(scene, 10);
                Deadline.letPass(Duration.ofMillis(random.nextInt(300)));
                kill(nexus);
                nexus = Peers.v0Nexus(scene, "nexus", "--count", "-1", "--every", "0.04");
            }
            awaitFills(scene, 10);
            nexus.tell("pause");
            scene.awaitStillness("nexus", "nt8");
            scene.stopGateway();
            scene.verify("after the stop");

            Accounts accounts = Accounts.of(scene, List.of("nt8"));
            accounts.assertNoOrderTwice();
            accounts.assertNoFillMoreOftenThanMade();
            accounts.assertEachSignalAnswered(kills);
            scene.done();
        }
    }

    @Test
    void aPlatformThatDiesTakesItsOrdersIntoDoubtAndTheOthersGoOn() throws Exception {
        Random random = Chance.seeded("KillPeersIT, platform");
        try (Scene scene = Scene.create("kill-platform")) {
            scene.startGateway();
            Peers.platform(scene, "nt8", 500, 20, 1);
            Program victim = startVictim(scene);
            scene.awaitUp(List.of("nt8", "mt5"));
            DemoStrategy strategy = Peers.strategy(scene, 40);
            for (int round = 1; round <= Chance.rounds(); round++) {
                awaitFills(scene, 10);
                Deadline.letPass(Duration.ofMillis(random.nextInt(300)));
                kill(victim);
                awaitFills(scene, 10);
                victim = startVictim(scene);
                scene.awaitUp(List.of("nt8", "mt5"));
            }
            awaitFills(scene, 10);
            strategy.pause();
            scene.awaitStillness("nexus", "nt8", "mt5");
            scene.stopGateway();
            scene.verify("after the stop");

            Accounts accounts = Accounts.of(scene, List.of("nt8", "mt5"));
            accounts.assertNoOrderTwice();
            accounts.assertEachExecutionOnce(List.of("nt8"));
            accounts.assertNoFillMoreOftenThanMade();
            accounts.assertEachSignalAnswered(List.of());
            accounts.assertEachOrderArrivedOrIsExplained();
            assertThat(strategy.tally().eventsTwice()).isZero();
            scene.done();
        }
    }

    private static Program startVictim(Scene scene) throws Exception {
        return Peers.v0Platform(scene, "mt5", scene.endpoints().platforms(), "--fill-after", "0.1");
    }

    private void kill(Program program) throws InterruptedException {
        long before = now();
        program.kill();
        kills.add(new Kill(before, now()));
    }

    private static void awaitFills(Scene scene, int count) throws Exception {
        int before = Ledgers.read(scene.ledger("nexus"), "fill").size();
        Deadline.await(
                "fills",
                Scene.EVENTUALLY,
                () -> Ledgers.read(scene.ledger("nexus"), "fill").size() >= before + count);
    }

    private static long now() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    }
}
