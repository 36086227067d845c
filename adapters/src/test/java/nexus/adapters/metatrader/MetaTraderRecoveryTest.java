package nexus.adapters.metatrader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import nexus.adapters.link.Eventually;
import nexus.adapters.metatrader.FakeTerminal.Market;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The EA, the terminal and the adapter come and go. */
class MetaTraderRecoveryTest {
    @TempDir
    Path folder;

    private MetaTraderStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new MetaTraderStage(folder);
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    private String event() {
        return stage.gateway.event();
    }

    private Path command(int number) {
        return stage.filesFolder.resolve("DWX/DWX_Commands_" + number + ".txt");
    }

    private void awaitDown() {
        stage.awaitInTime("down", () -> !stage.adapter.isUp());
    }

    @Test
    void withoutEaOrdersAreRejectedAndNeverSentLate() throws IOException {
        stage.ea.stop();
        stage.start();
        stage.buy("R1", "0.1");
        assertThat(event())
                .contains("reject R1: nothing writes")
                .contains("DWX_Server_MT5")
                .contains("Open Data Folder");
        stage.ea.start();
        stage.awaitUp();
        stage.buy("R2", "0.1");
        assertThat(event()).isEqualTo("ack R2");
        assertThat(stage.terminal.taken).containsOnlyKeys("R2");
    }

    @Test
    void filesOfADeadEaAreNoSignOfLife() throws IOException {
        stage.up();
        stage.ea.kill();
        stage.adapter.close();
        stage.start();
        stage.clock.pushSeconds(2);
        stage.buy("R1", "0.1");
        assertThat(event()).contains("reject R1: nothing writes");
        stage.ea.start();
        stage.awaitUp();
    }

    @Test
    void aCommandThatIsNotTakenIsWithdrawnAndRejected() throws IOException {
        stage.up();
        stage.ea.kill();
        stage.buy("R1", "0.1");
        Eventually.await("put", () -> Files.exists(command(0)));
        awaitDown();
        stage.awaitInTime("withdrawn", () -> !Files.exists(command(0)));
        stage.buy("R2", "0.1");
        assertThat(event()).contains("reject R2: nothing writes");
        stage.clock.pushSeconds(2 * MetaTraderStage.SILENCE_SECONDS);
        assertThat(event()).contains("reject R1: not sent: the EA did not take the command");
        stage.ea.start();
        stage.awaitUp();
        assertThat(stage.terminal.taken).isEmpty();
    }

    @Test
    void aCommandThatADeadAdapterLeftIsWithdrawn() throws IOException {
        stage.up();
        stage.ea.kill();
        stage.buy("R1", "0.1");
        Eventually.await("put", () -> Files.exists(command(0)));
        stage.adapter.close();
        stage.start();
        Eventually.await("withdrawn", () -> !Files.exists(command(0)));
        stage.clock.pushSeconds(2 * MetaTraderStage.SILENCE_SECONDS);
        assertThat(event()).contains("reject R1: not sent");
    }

    @Test
    void anOrderThatTheEaTookWithItIntoDeathIsInDoubtUntilItsDealShows() throws IOException {
        stage.terminal.market = Market.WAITS;
        stage.up();
        stage.ea.stuck = true;
        stage.buy("R1", "0.1");
        Eventually.await("put", () -> Files.exists(command(0)));
        stage.ea.kill();
        // It was taken, and answered to nobody.
        Files.delete(command(0));
        Files.delete(stage.filesFolder.resolve("DWX/DWX_Messages.txt"));
        stage.ea.stuck = false;
        stage.ea.with(terminal -> terminal.deal(true, new BigDecimal("0.1"), "NAS100", Magic.of("R1"), "R1"));
        stage.ea.start();
        stage.awaitSaid("order R1 stays in doubt");
        stage.awaitUp();
        stage.gateway.ask("R1");
        stage.ea.with(FakeTerminal::executeLate);
        stage.awaitInTime("told", () -> stage.terminal.deals.size() == 1);
        assertThat(event()).startsWith("fill R1 0.1@16250.3 R1-");
        assertThat(stage.terminal.taken).containsEntry("R1", 1);
    }

