package nexus.adapters.companion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strategy itself, run in a Quantower that is none, with the Java adapter; the gateway is played. */
class QuantowerStrategyTest {
    private static final String COMMON = "// ==== The companion protocol.";
    private static final long NOON_MILLIS = 1_764_000_000_123L;

    @TempDir
    private static Path programs;

    private static Path program;

    @TempDir
    Path folder;

    private CompanionStage stage;
    private MonoProgram platform;

    @BeforeAll
    static void compile() throws Exception {
        program = MonoProgram.compile(programs, "quantower/NexusStrategy.cs", "Quantower.cs");
    }

    @BeforeEach
    void begin() throws IOException {
        stage = CompanionStage.start(folder, "Demo", "NQH5", "BTC");
        platform = MonoProgram.start(program, String.valueOf(stage.port()));
        stage.up();
    }

    @AfterEach
    void end() {
        stage.close();
        platform.close();
    }

    @Test
    void theProtocolIsTheSameInBothFiles() throws IOException {
        assertThat(common("quantower/NexusStrategy.cs")).isEqualTo(common("ninjatrader/NexusAddOn.cs"));
    }

    private static String common(String file) throws IOException {
        String text = Files.readString(MonoProgram.find().resolve(file));
        return text.substring(text.indexOf(COMMON));
    }

    @Test
    void ticksComeOfTheAccountsConnection() {
        platform.does("last|NQH5|100.25|3|Sell|" + NOON_MILLIS);
        platform.does("quote|BTC|90000.25|0.5|90001|0.7|" + NOON_MILLIS);
        var trade = stage.gateway.next(Types.MARKET_DATA).fields();
        assertThat(trade.dataText(Keys.SYMBOL)).isEqualTo("NQH5");
        assertThat(trade.dataDecimal(Keys.PRICE)).isEqualByComparingTo("100.25");
        assertThat(trade.dataDecimal(Keys.VOLUME)).isEqualByComparingTo("3");
        assertThat(trade.dataText(Keys.AGGRESSOR)).isEqualTo("SELL");
        assertThat(Math.round(trade.dataDecimal(Keys.TIMESTAMP).doubleValue() * 1_000))
                .isEqualTo(NOON_MILLIS);
        var quote = stage.gateway.next(Types.MARKET_DATA).fields();
        assertThat(quote.dataText(Keys.SYMBOL)).isEqualTo("BTC");
        assertThat(quote.dataDecimal(Keys.BID)).isEqualByComparingTo("90000.25");
        assertThat(quote.dataDecimal(Keys.ASK_SIZE)).isEqualByComparingTo("0.7");
    }

    @Test
    void anOrderIsAcknowledgedAndExecuted() {
        stage.order("R1", "NQH5", "3");
        assertThat(stage.events(2)).containsExactly("ack R1 7000", "fill R1 3@100.5 T500 FILLED");
        assertThat(platform.await("PLACE")).isEqualTo("PLACE R1 NQH5@1 Buy Market Day 3 NaN NaN");
        stage.ask("R1");
        assertThat(stage.event()).isEqualTo("status R1 FILLED 3");
    }

    @ParameterizedTest
    @CsvSource({
        "LIMIT, BUY, 100.3, , GTC, Buy Limit GTC 0.125 100.25 NaN",
        "STOP, SELL, , 99.9, DAY, Sell Stop Day 0.125 NaN 99.75",
        "MARKET, SELL, , , FOK, Sell Market FOK 0.125 NaN NaN"
    })
    void kindsOfOrders(String type, String side, String limit, String stop, String timeInForce, String placed) {
        stage.order("R1", "BTC", side, "0.125", type, limit, stop, timeInForce);
        assertThat(platform.await("PLACE")).isEqualTo("PLACE R1 BTC@1 " + placed);
    }

    @Test
    void whatCannotBeIsRejected() {
        stage.order("R1", "BTC", "0.0015");
        assertThat(stage.event()).startsWith("reject R1: ").contains("lotStep");
        stage.order("R2", "NQH5", "BUY", "1", "STOP_LIMIT", "100", "99", "DAY");
        assertThat(stage.event())
                .isEqualTo("reject R2: this connection of Quantower takes no orders of type STOP_LIMIT");
        platform.does("mode|reject|not enough margin");
        stage.order("R3", "NQH5", "1");
        assertThat(stage.event()).isEqualTo("reject R3: not enough margin");
        stage.ask("R3");
        assertThat(stage.event()).isEqualTo("status R3 REJECTED 0");
        platform.does("mode|work");
        stage.order("R4", "NQH5", "1");
        assertThat(stage.event()).isEqualTo("ack R4 7000");
        platform.does("refuse|R4");
        assertThat(stage.event()).startsWith("reject R4: refused by the broker");
    }

    @Test
    void aTradeThatComesBeforeItsOrderIsKnownIsNotLost() {
        platform.does("no-comments");
        platform.does("mode|trade-first");
        stage.order("R1", "NQH5", "2");
        assertThat(stage.events(2)).containsExactly("ack R1 7000", "fill R1 2@100.5 T500 FILLED");
        platform.does("foreign");
        stage.order("R2", "NQH5", "1");
        assertThat(stage.events(2)).containsExactly("ack R2 7001", "fill R2 1@100.5 T502 FILLED");
    }

    @Test
    void anOrderThatThrewIsInDoubt() {
        platform.does("mode|throw");
        stage.order("R1", "NQH5", "1");
        stage.awaitSaid("R1 is in doubt: Quantower threw the platform is in a bad mood");
        stage.ask("R1");
        stage.awaitSaid("of order R1 nothing is certain");
    }

