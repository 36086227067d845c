package nexus.bookmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nexus.bookmap.StubHost.Habit;
import nexus.bookmap.TestGateway.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import velox.api.layer1.data.OrderDuration;
import velox.api.layer1.data.OrderInfoBuilder;
import velox.api.layer1.data.OrderStatus;
import velox.api.layer1.data.OrderType;
import velox.api.layer1.data.SimpleOrderSendParameters;

class NexusAddonTest {
    private static final String ES = "ESZ6.CME@RITHMIC";
    private static final String BTC = "BTC@BITMEX";

    @TempDir
    private Path home;

    private TestGateway gateway;
    private StubHost host;

    @BeforeEach
    void begin() throws IOException {
        gateway = TestGateway.open();
        settings("");
        host = new StubHost(home);
    }

    @AfterEach
    void end() {
        host.close();
        gateway.close();
    }

    private void settings(String more) throws IOException {
        Files.writeString(home.resolve(AddonSettings.FILE_NAME), "endpoint=" + gateway.endpoint() + "\n" + more);
    }

    private NexusAddon attachAndTake() {
        NexusAddon addon = host.attach(ES, 0.25, 1);
        gateway.takeRegistration();
        awaitUp(addon);
        return addon;
    }

    private static void awaitUp(NexusAddon addon) {
        Eventually.await("registered", () -> addon.link().isUp());
    }

    @Test
    void registersOnceForAllInstruments() {
        NexusAddon first = host.attach(ES, 0.25, 1);
        NexusAddon second = host.attach(BTC, 0.5, 1_000);
        Message register = gateway.takeRegistration();
        assertThat(register.text("platform")).isEqualTo("bookmap");
        assertThat(register.text("client")).isEqualTo("nexus-bookmap");
        assertThat(register.toString()).contains("order_status", "cancel");
        assertThat(second.link()).isSameAs(first.link());
        assertThat(gateway.untilQuiet(100)).isEmpty();
        gateway.next("HEARTBEAT");
    }

    @Test
    void levelsBecomePricesAndWholeNumbersBecomeSizes() {
        NexusAddon addon = host.attach(BTC, 0.1, 1_000);
        gateway.takeRegistration();
        awaitUp(addon);
        host.onDataThread(() -> addon.onBbo(3, 1_500, 4, 0));
        host.trade(BTC, 1_764_000_000_123_456_789L, 3, 2_500, true);
        Message tick = gateway.next("MARKET_DATA");
        assertThat(tick.text("platform")).isEqualTo("bookmap");
        Message data = tick.map("data");
        assertThat(data.text("symbol")).isEqualTo(BTC);
        // 3 * 0.1 in binary is 0.30000000000000004.
        assertThat(data.number("price")).isEqualTo(0.3);
        assertThat(data.number("volume")).isEqualTo(2.5);
        assertThat(data.number("bid")).isEqualTo(0.3);
        assertThat(data.number("bid_size")).isEqualTo(1.5);
        assertThat(data.has("ask")).isFalse();
        assertThat(data.text("aggressor")).isEqualTo("BUY");
        assertThat(data.number("timestamp")).isCloseTo(1_764_000_000.123, within(1e-3));
    }

    @Test
    void quotesAreToldIfAskedFor() throws IOException {
        settings("quotes=true\n");
        NexusAddon addon = attachAndTake();
        host.onDataThread(() -> addon.onBbo(400, 7, 401, 9));
        Message data = gateway.next("MARKET_DATA").map("data");
        assertThat(data.has("price")).isFalse();
        assertThat(data.number("bid")).isEqualTo(100);
        assertThat(data.number("ask")).isEqualTo(100.25);
        assertThat(data.number("ask_size")).isEqualTo(9);
    }

    @Test
    void aMarketOrderIsAcknowledgedAndFilled() {
        attachAndTake();
        gateway.order("R1", ES, "BUY", 3);
        Message ack = gateway.next();
        assertThat(ack.type()).isEqualTo("ORDER_ACK");
        assertThat(ack.text("ref")).isEqualTo("R1");
        assertThat(ack.text("order_id")).isEqualTo("id-R1");
        assertThat(ack.text("platform_order_id")).isEqualTo("B1");
        Message fill = gateway.next();
        assertThat(fill.type()).isEqualTo("ORDER_FILL");
        assertThat(fill.text("ref")).isEqualTo("R1");
        assertThat(fill.text("symbol")).isEqualTo(ES);
        assertThat(fill.number("filled_qty")).isEqualTo(3);
        assertThat(fill.number("fill_price")).isEqualTo(100.25);
        assertThat(fill.text("status")).isEqualTo("FILLED");
        assertThat(fill.text("exec_id")).isEqualTo("R1/X1");
        assertThat(gateway.untilQuiet(100)).isEmpty();
        SimpleOrderSendParameters sent = host.sent().get(0);
        assertThat(sent.alias).isEqualTo(ES);
        assertThat(sent.isBuy).isTrue();
        assertThat(sent.size).isEqualTo(3);
        assertThat(sent.clientId).isEqualTo("R1");
        assertThat(sent.duration).isEqualTo(OrderDuration.DAY);
        assertThat(sent.limitPrice).isNaN();
        assertThat(sent.stopPrice).isNaN();
    }

