package nexus.adapters.ninjatrader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nexus.adapters.link.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows when NinjaTrader says nothing: never a second order, never a late one. */
class NinjaTraderSilenceTest {
    private static final String MENU = "Tools > Options > Automated Trading Interface > AT Interface";

    @TempDir
    Path folder;

    private NinjaTraderStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new NinjaTraderStage(folder);
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    private String event() {
        return stage.gateway.event();
    }

    /** Files of ours that NinjaTrader could still take. */
    private List<String> waiting() throws IOException {
        try (Stream<Path> files = Files.list(stage.platformFolder.resolve("incoming"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void withoutAtInterfaceOrdersAreRejectedAtOnce() throws IOException {
        stage.nt.off();
        stage.start();
        stage.buy("R1", "1");
        assertThat(event()).startsWith("reject R1: NinjaTrader takes no files").contains(MENU);
        assertThat(waiting()).containsExactly("oifnexus-probe.txt");
        stage.nt.on();
        stage.awaitUp();
        stage.buy("R2", "1");
        assertThat(event()).isEqualTo("ack R2");
        assertThat(stage.nt.find("R1")).isNull();
    }

    @Test
    void anOrderThatIsNotTakenIsWithdrawnAndRejected() throws IOException {
        stage.up();
        stage.nt.off();
        stage.buy("R1", "1");
        Eventually.await("put in", () -> Files.exists(stage.platformFolder.resolve("incoming/oifnexusR1.txt")));
        stage.clock.pushSeconds(NinjaTraderStage.SILENCE_SECONDS + 1);
        stage.awaitSaid(MENU);
        stage.buy("R2", "1");
        assertThat(event()).startsWith("reject R2: NinjaTrader takes no files");
        stage.clock.pushSeconds(NinjaTraderStage.SILENCE_SECONDS + 1);
        assertThat(event())
                .startsWith("reject R1: not sent: NinjaTrader did not take")
                .contains(MENU);
        assertThat(waiting()).containsExactly("oifnexus-probe.txt");
        stage.nt.on();
        stage.awaitUp();
        assertThat(stage.nt.orderCount()).isZero();
    }

    @Test
    void anInstructionThatADeadAdapterLeftIsWithdrawn() throws IOException {
        stage.up();
        stage.nt.off();
        stage.buy("R1", "1");
        Eventually.await("put in", () -> Files.exists(stage.platformFolder.resolve("incoming/oifnexusR1.txt")));
        stage.adapter.close();
        stage.start();
        Eventually.await("withdrawn", () -> !Files.exists(stage.platformFolder.resolve("incoming/oifnexusR1.txt")));
        stage.nt.on();
        stage.awaitUp();
        stage.clock.pushSeconds(2 * NinjaTraderStage.SILENCE_SECONDS + 1);
        assertThat(event()).startsWith("reject R1: not sent");
        assertThat(stage.nt.orderCount()).isZero();
    }

    @Test
    void aRefusedLineLeavesTheOrderInDoubt() throws IOException {
        stage.up();
        stage.gateway.marketOrder("R1", NinjaTraderStage.UNKNOWN_THERE, "BUY", "1");
        Eventually.await("refused", () -> stage.nt.log.stream().anyMatch(line -> line.contains("unknown instrument")));
        stage.clock.pushSeconds(NinjaTraderStage.SILENCE_SECONDS + 1);
        stage.awaitSaid("has written nothing about order R1");
        stage.gateway.ask("R1");
        stage.awaitSaid("order R1 stays in doubt");
        stage.gateway.marketOrder("R1", NinjaTraderStage.UNKNOWN_THERE, "BUY", "1");
        stage.restart();
        stage.gateway.ask("R1");
        Eventually.await("asked", () -> stage.countSaid("order R1 stays in doubt") >= 2);
        // Nothing was told of R1 until now: the next event is another order's.
        stage.buy("R2", "1");
        assertThat(event()).isEqualTo("ack R2");
        assertThat(stage.nt.log.stream().filter(line -> line.contains("PLACE"))).hasSize(1);
        assertThat(stage.countSaid("has written nothing about order R1")).isEqualTo(1);
    }

    @Test
    void aRestartOfNinjaTraderForgetsNothing() throws IOException {
        stage.up();
        stage.buy("R1", "3");
        assertThat(event()).isEqualTo("ack R1");
        stage.nt.fill("R1", "1", "16250");
        assertThat(event()).startsWith("fill R1 1@16250 R1-1");
        stage.said.clear();
        stage.nt.restart();
        stage.awaitSaid("no files any more of these open orders: R1");
        stage.awaitSaid("takes instruction files");
        stage.gateway.ask("R1");
        stage.awaitSaid("order R1 stays in doubt");
        stage.nt.fill("R1", "2", "16253");
        assertThat(event()).isEqualTo("fill R1 2@16253 R1-3 FILLED");
        stage.nt.restart();
        stage.restart();
        assertThat(stage.gateway.events(2))
                .containsExactly("fill R1 1@16250 R1-1 FILLED", "fill R1 2@16253 R1-3 FILLED");
    }

    @Test
    void theConnectionIsLookedAt() throws IOException {
        stage.connection = "My Broker";
        stage.start();
        stage.buy("R1", "1");
        assertThat(event()).startsWith("reject R1: NinjaTrader");
        stage.nt.write("my broker.txt", "CONNECTED");
        stage.awaitUp();
        stage.nt.write("my broker.txt", "DISCONNECTED");
        Eventually.await("down", () -> !stage.adapter.isUp());
        stage.buy("R2", "1");
        assertThat(event()).contains("reject R2: NinjaTrader's connection My Broker is not reported as connected");
        assertThat(stage.nt.orderCount()).isZero();
    }

    @Test
    void aFolderThatIsNotThereIsToldOf() throws IOException {
        Path away = folder.resolve("away");
        stage.nt.close();
        Files.move(stage.platformFolder, away);
        stage.start();
        stage.buy("R1", "1");
        assertThat(event()).startsWith("reject R1: ").contains("platformFolder must be NinjaTrader 8's folder");
        stage.nt = new AtiSimulator(stage.platformFolder, stage.clock.time().monotonicNanos());
        stage.clock.pushSeconds(2);
        stage.awaitUp();
    }
}