    @Test
    void dealsWhileTheAdapterWasDownAreToldOnce() throws IOException {
        stage.up();
        stage.buyLimit("L1", "0.5");
        assertThat(event()).isEqualTo("ack L1");
        stage.adapter.close();
        stage.ea.with(terminal -> {
            terminal.executePending(terminal.ticketOf("L1"), new BigDecimal("0.2"), "16000");
            terminal.executePending(terminal.ticketOf("L1"), new BigDecimal("0.3"), "15999");
        });
        stage.up();
        String[] fills = {event(), event()};
        assertThat(fills).anyMatch(fill -> fill.startsWith("fill L1 0.2@16000 "));
        assertThat(fills).anyMatch(fill -> fill.startsWith("fill L1 0.3@15999 "));
        stage.restart();
        // Told again under the same ids, for what was on its way may have been lost.
        assertThat(new String[] {withoutStatus(event()), withoutStatus(event())})
                .containsExactlyInAnyOrder(withoutStatus(fills[0]), withoutStatus(fills[1]));
    }

    private static String withoutStatus(String fill) {
        return fill.substring(0, fill.lastIndexOf(' '));
    }

    @Test
    void anOrderThatEndedWhileTheAdapterWasDownIsCanceled() throws IOException {
        stage.up();
        stage.buyLimit("L1", "0.5");
        assertThat(event()).isEqualTo("ack L1");
        stage.adapter.close();
        stage.ea.with(terminal -> terminal.orders.clear());
        stage.up();
        int[] left = {200};
        stage.awaitInTime("time", () -> left[0]-- <= 0);
        assertThat(event()).startsWith("canceled L1");
    }

    @Test
    void aRestartOfTheEaLeavesOrdersAndBringsPricesBack() throws IOException {
        stage.up();
        stage.buyLimit("L1", "0.5");
        assertThat(event()).isEqualTo("ack L1");
        stage.ea.stop();
        awaitDown();
        stage.ea.start();
        stage.awaitUp();
        stage.gateway.ask("L1");
        assertThat(event()).isEqualTo("status L1 WORKING 0");
        stage.ea.with(terminal -> terminal.symbols.get("NAS100").bid = "16111.1");
        String bid = "";
        while (!bid.equals("16111.1")) {
            bid = stage.gateway
                    .raw()
                    .next(Types.MARKET_DATA)
                    .fields()
                    .dataDecimal(Keys.BID)
                    .toPlainString();
        }
    }

    @Test
    void aGapInTheCommandsIsFilled() throws IOException {
        stage.up();
        stage.ea.stuck = true;
        Files.writeString(command(0), "somebody else's");
        stage.buy("R1", "0.1");
        Eventually.await("put", () -> Files.exists(command(1)));
        Files.delete(command(0));
        stage.ea.stuck = false;
        stage.awaitInTime("taken", () -> stage.terminal.taken.containsKey("R1"));
        assertThat(event()).isEqualTo("ack R1");
    }

    @Test
    void anEaThatIsStuckInATradeAnswersLateAndToTheRightOrder() throws IOException {
        stage.up();
        stage.ea.stuck = true;
        stage.buy("R1", "0.1");
        stage.buy("R2", "0.1");
        Eventually.await("put", () -> Files.exists(command(0)));
        stage.ea.stuck = false;
        assertThat(stage.gateway.events(4))
                .filteredOn(line -> line.startsWith("fill R"))
                .hasSize(2);
    }

    @Test
    void commandIdsGoOnWhereTheyWere() throws IOException {
        CommandIds first = CommandIds.open(folder);
        int id = first.next();
        int next = CommandIds.open(folder).next();
        assertThat(next).isGreaterThan(id);
        Files.writeString(folder.resolve("command.id"), "99999\n");
        CommandIds last = CommandIds.open(folder);
        assertThat(last.next()).isOne();
        Files.writeString(folder.resolve("command.id"), "99900\n");
        CommandIds wraps = CommandIds.open(folder);
        for (int expected = 99_901; expected <= 99_999; expected++) {
            assertThat(wraps.next()).isEqualTo(expected);
        }
        assertThat(wraps.next()).isOne();
    }
}
