package nexus.adapters.companion;

import static nexus.adapters.companion.FakeCompanion.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway.Received;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders, executions, lost connections and restarts in any order: no order twice, every execution counted once. */
class CompanionRandomTest {
    private static final int STEPS = 400;
    private static final long PATIENCE_NANOS = 5_000_000;

    @TempDir
    Path folder;

    private final Random random = new Random(seed());
    private final Map<String, BrokerOrder> broker = new LinkedHashMap<>();
    private final Map<String, String> told = new TreeMap<>();
    private final List<String> twice = new ArrayList<>();
    private CompanionStage stage;
    private FakeCompanion companion;
    private int orders;
    private int executions;

    /** An order as the broker has it. */
    private static final class BrokerOrder {
        private final int quantity;
        private final List<String> executions = new ArrayList<>();
        private int filled;
        private boolean open = true;

        private BrokerOrder(int quantity) {
            this.quantity = quantity;
        }
    }

    private static long seed() {
        long seed = Long.getLong("adapters.seed", 20_261_123L);
        System.out.println("CompanionRandomTest: -Dadapters.seed=" + seed);
        return seed;
    }

    @Test
    void everyExecutionOnceAndNoOrderTwice() throws IOException {
        stage = CompanionStage.start(folder, "A1", "NQ");
        try {
            reconnect();
            for (int i = 0; i < STEPS; i++) {
                step(random.nextInt(100));
            }
            reconnect();
            settle();
        } finally {
            if (companion != null) {
                companion.close();
            }
            stage.close();
        }
    }

    private void step(int dice) throws IOException {
        if (dice < 35) {
            orders++;
            stage.order("R" + orders, "NQ", String.valueOf(1 + random.nextInt(5)));
            awaitLine();
        } else if (dice < 75) {
            execute();
        } else if (dice < 80) {
            cancelSome();
        } else if (dice < 85 && companion != null) {
            companion.close();
            companion = null;
        } else if (dice < 88) {
            reconnect();
        } else if (dice < 90) {
            stage.adapter.close();
            companion = null;
            stage.open();
        }
        pump();
    }

    /** Gives the order a while to come; it may also be rejected, or be lost with its connection. */
    private void awaitLine() throws IOException {
        long start = System.nanoTime();
        while (companion != null && !companion.hasLine() && System.nanoTime() - start < PATIENCE_NANOS) {
            LockSupport.parkNanos(50_000);
        }
    }

    private void tell(String line) throws IOException {
        if (companion == null) {
            return;
        }
        try {
            companion.send(line);
        } catch (IOException e) {
            // The adapter has hung up: it asks again.
            companion = null;
        }
    }

    private BrokerOrder some() {
        List<BrokerOrder> open =
                broker.values().stream().filter(order -> order.open).toList();
        return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    }

    private void execute() throws IOException {
        BrokerOrder order = some();
        if (order == null) {
            return;
        }
        int quantity = 1 + random.nextInt(order.quantity - order.filled);
        order.filled += quantity;
        order.open = order.filled < order.quantity;
        executions++;
        String line = "'exec_id':'E" + executions + "','quantity':" + quantity + ",'price':100,'time_ms':"
                + System.currentTimeMillis() + "}";
        order.executions.add(line);
        for (int i = 0; i <= random.nextInt(2); i++) {
            tell("{'type':'execution','ref':'" + ref(order) + "'," + line);
        }
    }

    private String ref(BrokerOrder order) {
        return broker.entrySet().stream()
                .filter(entry -> entry.getValue() == order)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private void cancelSome() throws IOException {
        BrokerOrder order = some();
        if (order != null) {
            order.open = false;
            tell("{'type':'canceled','ref':'" + ref(order) + "','reason':'by chance'}");
        }
    }

    /** Reads what has come so far, and answers. */
    private void pump() throws IOException {
        while (companion != null && companion.hasLine()) {
            String line;
            try {
                line = companion.nextOfAll();
            } catch (IOException e) {
                line = null;
            }
            if (line == null) {
                companion = null;
                return;
            }
            answer(line);
        }
    }

    private void answer(String line) throws IOException {
        String ref = field(line, "ref");
        switch (field(line, "type")) {
            case "order" -> {
                if (broker.put(ref, new BrokerOrder(Integer.parseInt(field(line, "quantity")))) != null) {
                    twice.add(ref);
                }
                if (random.nextBoolean()) {
                    tell("{'type':'ack','ref':'" + ref + "','platform_id':'P" + ref + "'}");
                }
            }
            case "status" -> status(ref);
            case "resync" -> resync();
            default -> {}
        }
    }

    private void status(String ref) throws IOException {
        BrokerOrder order = broker.get(ref);
        String status = order == null
                ? "UNKNOWN"
                : order.filled == order.quantity
                        ? "FILLED"
                        : !order.open ? "CANCELED" : order.filled > 0 ? "PARTIALLY_FILLED" : "WORKING";
        tell("{'type':'status','ref':'" + ref + "','status':'" + status + "','filled':"
                + (order == null ? 0 : order.filled) + "}");
    }

    private void resync() throws IOException {
        for (Map.Entry<String, BrokerOrder> order : broker.entrySet()) {
            for (String execution : order.getValue().executions) {
                tell("{'type':'execution','ref':'" + order.getKey() + "'," + execution);
            }
        }
        tell("{'type':'resynced'}");
    }

    private void reconnect() throws IOException {
        if (companion != null) {
            companion.close();
        }
        companion = FakeCompanion.greet(stage.port());
        resync();
    }

    /** Waits until the gateway knows all that the broker does, and checks that it knows no more. */
    private void settle() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (Map.Entry<String, BrokerOrder> order : broker.entrySet()) {
            for (String execution : order.getValue().executions) {
                expected.add(field(execution.replace('\'', '"'), "exec_id") + " " + order.getKey() + " "
                        + field(execution.replace('\'', '"'), "quantity"));
            }
        }
        assertThat(expected).hasSizeGreaterThan(20);
        Eventually.await("settled", () -> {
            try {
                pump();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return stage.adapter.isUp();
        });
        while (told.size() < expected.size()) {
            Received received = stage.gateway.next(Types.ORDER_FILL);
            var fields = received.fields();
            String fill = fields.text(Keys.REF) + " "
                    + fields.decimal(Keys.FILLED_QTY).stripTrailingZeros().toPlainString();
            String before = told.put(fields.text(Keys.EXEC_ID), fill);
            assertThat(before == null || before.equals(fill)).isTrue();
        }
        assertThat(told.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(twice).isEmpty();
    }
}