    @Test
    void pricesOffTheTickAreRoundedAwayFromTheMarket() {
        attachAndTake();
        host.habit(Habit.WORKS);
        gateway.order("R1", ES, "BUY", 1, "order_type", "LIMIT", "limit_price", 100.30, "time_in_force", "GTC");
        gateway.order("R2", ES, "SELL", 1, "order_type", "LIMIT", "limit_price", 100.30, "time_in_force", "IOC");
        gateway.order("R3", ES, "BUY", 1, "order_type", "STOP", "stop_price", 100.30);
        gateway.order("R4", ES, "SELL", 1, "order_type", "STOP_LIMIT", "stop_price", 99.9, "limit_price", 99.8);
        host.awaitSent(4);
        assertThat(host.sent().get(0).limitPrice).isEqualTo(100.25);
        assertThat(host.sent().get(0).stopPrice).isNaN();
        assertThat(host.sent().get(0).duration).isEqualTo(OrderDuration.GTC);
        assertThat(host.sent().get(1).limitPrice).isEqualTo(100.5);
        assertThat(host.sent().get(1).duration).isEqualTo(OrderDuration.IOC);
        assertThat(host.sent().get(2).stopPrice).isEqualTo(100.5);
        assertThat(host.sent().get(2).limitPrice).isNaN();
        assertThat(host.sent().get(3).stopPrice).isEqualTo(99.75);
        assertThat(host.sent().get(3).limitPrice).isEqualTo(100);
    }

    @Test
    void sizesAreMultipliedAndOnesOffTheStepRefused() {
        NexusAddon addon = host.attach(BTC, 0.5, 1_000);
        gateway.takeRegistration();
        awaitUp(addon);
        gateway.order("R1", BTC, "SELL", 0.25);
        assertThat(gateway.next("ORDER_FILL").number("filled_qty")).isEqualTo(0.25);
        assertThat(host.sent().get(0).size).isEqualTo(250);
        gateway.order("R2", BTC, "SELL", 0.0005);
        assertThat(gateway.next("ORDER_REJECT").text("reason")).contains("step of 0.001");
        gateway.order("R3", BTC, "SELL", 3e9);
        assertThat(gateway.next("ORDER_REJECT").text("ref")).isEqualTo("R3");
        assertThat(host.sent()).hasSize(1);
    }

    @Test
    void whatBookmapCannotTakeIsRejectedWithTheReason() {
        attachAndTake();
        gateway.order("R1", "NQ", "BUY", 1);
        assertThat(reject("R1")).contains("NQ is not attached");
        gateway.order("R2", ES, "BUY", -1);
        assertThat(reject("R2")).contains("quantity is -1");
        gateway.order("R3", ES, "HOLD", 1);
        assertThat(reject("R3")).contains("side is HOLD");
        gateway.order("R4", ES, "BUY", 1, "order_type", "LIMIT");
        assertThat(reject("R4")).contains("limit_price");
        host.habit(Habit.THROWS);
        gateway.order("R5", ES, "BUY", 1);
        assertThat(reject("R5")).contains("trading is not enabled");
        assertThat(host.sent()).isEmpty();
        host.habit(Habit.REJECTS);
        gateway.order("R6", ES, "BUY", 1);
        assertThat(reject("R6")).contains("see Bookmap's messages");
        gateway.send("ORDER_STATUS_REQUEST", "ref", "R6");
        assertThat(gateway.next("ORDER_STATUS").text("status")).isEqualTo("REJECTED");
    }

    private String reject(String ref) {
        Message reject = gateway.next("ORDER_REJECT");
        assertThat(reject.text("ref")).isEqualTo(ref);
        assertThat(reject.text("order_id")).isEqualTo("id-" + ref);
        return reject.text("reason");
    }

    @Test
    void rubbishStopsNothing() {
        attachAndTake();
        gateway.sendRaw(new byte[0]);
        gateway.sendRaw(new byte[] {(byte) 0xc1, 0, 1});
        gateway.sendRaw(new byte[] {(byte) 0x81, (byte) 0xa4, 't', 'y', 'p', 'e', (byte) 0xa3, 'N', 'E', 'W'});
        gateway.send("ORDER", "side", "BUY");
        gateway.order("R1", ES, "BUY", 1);
        assertThat(gateway.next("ORDER_FILL").text("ref")).isEqualTo("R1");
    }

