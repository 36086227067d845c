package nexus.bookmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import nexus.bookmap.StubHost.Habit;
import nexus.bookmap.TestGateway.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import velox.api.layer1.data.OrderInfoBuilder;
import velox.api.layer1.data.OrderStatus;
import velox.api.layer1.data.OrderType;

/** Bookmap dies and is started again: the second one has a copy of what the first had on disk. */
class RestartTest {
    private static final String ES = "ESZ6";

    @TempDir
    private Path first;

    @TempDir
    private Path second;

    private TestGateway gateway;
    private StubHost host;
    private StubHost dead;

    @BeforeEach
    void begin() throws IOException {
        gateway = TestGateway.open();
        Files.writeString(first.resolve(AddonSettings.FILE_NAME), "endpoint=" + gateway.endpoint() + "\n");
        host = new StubHost(first);
        host.attach(ES, 0.25, 1);
        gateway.takeRegistration();
    }

    @AfterEach
    void end() {
        host.close();
        dead.close();
        gateway.close();
    }

    /** Kills Bookmap; what it had on disk is the next one's, with a half-written line at its end. */
    private void restart() throws IOException {
        gateway.close();
        try (Stream<Path> files = Files.walk(first)) {
            for (Path file : files.toList()) {
                Path copy = second.resolve(first.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Path orders = second.resolve(".nexus-bookmap/orders-bookmap.log");
        Files.writeString(orders, "EXEC\t17", StandardOpenOption.APPEND);
        dead = host;
        gateway = TestGateway.open();
        Files.writeString(second.resolve(AddonSettings.FILE_NAME), "endpoint=" + gateway.endpoint() + "\n");
        host = new StubHost(second);
        host.attach(ES, 0.25, 1);
        gateway.takeRegistration();
    }

    @Test
    void knowsWhatWasFilledAndTellsItAgain() throws IOException {
        gateway.order("R1", ES, "BUY", 3);
        gateway.next("ORDER_FILL");
        restart();
        Message again = gateway.next();
        assertThat(again.type()).isEqualTo("ORDER_FILL");
        assertThat(again.text("exec_id")).isEqualTo("R1/X1");
        assertThat(again.text("status")).isEqualTo("FILLED");
        gateway.send("ORDER_STATUS_REQUEST", "ref", "R1");
        Message status = gateway.next();
        assertThat(status.text("status")).isEqualTo("FILLED");
        assertThat(status.number("cum_qty")).isEqualTo(3);
        gateway.order("R1", ES, "BUY", 3);
        assertThat(gateway.next().text("status")).isEqualTo("FILLED");
        assertThat(host.sent()).isEmpty();
    }

    @Test
    void saysNothingOfAnOrderUntilBookmapSpeaksOfIt() throws IOException {
        host.habit(Habit.WORKS);
        gateway.order("R1", ES, "BUY", 3);
        gateway.next("ORDER_ACK");
        restart();
        gateway.send("ORDER_STATUS_REQUEST", "ref", "R1");
        gateway.send("ORDER_STATUS_REQUEST", "ref", "R2");
        assertThat(gateway.next().text("ref")).isEqualTo("R2");
        assertThat(gateway.untilQuiet(100)).isEmpty();
        // Bookmap tells it again, by its own id; the broker has dropped the clientId.
        host.tell(new OrderInfoBuilder(ES, "B1", true, OrderType.MKT, null, false)
                .setStatus(OrderStatus.WORKING)
                .setUnfilled(3)
                .build());
        assertThat(gateway.next().type()).isEqualTo("ORDER_ACK");
        assertThat(gateway.next().text("status")).isEqualTo("WORKING");
        gateway.send("ORDER_CANCEL", "ref", "R1");
        Eventually.await("cancel", () -> host.canceled().equals(List.of("B1")));
    }

    @Test
    void anExecutionOfAnOrderFromBeforeIsTold() throws IOException {
        host.habit(Habit.WORKS);
        gateway.order("R1", ES, "BUY", 3);
        gateway.next("ORDER_ACK");
        host.execute("B1", 1, 100);
        gateway.next("ORDER_FILL");
        restart();
        host.execute("B1", 1, 100, "X1");
        host.execute("B1", 2, 101, "X2");
        assertThat(gateway.next().text("exec_id")).isEqualTo("R1/X1");
        Message last = gateway.next();
        assertThat(last.text("exec_id")).isEqualTo("R1/X2");
        assertThat(last.text("status")).isEqualTo("FILLED");
        assertThat(gateway.untilQuiet(100)).isEmpty();
    }

    @Test
    void twoBookmapsOfOneNameDoNotShareTheOrders() throws IOException {
        restart();
        StubHost third = new StubHost(second);
        Files.writeString(second.resolve(AddonSettings.FILE_NAME), "endpoint=tcp://127.0.0.1:9\n");
        assertThat(third.attach(ES, 0.25, 1).link()).isNull();
        third.close();
    }
}
