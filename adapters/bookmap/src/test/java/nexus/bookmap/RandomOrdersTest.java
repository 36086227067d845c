package nexus.bookmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import nexus.bookmap.StubHost.Habit;
import nexus.bookmap.TestGateway.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import velox.api.layer1.data.OrderStatus;

/** Orders, executions, their repeats, and a gateway that goes and comes back, in any order. */
class RandomOrdersTest {
    private static final int ORDERS = 60;
    private static final int STEPS = 400;

    @TempDir
    private Path home;

    /** By exec_id, what was told; a repeat must be the same. */
    private final Map<String, Double> told = new HashMap<>();

    @Test
    void everyExecutionArrivesAndNoOrderIsSentTwice() throws IOException {
        long seed = Long.getLong("adapters.seed", 20_261_123L);
        System.out.println("adapters.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        TestGateway gateway = TestGateway.open();
        Files.writeString(home.resolve(AddonSettings.FILE_NAME), "endpoint=" + gateway.endpoint() + "\n");
        try (StubHost host = new StubHost(home)) {
            host.habit(Habit.SILENT);
            NexusAddon addon = host.attach("ES", 0.25, 1);
            gateway.takeRegistration();
            Map<String, Double> executed = new HashMap<>();
            List<Integer> filled = new ArrayList<>();
            int orders = 0;
            for (int step = 0; step < STEPS; step++) {
                int what = random.nextInt(20);
                if (orders < ORDERS && (what < 6 || orders == 0)) {
                    gateway.order("R" + orders, "ES", "BUY", 5);
                    orders++;
                    filled.add(0);
                    host.awaitSent(orders);
                } else if (what == 6) {
                    note(gateway.untilQuiet(5));
                    gateway.close();
                    Eventually.await("down", () -> !addon.link().isUp());
                    gateway = gateway.reopen();
                    gateway.takeRegistration();
                    Eventually.await("up", () -> addon.link().isUp());
                } else {
                    int order = random.nextInt(orders);
                    String id = "B" + (order + 1);
                    if (what < 10) {
                        host.update(id, OrderStatus.WORKING, filled.get(order));
                    } else if (what == 10) {
                        gateway.order("R" + order, "ES", "BUY", 5);
                    } else if (filled.get(order) < 5) {
                        filled.set(order, filled.get(order) + 1);
                        String execId = "E" + filled.get(order);
                        host.execute(id, 1, step, execId);
                        executed.put("R" + order + "/" + execId, (double) step);
                        if (random.nextBoolean()) {
                            host.execute(id, 1, step, execId);
                        }
                    }
                }
            }
            for (int order = 0; order < orders; order++) {
                host.update("B" + (order + 1), OrderStatus.WORKING, filled.get(order));
            }
            note(gateway.untilQuiet(300));
            assertThat(told).isEqualTo(executed);
            assertThat(host.sent().stream().map(sent -> sent.clientId))
                    .containsExactlyElementsOf(
                            IntStream.range(0, orders).mapToObj(i -> "R" + i).toList());
        } finally {
            gateway.close();
        }
    }

    private void note(List<Message> messages) {
        for (Message message : messages) {
            if (message.type().equals("ORDER_FILL")) {
                Double before = told.put(message.text("exec_id"), message.number("fill_price"));
                assertThat(before).isIn(null, message.number("fill_price"));
            }
        }
    }
}