    @Test
    void anOrderIsCanceled() {
        attachAndTake();
        host.habit(Habit.WORKS);
        gateway.order("R1", ES, "BUY", 2);
        gateway.next("ORDER_ACK");
        gateway.send("ORDER_CANCEL", "ref", "R1", "order_id", "id-R1", "symbol", ES);
        Eventually.await("cancel", () -> host.canceled().equals(List.of("B1")));
        host.execute("B1", 1, 99.5);
        host.update("B1", OrderStatus.CANCELLED, 1);
        assertThat(gateway.next().text("status")).isEqualTo("PARTIALLY_FILLED");
        Message canceled = gateway.next();
        assertThat(canceled.type()).isEqualTo("ORDER_CANCELED");
        assertThat(canceled.text("reason")).isEqualTo("canceled on request");
        gateway.send("ORDER_CANCEL", "ref", "R1");
        Message status = gateway.next();
        assertThat(status.text("status")).isEqualTo("CANCELED");
        assertThat(status.number("cum_qty")).isEqualTo(1);
        assertThat(status.number("avg_price")).isEqualTo(99.5);
        assertThat(host.canceled()).hasSize(1);
    }

    @Test
    void aCancelThatComesBeforeBookmapHasNamedTheOrderIsNotForgotten() {
        attachAndTake();
        host.habit(Habit.SILENT);
        gateway.order("R1", ES, "BUY", 2);
        host.awaitSent(1);
        gateway.send("ORDER_CANCEL", "ref", "R1");
        gateway.send("ORDER_STATUS_REQUEST", "ref", "R0");
        assertThat(gateway.next("ORDER_STATUS").text("status")).isEqualTo("UNKNOWN");
        assertThat(host.canceled()).isEmpty();
        host.update("B1", OrderStatus.WORKING, 0);
        Eventually.await("cancel", () -> host.canceled().equals(List.of("B1")));
    }

    @Test
    void executionsThatComeBeforeTheirOrderWaitForIt() {
        attachAndTake();
        host.habit(Habit.SILENT);
        gateway.order("R1", ES, "BUY", 2);
        host.awaitSent(1);
        host.execute("B1", 1, 99.5);
        host.execute("B1", 1, 99.75);
        assertThat(gateway.untilQuiet(50)).isEmpty();
        host.update("B1", OrderStatus.FILLED, 2);
        assertThat(gateway.next().text("status")).isEqualTo("PARTIALLY_FILLED");
        Message last = gateway.next();
        assertThat(last.text("status")).isEqualTo("FILLED");
        assertThat(last.text("exec_id")).isEqualTo("R1/X2");
        assertThat(last.number("fill_price")).isEqualTo(99.75);
    }

    @Test
    void whatIsSomebodyElsesIsNotTold() {
        attachAndTake();
        NexusAddon second = host.attach(BTC, 0.5, 1_000);
        awaitUp(second);
        // By hand; of another add-on; with the ref of ours but of another instrument; a duplicate.
        host.habit(Habit.SILENT);
        gateway.order("R1", ES, "BUY", 1);
        host.awaitSent(1);
        host.tell(order(ES, "M1", null).setStatus(OrderStatus.WORKING).build());
        host.execute("M1", 5, 1);
        host.tell(order(ES, "M2", "other").setStatus(OrderStatus.WORKING).build());
        host.execute("M2", 5, 1);
        host.tell(order("CLZ6", "M3", "R1").setStatus(OrderStatus.WORKING).build());
        host.execute("M3", 5, 1);
        host.tell(order(ES, "M4", "R1")
                .setStatus(OrderStatus.WORKING)
                .setDuplicate(true)
                .build());
        host.execute("M4", 5, 1);
        assertThat(gateway.untilQuiet(100)).isEmpty();
        host.update("B1", OrderStatus.WORKING, 0);
        assertThat(gateway.next().type()).isEqualTo("ORDER_ACK");
    }

    private static OrderInfoBuilder order(String alias, String id, String clientId) {
        return new OrderInfoBuilder(alias, id, true, OrderType.LMT, clientId, false);
    }

    @Test
    void anExecutionToldTwiceCountsOnce() {
        attachAndTake();
        host.habit(Habit.WORKS);
        gateway.order("R1", ES, "BUY", 2);
        gateway.next("ORDER_ACK");
        host.execute("B1", 1, 99.5, "X7");
        host.execute("B1", 1, 99.5, "X7");
        assertThat(gateway.next().text("exec_id")).isEqualTo("R1/X7");
        assertThat(gateway.untilQuiet(100)).isEmpty();
    }

