package nexus.adapters.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway;
import nexus.adapters.link.FakeGateway.Received;
import nexus.adapters.link.LinkSettings;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedPlatformTest {
    @TempDir
    private Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private FakeGateway gateway;
    private SimulatedPlatform platform;

    @BeforeEach
    void openGateway() {
        gateway = FakeGateway.forPlatforms();
    }

    @AfterEach
    void close() throws IOException {
        if (platform != null) {
            platform.close();
        }
        gateway.close();
    }

    @Test
    void ticksFillsAndKeepsALedger() throws IOException {
        Path ledger = folder.resolve("mt5.jsonl");
        open(new SimulatedSettings(link(), nas100(), null, 200, 1, SimulatedBehaviour.fillingAfter(5), ledger));
        Received register = gateway.takeRegistration();
        Received tick = gateway.next();
        assertThat(tick.type()).isEqualTo(Types.MARKET_DATA);
        assertThat(tick.fields().text(Keys.PLATFORM)).isEqualTo("mt5");
        assertThat(tick.fields().dataText(Keys.SYMBOL)).isEqualTo("NAS100");
        assertThat(tick.fields().dataDecimal(Keys.PRICE)).isEqualByComparingTo("16250.50");
        gateway.sendOrder(register, "R1", "NAS100");
        assertThat(gateway.next(Types.ORDER_ACK).fields().text(Keys.REF)).isEqualTo("R1");
        Received fill = gateway.next(Types.ORDER_FILL);
        assertThat(fill.fields().decimal(Keys.FILLED_QTY)).isEqualByComparingTo("3");
        assertThat(fill.fields().text(Keys.STATUS)).isEqualTo("FILLED");
        assertThat(fill.fields().text(Keys.EXEC_ID)).isNotEmpty();
        assertThat(platform.account().orders()).hasSize(1);
        assertThat(platform.account().fills()).hasSize(1);
        assertThat(Files.readAllLines(ledger))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("{\"event\":\"order\"")
                                .contains("\"ref\":\"R1\""),
                        line -> assertThat(line).startsWith("{\"event\":\"ack\""),
                        line -> assertThat(line)
                                .startsWith("{\"event\":\"fill\"")
                                .contains("\"quantity\":3"));
        assertThat(said).contains("order received: BUY 3 NAS100 (R1)");
    }

    @Test
    void anOrderDeliveredTwiceIsFilledOnceAndNotedAsRepeated() throws IOException {
        open(settings(SimulatedBehaviour.fillingAfter(0)));
        Received register = gateway.takeRegistration();
        gateway.next(Types.MARKET_DATA);
        gateway.sendOrder(register, "R1", "NAS100");
        gateway.next(Types.ORDER_FILL);
        gateway.sendOrder(register, "R1", "NAS100");
        assertThat(gateway.next(Types.ORDER_STATUS).fields().text(Keys.REF)).isEqualTo("R1");
        assertThat(platform.account().fills()).hasSize(1);
        assertThat(platform.account().orders()).hasSize(1);
        Eventually.await("noted", () -> platform.account().repeats().size() == 1);
    }

    @Test
    void partialFillsSumUpAndStatusRequestsAreAnsweredTruthfully() throws IOException {
        open(settings(new SimulatedBehaviour(1, 3, 0, 0)));
        Received register = gateway.takeRegistration();
        gateway.next(Types.MARKET_DATA);
        gateway.sendOrder(register, "R1", "NAS100", "0.07");
        BigDecimal sum = BigDecimal.ZERO;
        for (String status : List.of("PARTIALLY_FILLED", "PARTIALLY_FILLED", "FILLED")) {
            Received fill = gateway.next(Types.ORDER_FILL);
            assertThat(fill.fields().text(Keys.STATUS)).isEqualTo(status);
            sum = sum.add(fill.fields().decimal(Keys.FILLED_QTY));
        }
        assertThat(sum).isEqualByComparingTo("0.07");
        gateway.send(register, Types.ORDER_STATUS_REQUEST, map -> map.put(Keys.REF, "R1"));
        assertThat(gateway.next(Types.ORDER_STATUS).fields().text(Keys.STATUS)).isEqualTo("FILLED");
        gateway.send(register, Types.ORDER_STATUS_REQUEST, map -> map.put(Keys.REF, "R2"));
        assertThat(gateway.next(Types.ORDER_STATUS).fields().text(Keys.STATUS)).isEqualTo("UNKNOWN");
    }

    @Test
    void anOrderOnTheWayCanBeCanceled() throws IOException {
        open(settings(SimulatedBehaviour.fillingAfter(60_000)));
        Received register = gateway.takeRegistration();
        gateway.sendOrder(register, "R1", "NAS100");
        gateway.next(Types.ORDER_ACK);
        gateway.send(register, Types.ORDER_CANCEL, map -> map.put(Keys.REF, "R1"));
        assertThat(gateway.next(Types.ORDER_CANCELED).fields().text(Keys.REF)).isEqualTo("R1");
    }

    @Test
    void aFillMadeWhileTheGatewayIsAwayIsDeliveredWhenItComesBack() throws IOException {
        open(settings(SimulatedBehaviour.fillingAfter(100)));
        Received register = gateway.takeRegistration();
        gateway.next(Types.MARKET_DATA);
        gateway.sendOrder(register, "R1", "NAS100");
        gateway.next(Types.ORDER_ACK);
        gateway.close();
        Eventually.await("filled", () -> !platform.account().fills().isEmpty());
        gateway = gateway.reopen();
        gateway.takeRegistration();
        assertThat(gateway.next(Types.ORDER_FILL).fields().text(Keys.EXEC_ID))
                .isEqualTo(platform.account().fills().get(0).execId());
    }

    @Test
    void v0FillsByOrderIdAndSaysNothingElse() throws IOException {
        open(new SimulatedSettings(
                link().withV0(true), nas100(), null, 100, 1, SimulatedBehaviour.fillingAfter(0), null));
        Received register = gateway.next();
        assertThat(register.fields().text(Keys.VERSION)).isNull();
        gateway.next(Types.MARKET_DATA);
        gateway.sendOrder(register, "R1", "NAS100");
        Received answer;
        do {
            answer = gateway.next();
        } while (answer.type().equals(Types.MARKET_DATA));
        assertThat(answer.type()).isEqualTo(Types.ORDER_FILL);
        assertThat(answer.fields().text(Keys.ORDER_ID)).isEqualTo("r1");
        assertThat(answer.fields().text(Keys.EXEC_ID)).isNull();
    }

    @Test
    void aRecordingIsPlayedWholeAsFastAsItIsTaken() throws IOException {
        StringBuilder rows = new StringBuilder("ts_ms,contract,price,size\n");
        for (int i = 1; i <= 20_000; i++) {
            rows.append(i).append(",201312,").append(i).append(",1\n");
        }
        Path file = Files.writeString(folder.resolve("day.csv"), rows);
        open(new SimulatedSettings(
                link(),
                List.of(),
                new Recording(file, null, "XAUUSD"),
                0,
                1,
                SimulatedBehaviour.fillingAfter(0),
                null));
        gateway.takeRegistration();
        for (int i = 1; i <= 20_000; i++) {
            Received tick = gateway.next();
            assertThat(tick.fields().dataDecimal(Keys.PRICE)).isEqualByComparingTo(BigDecimal.valueOf(i));
        }
        assertThat(platform.counters().ticksDropped()).isZero();
        Eventually.await("said", () -> said.contains("recording played to its end"));
    }

    @Test
    void runEndsWhenItIsToldTo() throws IOException {
        boolean[] polled = {false};
        String reason = SimulatedPlatform.run(settings(SimulatedBehaviour.fillingAfter(0)), said::add, () -> {
            boolean again = polled[0];
            polled[0] = true;
            return again;
        });
        assertThat(reason).isNull();
    }

    @Test
    void runEndsWithTheReasonWhenAnotherTakesTheName() throws IOException {
        open(settings(SimulatedBehaviour.fillingAfter(0)));
        Received register = gateway.takeRegistration();
        gateway.send(register, Types.SUPERSEDED, map -> map.put(Keys.REASON, "test"));
        Eventually.await("the end", () -> platform.endReason() != null);
        assertThat(platform.endReason()).contains("taken over the name mt5");
    }

    private void open(SimulatedSettings settings) throws IOException {
        platform = SimulatedPlatform.open(settings, said::add);
    }

    private SimulatedSettings settings(SimulatedBehaviour behaviour) {
        return new SimulatedSettings(link(), nas100(), null, 100, 1, behaviour, null);
    }

    private LinkSettings link() {
        return LinkSettings.of(gateway.endpoint(), "mt5");
    }

    private static List<SimulatedSymbol> nas100() {
        return List.of(SimulatedSymbol.of("NAS100", "16250.50", "0.25"));
    }
}
