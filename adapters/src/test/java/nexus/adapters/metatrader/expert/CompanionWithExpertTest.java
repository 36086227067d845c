package nexus.adapters.metatrader.expert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nexus.adapters.companion.CompanionAdapter;
import nexus.adapters.companion.CompanionSettings;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway;
import nexus.adapters.link.FakeGateway.Received;
import nexus.adapters.link.LinkSettings;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java adapter and the EA itself, compiled, in a terminal that is none; the gateway is played. */
class CompanionWithExpertTest {
    @TempDir
    private static Path programs;

    private static Path program;

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private FakeGateway gateway;
    private CompanionAdapter adapter;
    private StubTerminal terminal;
    private Received peer;

    @BeforeAll
    static void compile() throws Exception {
        program = StubTerminal.compile(programs);
    }

    @BeforeEach
    void begin() throws IOException {
        gateway = FakeGateway.forPlatforms();
        open(0);
        peer = gateway.takeRegistration();
    }

    private void open(int port) throws IOException {
        adapter = CompanionAdapter.open(
                LinkSettings.of(gateway.endpoint(), "mt5"),
                new CompanionSettings(port, "12345", List.of("NAS100"), "start NexusBridge"),
                folder.resolve("mt5"),
                said::add);
        adapter.start();
    }

    private void startTerminal() throws IOException {
        terminal = StubTerminal.start(program, true, adapter.port(), "NAS100");
        terminal.does("tick NAS100 1764000000000 100.25 100.5 0 0 6");
        Eventually.await("up, " + said, adapter::isUp);
    }

    @AfterEach
    void end() {
        if (terminal != null) {
            terminal.close();
        }
        adapter.close();
        gateway.close();
    }

    @Test
    void ticksOrdersAndExecutionsPass() throws IOException {
        startTerminal();
        Received tick = gateway.next(Types.MARKET_DATA);
        assertThat(tick.fields().dataText(Keys.SYMBOL)).isEqualTo("NAS100");
        assertThat(tick.fields().dataDecimal(Keys.BID)).isEqualByComparingTo("100.25");
        gateway.sendOrder(peer, "R1", "NAS100", "1.5");
        Received ack = gateway.next(Types.ORDER_ACK);
        assertThat(ack.fields().text(Keys.PLATFORM_ORDER_ID)).isEqualTo("1000");
        Received fill = gateway.next(Types.ORDER_FILL);
        assertThat(fill.fields().text(Keys.REF)).isEqualTo("R1");
        assertThat(fill.fields().text(Keys.EXEC_ID)).isEqualTo("500");
        assertThat(fill.fields().decimal(Keys.FILLED_QTY)).isEqualByComparingTo("1.5");
        assertThat(fill.fields().decimal(Keys.FILL_PRICE)).isEqualByComparingTo("100.5");
        assertThat(fill.fields().decimal(Keys.COMMISSION))
                .as("the terminal says -0.7")
                .isEqualByComparingTo("0.7");
        assertThat(fill.fields().text(Keys.CURRENCY)).isEqualTo("EUR");
        assertThat(terminal.sent()).isEqualTo(1);
    }

    @Test
    void withoutACompanionOrdersAreRejectedAtOnceAndNeverSent() throws IOException {
        gateway.sendOrder(peer, "R1", "NAS100", "1.5");
        assertThat(gateway.next(Types.ORDER_REJECT).fields().text(Keys.REASON)).contains("start NexusBridge");
        startTerminal();
        gateway.sendOrder(peer, "R2", "NAS100", "1.55");
        assertThat(gateway.next(Types.ORDER_REJECT).fields().text(Keys.REASON)).contains("0.1", "lotStep");
        gateway.sendOrder(peer, "R3", "US500", "1");
        assertThat(gateway.next(Types.ORDER_REJECT).fields().text(Keys.REASON)).contains("US500");
        assertThat(terminal.sent()).isZero();
    }

    @Test
    void anExecutionWhileTheAdapterIsAwayIsToldOnce() throws IOException {
        startTerminal();
        terminal.does("mode work");
        gateway.send(
                peer,
                Types.ORDER,
                map -> map.put(Keys.REF, "R1")
                        .put(Keys.ORDER_ID, "r1")
                        .put(Keys.SYMBOL, "NAS100")
                        .put(Keys.SIDE, "BUY")
                        .put(Keys.QUANTITY, 1)
                        .put(Keys.ORDER_TYPE, "LIMIT")
                        .put(Keys.LIMIT_PRICE, 99.0));
        gateway.next(Types.ORDER_ACK);
        int port = adapter.port();
        adapter.close();
        terminal.does("execute 1000 1 99");
        open(port);
        peer = gateway.takeRegistration();
        Received fill = gateway.next(Types.ORDER_FILL);
        assertThat(fill.fields().text(Keys.REF)).isEqualTo("R1");
        assertThat(fill.fields().text(Keys.STATUS)).isEqualTo("FILLED");
        gateway.send(peer, Types.ORDER_STATUS_REQUEST, map -> map.put(Keys.REF, "R1"));
        Received status = gateway.next(Types.ORDER_STATUS);
        assertThat(status.fields().text(Keys.STATUS)).isEqualTo("FILLED");
        assertThat(terminal.sent()).isEqualTo(1);
    }

    @Test
    void aWorkingOrderIsCanceled() throws IOException {
        startTerminal();
        terminal.does("mode work");
        gateway.sendOrder(peer, "R1", "NAS100", "1");
        gateway.next(Types.ORDER_ACK);
        gateway.send(peer, Types.ORDER_CANCEL, map -> map.put(Keys.REF, "R1"));
        assertThat(gateway.next(Types.ORDER_CANCELED).fields().text(Keys.REF)).isEqualTo("R1");
    }

    @Test
    void anotherAccountGetsNoOrder() throws IOException {
        adapter.close();
        adapter = CompanionAdapter.open(
                LinkSettings.of(gateway.endpoint(), "mt5"),
                new CompanionSettings(0, "777", List.of("NAS100"), "start NexusBridge"),
                folder.resolve("other"),
                said::add);
        adapter.start();
        peer = gateway.takeRegistration();
        terminal = StubTerminal.start(program, true, adapter.port(), "NAS100");
        Eventually.await("refused, " + said, () -> said.stream().anyMatch(line -> line.contains("777")));
        gateway.sendOrder(peer, "R1", "NAS100", "1");
        assertThat(gateway.next(Types.ORDER_REJECT).fields().text(Keys.REASON)).isNotBlank();
        assertThat(terminal.sent()).isZero();
    }
}