    @Test
    void aStatusIsAnsweredAsFarAsItIsCertain() {
        attachAndTake();
        host.habit(Habit.SILENT);
        gateway.order("R1", ES, "BUY", 2);
        host.awaitSent(1);
        gateway.send("ORDER_STATUS_REQUEST", "ref", "R1");
        assertThat(gateway.untilQuiet(100)).isEmpty();
        host.update("B1", OrderStatus.WORKING, 0);
        assertThat(gateway.next().type()).isEqualTo("ORDER_ACK");
        assertThat(gateway.next().text("status")).isEqualTo("WORKING");
        host.execute("B1", 1, 100);
        gateway.next("ORDER_FILL");
        gateway.send("ORDER_STATUS_REQUEST", "ref", "R1");
        Message partial = gateway.next();
        assertThat(partial.text("status")).isEqualTo("PARTIALLY_FILLED");
        assertThat(partial.number("cum_qty")).isEqualTo(1);
        host.execute("B1", 1, 101);
        gateway.next("ORDER_FILL");
        gateway.send("ORDER_STATUS_REQUEST", "ref", "R1");
        Message filled = gateway.next();
        assertThat(filled.text("status")).isEqualTo("FILLED");
        assertThat(filled.number("avg_price")).isEqualTo(100.5);
    }

    @Test
    void theSameOrderAgainIsNotSentAgain() {
        attachAndTake();
        gateway.order("R1", ES, "BUY", 1);
        gateway.next("ORDER_FILL");
        gateway.order("R1", ES, "BUY", 1);
        assertThat(gateway.next("ORDER_STATUS").text("status")).isEqualTo("FILLED");
        assertThat(host.sent()).hasSize(1);
    }

    @Test
    void comesBackWithTheGatewayAndSendsNothingStale() {
        NexusAddon addon = attachAndTake();
        host.habit(Habit.WORKS);
        gateway.order("R1", ES, "BUY", 2);
        gateway.next("ORDER_ACK");
        host.execute("B1", 1, 99.5);
        gateway.next("ORDER_FILL");
        gateway.close();
        Eventually.await("down", () -> !addon.link().isUp());
        host.trade(ES, 1, 400, 1, true);
        host.execute("B1", 1, 99.75);
        gateway = gateway.reopen();
        gateway.takeRegistration();
        awaitUp(addon);
        host.trade(ES, 2, 401, 1, false);
        List<Message> after = gateway.untilQuiet(200);
        assertThat(after.stream().map(Message::type))
                .containsExactly("ORDER_ACK", "ORDER_FILL", "ORDER_FILL", "MARKET_DATA");
        assertThat(after.get(1).text("exec_id")).isEqualTo("R1/X1");
        assertThat(after.get(2).text("exec_id")).isEqualTo("R1/X2");
        assertThat(after.get(3).map("data").number("price")).isEqualTo(100.25);
        assertThat(addon.link().ticksDropped()).isEqualTo(1);
    }

    @Test
    void aSupersededOneIsSilentForEver() {
        NexusAddon addon = attachAndTake();
        gateway.send("SUPERSEDED", "reason", "another");
        Eventually.await("ended", () -> "superseded".equals(addon.link().endReason()));
        assertThat(gateway.untilQuiet(500)).isEmpty();
    }

    @Test
    void oneInstrumentHasOneInstance() {
        attachAndTake();
        NexusAddon twin = host.attach(ES, 0.25, 1);
        assertThat(twin.link()).isNull();
        host.onDataThread(() -> twin.onTrade(1, 1, null));
        host.onDataThread(twin::stop);
    }

    @Test
    void anOrderForADetachedInstrumentIsRejected() {
        attachAndTake();
        host.attach(BTC, 0.5, 1_000);
        host.detach(BTC);
        gateway.order("R1", BTC, "BUY", 1);
        assertThat(reject("R1")).contains("not attached");
        GatewayLink link = attachedLink();
        host.detach(ES);
        assertThat(link.endReason()).isEqualTo("closed");
    }

    private GatewayLink attachedLink() {
        return host.addon(ES).link();
    }

    @Test
    void aWrongSettingsFileLeavesItIdle() throws IOException {
        settings("endpiont=tcp://127.0.0.1:1\n");
        NexusAddon addon = host.attach(ES, 0.25, 1);
        assertThat(addon.link()).isNull();
        host.trade(ES, 1, 1, 1, true);
        host.execute("B1", 1, 1);
    }
}
