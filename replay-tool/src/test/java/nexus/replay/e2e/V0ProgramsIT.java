package nexus.replay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nexus.replay.e2e.Ledgers.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that know v0 alone, against the gateway with the configuration that ships. */
@Timeout(120)
class V0ProgramsIT {
    private static final List<String> PLATFORMS = List.of("nt8", "mt5", "sierra");

    @Test
    void signalsBecomeOneOrderOnEachPlatformAndEachFillComesOnce() throws Exception {
        try (Scene scene = Scene.create("v0-programs")) {
            scene.startGateway();
            for (String platform : PLATFORMS) {
                Peers.v0Platform(
                        scene, platform, scene.endpoints().platforms(), "--parts", Integer.toString(partsOf(platform)));
            }
            scene.awaitUp(PLATFORMS);
            Program nexus = Peers.v0Nexus(scene, "nexus", "--count", "20", "--every", "0.05");
            Deadline.await("20 signals and 80 fills", Scene.EVENTUALLY, () -> {
                assertThat(nexus.isAlive()).as(nexus.transcript()).isTrue();
                return Ledgers.read(scene.ledger("nexus"), "fill").size() >= 80;
            });
            scene.stopGateway();
            scene.verify("after the stop");

            List<Entry> signals = Ledgers.read(scene.ledger("nexus"), "signal");
            List<Entry> fills = Ledgers.read(scene.ledger("nexus"), "fill");
            assertThat(signals).hasSize(20);
            assertThat(fills).hasSize(80);
            assertThat(fills).allSatisfy(fill -> {
                assertThat(fill.text("symbol")).isEqualTo("NQ");
                assertThat(fill.text("flags")).isIn(null, "[]");
            });
            assertThat(Ledgers.read(scene.ledger("nexus"), "market"))
                    .extracting(tick -> tick.text("symbol"))
                    .containsExactly("NQ");
            for (String platform : PLATFORMS) {
                List<Entry> orders = Ledgers.read(scene.ledger(platform), "order");
                assertThat(orders)
                        .as(platform)
                        .extracting(order -> order.text("symbol"))
                        .containsOnly(Peers.nq(platform));
                assertThat(orders)
                        .as(platform)
                        .extracting(order -> order.text("order_id"))
                        .containsExactlyElementsOf(signals.stream()
                                .map(signal -> signal.text("order_id"))
                                .toList());
                assertThat(Ledgers.read(scene.ledger(platform), "died")).isEmpty();
                Map<String, BigDecimal> filled = fills.stream()
                        .filter(fill -> platform.equals(fill.text("platform")))
                        .collect(Collectors.toMap(
                                fill -> fill.text("order_id"), fill -> fill.decimal("quantity"), BigDecimal::add));
                assertThat(filled).hasSize(20);
                assertThat(filled.values())
                        .allSatisfy(quantity -> assertThat(quantity).isEqualByComparingTo("2"));
            }
            scene.done();
        }
    }

    private static int partsOf(String platform) {
        return platform.equals("sierra") ? 2 : 1;
    }

    @Test
    void reconnectsWithoutAWordAndGoesOnUnderANewIdentity() throws Exception {
        try (Scene scene = Scene.create("v0-reconnect")) {
            scene.startGateway();
            TcpProxy wire = TcpProxy.open(scene.endpoints().platforms());
            scene.with(wire, wire::close);
            Program platform = Peers.v0Platform(scene, "nt8", wire.endpoint());
            scene.awaitUp(List.of("nt8"));
            Program nexus = Peers.v0Nexus(scene, "nexus", "--count", "-1", "--every", "0.05");
            for (int cut = 1; cut <= 3; cut++) {
                int before = Ledgers.read(scene.ledger("nexus"), "fill").size();
                Deadline.await("fills after " + (cut - 1) + " reconnects", Scene.SOON, () -> {
                    assertThat(platform.isAlive()).as(platform.transcript()).isTrue();
                    return Ledgers.read(scene.ledger("nexus"), "fill").size() >= before + 10;
                });
                wire.cut();
            }
            int before = Ledgers.read(scene.ledger("nexus"), "fill").size();
            Deadline.await(
                    "fills after the last reconnect",
                    Scene.SOON,
                    () -> Ledgers.read(scene.ledger("nexus"), "fill").size() >= before + 10);
            nexus.tell("pause");
            scene.awaitStillness("nexus", "nt8");
            scene.stopGateway();
            scene.verify("after the stop");
            Accounts accounts = Accounts.of(scene, List.of("nt8"));
            accounts.assertNoOrderTwice();
            accounts.assertNoFillMoreOftenThanMade();
            assertThat(Ledgers.read(scene.ledger("nt8"), "registered")).hasSize(1);
            scene.done();
        }
    }
}
