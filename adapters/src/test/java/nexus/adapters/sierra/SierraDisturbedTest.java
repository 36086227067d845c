package nexus.adapters.sierra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import nexus.adapters.link.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders and executions while all three sides come and go at random. */
class SierraDisturbedTest {
    private static final int STEPS = 80;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("adapters.seed", 20_261_123L);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<String> refs = new ArrayList<>();
    private SierraStage stage;
    private StrictDtcServer server;
    private boolean serverIsUp = true;

    @Test
    void everyExecutionOnceAndNoOrderTwice() throws IOException {
        System.out.println("SierraDisturbedTest seed " + seed);
        try (SierraStage opened = new SierraStage(folder).up()) {
            stage = opened;
            server = opened.server;
            for (int step = 0; step < STEPS; step++) {
                disturb(random.nextInt(20));
            }
            settle();
            Map<String, String> told = tellAll();
            assertThat(told).containsExactlyInAnyOrderEntriesOf(server.orders.executions());
            Set<String> arrived = new HashSet<>(refs);
            arrived.removeIf(ref -> server.orders.find(ref) == null);
            assertThat(server.orders.orderCount()).isEqualTo(arrived.size());
        }
    }

    private void disturb(int what) throws IOException {
        switch (what) {
            case 0 -> {
                server.down();
                serverIsUp = false;
                Eventually.await("noticed", () -> !stage.adapter.isUp());
            }
            case 1, 2 -> {
                if (!serverIsUp) {
                    server.up();
                    serverIsUp = true;
                }
            }
            case 3 -> {
                if (serverIsUp) {
                    drop();
                }
            }
            case 4 -> {
                stage.adapter.close();
                stage.start();
            }
            case 5 -> {
                stage.gateway.close();
                stage.gateway = stage.gateway.reopen();
                stage.peer = stage.gateway.takeRegistration();
            }
            case 6, 7, 8, 9, 10, 11 -> order();
            default -> server.orders.fillAny(random, random.nextInt(4) != 0);
        }
    }

    private void order() {
        String ref = "R" + refs.size();
        if (serverIsUp) {
            // What is on its way when a connection breaks is in doubt for good: another test's matter.
            Eventually.await("up", stage.adapter::isUp);
        }
        refs.add(ref);
        stage.order(ref, Integer.toString(1 + random.nextInt(4)));
        if (serverIsUp) {
            server.orders.order(ref);
        }
    }

    private void settle() throws IOException {
        if (!serverIsUp) {
            server.up();
        }
        drop();
    }

    private void drop() throws IOException {
        Eventually.await("up", stage.adapter::isUp);
        int before = server.logons();
        server.drop();
        Eventually.await("up again", () -> server.logons() > before && stage.adapter.isUp());
    }

    /** Restarts the adapter, which tells all again, and takes what comes until every order's standing is told. */
    private Map<String, String> tellAll() throws IOException {
        stage.adapter.close();
        stage.up();
        refs.forEach(stage::ask);
        Map<String, String> executions = new TreeMap<>();
        Set<String> open = new HashSet<>(refs);
        while (!open.isEmpty()) {
            String[] words = stage.event().split(" ", -1);
            if (words[0].equals("fill")) {
                String before = executions.put(words[3], words[2]);
                assertThat(before).as(words[3]).isIn(null, words[2]);
            } else if (words[0].equals("status")) {
                open.remove(words[1]);
            }
        }
        return executions;
    }
}
