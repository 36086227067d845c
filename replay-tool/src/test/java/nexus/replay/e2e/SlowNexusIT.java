package nexus.replay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nexus.adapters.simulated.SimulatedPlatform;
import nexus.replay.e2e.Ledgers.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A NEXUS that stops reading holds up nobody, and misses no order event. */
@Timeout(180)
class SlowNexusIT {

    @Test
    void othersAreServedAndAfterwardsEverythingComesOnceAndInOrder() throws Exception {
        try (Scene scene = Scene.create("slow-nexus")) {
            // Little room in the sockets, so that they are full before the connection is given up.
            scene.useConfig(scene.defaultConfig().replace("maxQueuedMessages: 100000", "maxQueuedMessages: 100"));
            scene.startGateway();
            SimulatedPlatform platform = Peers.platform(scene, "nt8", 3_000, 400, 4);
            scene.awaitUp(List.of("nt8"));
            Program nexus = scene.main(
                    StrategyProgram.class,
                    scene.endpoints().nexus(),
                    "20",
                    scene.ledger("nexus").toString(),
                    scene.folder().resolve("resume-point").toString());
            Deadline.await(
                    "fills",
                    Scene.EVENTUALLY,
                    () -> !Ledgers.read(scene.ledger("nexus"), "fill").isEmpty());
            for (int pause = 1; pause <= 2; pause++) {
                nexus.suspend();
                long ticksBefore = platform.counters().ticksSent();
                // 2 s: it is still connected; 5 s: its connection is given up.
                Deadline.letPass(Duration.ofSeconds(pause == 1 ? 2 : 5));
                assertThat(scene.status().text("halted")).isEqualTo("false");
                assertThat(platform.counters().ticksSent()).isGreaterThan(ticksBefore + 3_000);
                assertThat(platform.isUp()).isTrue();
                int fillsBefore = Ledgers.read(scene.ledger("nexus"), "fill").size();
                nexus.proceed();
                Deadline.await(
                        "fills after pause " + pause,
                        Scene.EVENTUALLY,
                        () -> Ledgers.read(scene.ledger("nexus"), "fill").size() > fillsBefore + 10);
            }
            nexus.tell("pause");
            // A connection that was given up is made anew first: what waits in the journal meanwhile is not in its
            // ledger.
            Deadline.await("NEXUS has everything", Scene.EVENTUALLY, scene::isNexusServed);
            scene.awaitStillness("nexus", "nt8");
            assertThat(scene.isNexusServed()).isTrue();
            scene.stopGateway();
            scene.verify("after the stop");

            Accounts accounts = Accounts.of(scene, List.of("nt8"));
            accounts.assertNoOrderTwice();
            accounts.assertEachExecutionOnce(List.of("nt8"));
            List<Long> seqs = Ledgers.read(scene.ledger("nexus")).stream()
                    .filter(entry -> List.of("ack", "fill", "status").contains(entry.event()))
                    .map((Entry entry) -> entry.integer("seq"))
                    .toList();
            assertThat(seqs).doesNotHaveDuplicates().isSorted();
            scene.done();
        }
    }
}
