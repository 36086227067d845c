package nexus.adapters.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import nexus.adapters.link.Eventually;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders, executions and cancels while the gateway, the adapter and the connection come and go at random. */
class FixDisturbedTest {
    private static final int STEPS = 40;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("adapters.seed", 20_261_123L);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<String> refs = new ArrayList<>();
    private FixStage stage;
    private StrictFixServer server;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyExecutionOnceAndNoOrderTwice(boolean resetOnLogon) throws IOException {
        System.out.println("FixDisturbedTest seed " + seed);
        server = new StrictFixServer();
        FixBook book = new FixBook(server);
        stage = new FixStage(folder, server.port())
                .withSession(s -> new FixSessionSettings(
                        s.host(), s.port(), "CLIENT", "SERVER", "", "", "", "", 30, resetOnLogon, null, null))
                .up();
        try {
            for (int step = 0; step < STEPS; step++) {
                disturb(random.nextInt(20), book);
            }
            server.accept(true);
            stage.adapter.close();
            stage.up();
            compare(tellAll(), book);
        } finally {
            stage.close();
            server.close();
        }
        assertThat(server.violations()).isEmpty();
    }

    private void disturb(int what, FixBook book) throws IOException {
        switch (what) {
            case 0 -> {
                server.drop();
                server.accept(random.nextBoolean());
            }
            case 1 -> server.accept(true);
            case 2 -> {
                stage.adapter.close();
                stage.start();
            }
            case 3 -> {
                stage.gateway.close();
                stage.gateway = stage.gateway.reopen();
                stage.peer = stage.gateway.takeRegistration();
            }
            case 4, 5, 6, 7, 8, 9, 10 -> order(book);
            case 11 -> {
                if (!refs.isEmpty()) {
                    stage.cancel(refs.get(random.nextInt(refs.size())));
                }
            }
            default -> book.fillAny(random);
        }
    }

    private void order(FixBook book) {
        String ref = "R" + refs.size();
        boolean up = stage.adapter.isUp();
        refs.add(ref);
        stage.order(ref, Integer.toString(1 + random.nextInt(4)));
        if (up) {
            Eventually.await("taken or lost", () -> book.find(ref) != null || !stage.adapter.isUp());
        }
    }

    /** What was executed of an order: quantity and amount. */
    private record Executed(double quantity, double paid) {
        private Executed plus(Executed other) {
            return new Executed(quantity + other.quantity, paid + other.paid);
        }
    }

    /** What the gateway was told, each execution once by its id; until every order's standing was told. */
    private Map<String, Executed> tellAll() {
        refs.forEach(stage::ask);
        Map<String, Executed> executed = new HashMap<>();
        Set<String> ids = new HashSet<>();
        Set<String> open = new HashSet<>(refs);
        while (!open.isEmpty()) {
            String[] words = stage.event().split(" ", -1);
            String ref = words[1];
            if (words[0].equals("fill") && ids.add(words[3])) {
                String[] numbers = words[2].split("@", -1);
                double quantity = Double.parseDouble(numbers[0]);
                executed.merge(ref, new Executed(quantity, quantity * Double.parseDouble(numbers[1])), Executed::plus);
            } else if (words[0].equals("status")) {
                open.remove(ref);
            } else if (words[0].equals("reject")) {
                open.remove(ref.substring(0, ref.length() - 1));
            }
        }
        return executed;
    }

    private void compare(Map<String, Executed> told, FixBook book) {
        book.all().forEach((ref, order) -> {
            Executed executed = told.getOrDefault(ref, new Executed(0, 0));
            assertThat(executed.quantity()).as(ref).isEqualTo(order.filled);
            assertThat(executed.paid()).as(ref).isCloseTo(order.paid, within(0.001));
        });
        assertThat(book.all().keySet()).containsAll(told.keySet());
    }
}
