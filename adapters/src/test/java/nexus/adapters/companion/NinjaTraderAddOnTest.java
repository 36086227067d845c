package nexus.adapters.companion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import nexus.adapters.link.FakeGateway.Received;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The AddOn itself, run in a NinjaTrader that is none, with the Java adapter; the gateway is played. */
class NinjaTraderAddOnTest {
    private static final String NQ = "NQ 03-25";
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
        program = MonoProgram.compile(programs, "ninjatrader/NexusAddOn.cs", "NinjaTrader.cs");
    }

    @BeforeEach
    void begin() throws IOException {
        stage = CompanionStage.start(folder, "Sim101", NQ, "NO SUCH");
        start(stage.port());
        platform.does("connect");
        stage.up();
    }

    private void start(int port) throws IOException {
        Files.writeString(folder.resolve("NexusAddOn.txt"), "account = Sim101\nport = " + port + "\n");
        platform = MonoProgram.start(program, folder.toString());
    }

    @AfterEach
    void end() {
        stage.close();
        platform.close();
    }

    @Test
    void ticksOfEachKindInUtc() {
        platform.does("zone|-6");
        platform.does("tick|NQ 03-25|Last|100.25|3|100|100.25|" + NOON_MILLIS);
        platform.does("tick|NQ 03-25|Bid|100|7|100|100.25|" + NOON_MILLIS);
        platform.does("tick|NQ 03-25|DailyHigh|900|1|0|0|" + NOON_MILLIS);
        platform.does("reset|NQ 03-25");
        platform.does("tick|NQ 03-25|Ask|100.5|9|0|0|" + NOON_MILLIS);
        var trade = stage.gateway.next(Types.MARKET_DATA).fields();
        assertThat(trade.dataText(Keys.SYMBOL)).isEqualTo(NQ);
        assertThat(trade.dataDecimal(Keys.PRICE)).isEqualByComparingTo("100.25");
        assertThat(trade.dataDecimal(Keys.VOLUME)).isEqualByComparingTo("3");
        assertThat(trade.dataText(Keys.AGGRESSOR)).isEqualTo("BUY");
        assertThat(Math.round(trade.dataDecimal(Keys.TIMESTAMP).doubleValue() * 1_000))
                .isEqualTo(NOON_MILLIS);
        var bid = stage.gateway.next(Types.MARKET_DATA).fields();
        assertThat(bid.dataDecimal(Keys.BID)).isEqualByComparingTo("100");
        assertThat(bid.dataDecimal(Keys.BID_SIZE)).isEqualByComparingTo("7");
        assertThat(bid.dataDecimal(Keys.ASK)).isEqualByComparingTo("100.25");
        var ask = stage.gateway.next(Types.MARKET_DATA).fields();
        assertThat(ask.dataDecimal(Keys.ASK)).isEqualByComparingTo("100.5");
        assertThat(ask.dataDecimal(Keys.ASK_SIZE)).isEqualByComparingTo("9");
        assertThat(stage.countSaid("no symbol NO SUCH")).isEqualTo(1);
    }

    @Test
    void anOrderIsAcknowledgedAndExecuted() {
        stage.order("R1", NQ, "3");
        // Accepted and Working are one ack; its broker's id came with the first.
        assertThat(stage.events(2)).containsExactly("ack R1 7000", "fill R1 3@100.5 X500 FILLED");
        assertThat(platform.await("SUBMIT")).isEqualTo("SUBMIT R1 NQ 03-25 Buy Market Day 3 0 0");
    }

    @ParameterizedTest
    @CsvSource({
        "LIMIT, BUY, 100.3, , GTC, Buy Limit Gtc 2 100.25 0",
        "STOP, SELL, , 99.9, DAY, Sell StopMarket Day 2 0 99.75",
        "STOP_LIMIT, BUY, 101.5, 101, IOC, Buy StopLimit Ioc 2 101.5 101"
    })
    void kindsOfOrders(String type, String side, String limit, String stop, String timeInForce, String submitted) {
        stage.order("R1", NQ, side, "2", type, limit, stop, timeInForce);
        assertThat(platform.await("SUBMIT")).isEqualTo("SUBMIT R1 NQ 03-25 " + submitted);
    }

    @Test
    void whatCannotBeIsRejected() {
        stage.order("R1", "NO SUCH", "1");
        assertThat(stage.event()).startsWith("reject R1: ").contains("NO SUCH");
        stage.order("R2", NQ, "1.5");
        assertThat(stage.event()).startsWith("reject R2: ").contains("lotStep");
        stage.order("R3", NQ, "BUY", "1", "MARKET", null, null, "FOK");
        assertThat(stage.event()).startsWith("reject R3: ").contains("not FOK");
        platform.does("mode|reject|not enough margin");
        stage.order("R4", NQ, "1");
        assertThat(stage.event()).isEqualTo("reject R4: OrderRejected: not enough margin");
        assertThat(platform.count("SUBMIT")).isEqualTo(1);
    }

    @Test
    void theBrokersIdMayChangeWhileAnOrderLives() {
        platform.does("mode|work");
        stage.order("R1", NQ, "BUY", "3", "LIMIT", "99", null, "GTC");
        assertThat(stage.event()).isEqualTo("ack R1 7000");
        platform.does("execute|R1|1|99");
        assertThat(stage.event()).isEqualTo("fill R1 1@99 X500 PARTIALLY_FILLED");
        platform.does("rename|R1|other-7");
        assertThat(stage.event()).isEqualTo("ack R1 other-7");
        platform.does("execute|R1|1|99");
        assertThat(stage.event()).isEqualTo("fill R1 1@99 X501 PARTIALLY_FILLED");
        stage.cancel("R1");
        assertThat(stage.event()).startsWith("canceled R1: ");
        stage.ask("R1");
        assertThat(stage.event()).isEqualTo("status R1 CANCELED 2");
    }

    @Test
    void aCancelThatIsRefusedIsSaidAndTheOrderGoesOn() {
        platform.does("mode|work");
        stage.order("R1", NQ, "BUY", "3", "LIMIT", "99", null, "GTC");
        stage.event();
        platform.does("mode|deaf");
        stage.cancel("R1");
        platform.await("CANCEL R1");
        platform.does("error|R1|UnableToCancelOrder|too late");
        stage.awaitSaid("UnableToCancelOrder: too late");
        platform.does("execute|R1|3|99");
        assertThat(stage.event()).isEqualTo("fill R1 3@99 X500 FILLED");
    }

    @Test
    void whenNothingIsCertainNothingIsSaid() {
        platform.does("mode|throw");
        stage.order("R1", NQ, "1");
        stage.awaitSaid("R1 is in doubt");
        platform.does("mode|silent");
        stage.order("R2", NQ, "1");
        platform.await("SUBMIT R2");
        stage.ask("R2");
        stage.awaitSaid("of order R2 nothing is certain: NinjaTrader says Submitted");
        platform.does("state|R2|Unknown");
        stage.awaitSaid("order R2 is in doubt");
        // It comes out in the end.
        platform.does("execute|R2|1|100");
        assertThat(stage.event()).startsWith("ack R2");
        assertThat(stage.event()).isEqualTo("fill R2 1@100 X500 FILLED");
    }

    @Test
    void anExecutionWhileTheAdapterIsAwayIsToldOnce() throws IOException {
        platform.does("mode|work");
        stage.order("R1", NQ, "BUY", "3", "LIMIT", "99", null, "GTC");
        stage.order("R2", NQ, "BUY", "1", "LIMIT", "98", null, "GTC");
        stage.events(2);
        platform.does("execute|R1|1|99");
        assertThat(stage.event()).isEqualTo("fill R1 1@99 X500 PARTIALLY_FILLED");
        stage.adapter.close();
        platform.await("disconnected");
        platform.does("execute|R1|2|99");
        platform.does("state|R2|Cancelled");
        platform.does("orphans");
        stage.open();
        // Once more what may have been lost on the way; the gateway knows it by its id.
        assertThat(stage.event()).isEqualTo("fill R1 1@99 X500 PARTIALLY_FILLED");
        assertThat(stage.event()).isEqualTo("fill R1 2@99 X501 FILLED");
        assertThat(stage.event()).isEqualTo("canceled R2: as the platform says");
        assertThat(stage.event()).isEqualTo("status R2 CANCELED 0");
    }

    @Test
    void theAddOnIsCompiledAnewInTheMiddle() {
        platform.does("mode|work");
        stage.order("R1", NQ, "BUY", "3", "LIMIT", "99", null, "GTC");
        stage.event();
        platform.does("compile");
        platform.await("connected to", 2);
        assertThat(stage.event()).isEqualTo("status R1 WORKING 0");
        platform.does("execute|R1|3|99");
        assertThat(stage.event()).isEqualTo("fill R1 3@99 X500 FILLED");
        platform.does("tick|NQ 03-25|Last|100.25|3|0|0|" + NOON_MILLIS);
        stage.gateway.next(Types.MARKET_DATA);
    }

    @Test
    void aNinjaTraderThatKnowsNothingAnyMoreLeavesTheOrderInDoubt() {
        platform.does("mode|work");
        stage.order("R1", NQ, "BUY", "3", "LIMIT", "99", null, "GTC");
        stage.event();
        platform.does("forget");
        platform.does("compile");
        stage.awaitSaid("order R1 is not found on the platform and stays in doubt");
        stage.order("R2", NQ, "1");
        assertThat(stage.event()).isEqualTo("ack R2 7001");
    }

    @Test
    void withoutItsBrokerItTakesNoOrdersAndIsAskedAgainAfterwards() {
        platform.does("mode|work");
        stage.order("R1", NQ, "BUY", "3", "LIMIT", "99", null, "GTC");
        stage.event();
        platform.does("disconnect");
        stage.awaitSaid("no orders now: NinjaTrader is not connected");
        stage.order("R2", NQ, "1");
        assertThat(stage.event()).startsWith("reject R2: ").contains("Control Center > Connections");
        platform.does("connect");
        stage.awaitSaid("takes orders again");
        stage.up();
        assertThat(stage.event()).isEqualTo("status R1 WORKING 0");
        assertThat(platform.count("SUBMIT")).isEqualTo(1);
    }

    @Test
    void positionsAreTold() {
        stage.order("R1", NQ, "3");
        stage.events(2);
        Received position = stage.gateway.next(Types.POSITION);
        assertThat(position.fields().text(Keys.SYMBOL)).isEqualTo(NQ);
    }

    @Test
    void anAdapterThatDoesNotReadHoldsNothingUp() throws IOException {
        platform.close();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start(server.getLocalPort());
            platform.does("connect");
            try (Socket socket = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertThat(in.readLine()).contains("\"hello\"");
                socket.getOutputStream()
                        .write("{\"type\":\"subscribe\",\"symbols\":[\"NQ 03-25\"]}\n"
                                .getBytes(StandardCharsets.UTF_8));
                String line = in.readLine();
                while (!line.contains("\"symbol\"")) {
                    line = in.readLine();
                }
                platform.does("flood|NQ 03-25|300000");
                platform.await("flooded");
            }
        }
    }

    @Test
    void doesNothingWhenNothingHappens() {
        long before = platform.cpuMillis();
        long start = System.nanoTime();
        while (System.nanoTime() - start < 1_000_000_000L) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(platform.cpuMillis() - before).isLessThan(200);
    }
}