    @Test
    void cancels() {
        platform.does("mode|work");
        stage.order("R1", "NQH5", "BUY", "3", "LIMIT", "99", null, "GTC");
        assertThat(stage.event()).isEqualTo("ack R1 7000");
        platform.does("execute|R1|1|99");
        assertThat(stage.event()).isEqualTo("fill R1 1@99 T500 PARTIALLY_FILLED");
        platform.does("mode|deaf");
        stage.cancel("R1");
        stage.awaitSaid("R1 is not canceled: too late");
        platform.does("mode|work");
        stage.cancel("R1");
        assertThat(stage.event()).startsWith("canceled R1: ");
        stage.ask("R1");
        assertThat(stage.event()).isEqualTo("status R1 CANCELED 1");
    }

    @Test
    void anExecutionWhileTheAdapterIsAwayIsToldOnce() throws IOException {
        platform.does("mode|work");
        stage.order("R1", "NQH5", "BUY", "3", "LIMIT", "99", null, "GTC");
        stage.event();
        stage.adapter.close();
        platform.await("disconnected");
        platform.does("execute|R1|1|99");
        stage.open();
        assertThat(stage.event()).isEqualTo("fill R1 1@99 T500 PARTIALLY_FILLED");
        assertThat(stage.event()).isEqualTo("status R1 PARTIALLY_FILLED 1");
    }

    @Test
    void aStrategyStartedAnewKnowsTheOrdersByTheirIds() {
        platform.does("no-comments");
        platform.does("mode|work");
        stage.order("R1", "NQH5", "BUY", "3", "LIMIT", "99", null, "GTC");
        stage.event();
        stage.order("R2", "NQH5", "BUY", "1", "LIMIT", "98", null, "GTC");
        stage.event();
        platform.does("restart");
        assertThat(stage.events(2)).containsExactlyInAnyOrder("status R1 WORKING 0", "status R2 WORKING 0");
        platform.does("execute|R1|3|99");
        assertThat(stage.event()).isEqualTo("fill R1 3@99 T500 FILLED");
        stage.cancel("R2");
        assertThat(stage.event()).startsWith("canceled R2: ");
    }

    @Test
    void whatHappenedWhileTheStrategyWasStoppedIsInTheHistory() throws IOException {
        platform.does("mode|work");
        stage.order("R1", "NQH5", "BUY", "3", "LIMIT", "99", null, "GTC");
        stage.event();
        stage.adapter.close();
        platform.await("disconnected");
        platform.does("execute|R1|1|99");
        platform.does("refuse|R1");
        platform.does("restart");
        stage.open();
        assertThat(stage.event()).isEqualTo("fill R1 1@99 T500 PARTIALLY_FILLED");
        assertThat(stage.event()).startsWith("reject R1: ");
        assertThat(stage.event()).isEqualTo("status R1 REJECTED 1");
    }

    @Test
    void whatWaitsWhenTheAdapterIsLostIsNeverPlaced() throws IOException {
        platform.does("mode|work");
        platform.does("hold");
        stage.order("R1", "NQH5", "1");
        assertThat(stage.event()).isEqualTo("ack R1 7000");
        stage.order("R2", "NQH5", "1");
        // Once what came after it is answered, it waits behind R1.
        stage.order("R3", "NQH5", "BUY", "1", "STOP_LIMIT", "100", "99", "DAY");
        assertThat(stage.event()).startsWith("reject R3: ");
        stage.adapter.close();
        platform.await("disconnected");
        platform.does("release");
        platform.await("order R2 rejected: not sent: the adapter was lost");
        stage.open();
        String event = stage.event();
        while (!event.startsWith("status R2")) {
            event = stage.event();
        }
        assertThat(event).isEqualTo("status R2 REJECTED 0");
        assertThat(platform.count("PLACE")).isEqualTo(1);
    }

    @Test
    void afterAReconnectTheNewSymbolsTick() {
        platform.does("disconnect");
        stage.awaitSaid("no orders now: Quantower is not connected");
        stage.order("R1", "NQH5", "1");
        assertThat(stage.event()).startsWith("reject R1: Quantower is not connected");
        platform.does("connect");
        stage.awaitSaid("takes orders again");
        stage.up();
        platform.does("last|NQH5|100.25|3|NotSet|" + NOON_MILLIS);
        assertThat(stage.gateway.next(Types.MARKET_DATA).fields().dataText(Keys.AGGRESSOR))
                .isNull();
        stage.order("R2", "NQH5", "1");
        assertThat(stage.events(2)).containsExactly("ack R2 7000", "fill R2 1@100.5 T500 FILLED");
    }

    @Test
    void positionsAreToldWhenTheyStandStill() {
        stage.order("R1", "NQH5", "2");
        stage.events(2);
        var position = stage.gateway.next(Types.POSITION).fields();
        while (position.decimal(Keys.QUANTITY).signum() == 0) {
            position = stage.gateway.next(Types.POSITION).fields();
        }
        assertThat(position.text(Keys.SYMBOL)).isEqualTo("NQH5");
        assertThat(position.decimal(Keys.QUANTITY)).isEqualByComparingTo("2");
        assertThat(position.decimal(Keys.AVG_PRICE)).isEqualByComparingTo("100.5");
    }

    @Test
    void aSymbolOfAnotherConnectionIsRefused() {
        platform.does("wrong");
        platform.await("ERROR NEXUS: choose a symbol and an account of the same connection");
        platform.await("STOPPED");
    }
}
