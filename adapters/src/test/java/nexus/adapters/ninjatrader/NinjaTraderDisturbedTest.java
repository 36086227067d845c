package nexus.adapters.ninjatrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import nexus.adapters.link.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders and executions while all three sides come and go at random. */
class NinjaTraderDisturbedTest {
    private static final int STEPS = 60;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("adapters.seed", 20_261_123L);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<String> refs = new ArrayList<>();
    private final Map<String, String> told = new TreeMap<>();
    private NinjaTraderStage stage;

    @Test
    void whatIsToldAddsUpAndNoOrderComesTwice() throws IOException {
        System.out.println("NinjaTraderDisturbedTest seed " + seed);
        try (NinjaTraderStage opened = new NinjaTraderStage(folder).up()) {
            stage = opened;
            stage.nt.halfWrites = true;
            for (int step = 0; step < STEPS; step++) {
                disturb(random.nextInt(20));
            }
            settle();
            for (String ref : refs) {
                AtiSimulator.Order order = stage.nt.find(ref);
                assertThat(told(ref)[0]).as(ref).isEqualByComparingTo(order.filled);
                assertThat(told(ref)[1]).as(ref).isCloseTo(order.paid, within(new BigDecimal("0.000001")));
            }
            Map<String, String> live = new TreeMap<>(told);
            told.clear();
            stage.restart();
            settle();
            assertThat(told).isEqualTo(live);
            assertThat(stage.nt.orderCount()).isEqualTo(refs.size());
        }
    }

    private void disturb(int what) throws IOException {
        switch (what) {
            case 0 -> stage.restart();
            case 1 -> {
                // What is written while NinjaTrader is started again is lost with its folder: read it first.
                settle();
                stage.said.clear();
                boolean isNoticed = !refs.isEmpty();
                stage.nt.restart();
                if (isNoticed) {
                    stage.awaitSaid("emptied its outgoing folder");
                    stage.awaitSaid("takes instruction files");
                }
            }
            case 2 -> stage.gateway.restart();
            case 3, 4, 5, 6, 7, 8 -> {
                String ref = "R" + refs.size();
                refs.add(ref);
                stage.awaitUp();
                stage.buy(ref, Integer.toString(1 + random.nextInt(4)));
                Eventually.await(ref + " working, " + stage.adapter.status() + stage.said, () -> isWorking(ref));
            }
            default -> fillAny();
        }
    }

    private boolean isWorking(String ref) {
        AtiSimulator.Order order = stage.nt.find(ref);
        return order != null && order.state.equals("WORKING");
    }

    private void fillAny() {
        for (String ref : refs) {
            AtiSimulator.Order order = stage.nt.find(ref);
            if (!order.isEnded() && random.nextInt(3) == 0) {
                stage.nt.fill(ref, "1", "162" + (10 + random.nextInt(90)) + "." + 25 * random.nextInt(4));
                return;
            }
        }
    }

    /** Takes what comes until all that NinjaTrader has executed is told. */
    private void settle() {
        Eventually.await("all told, " + told, () -> {
            boolean complete = refs.stream().allMatch(ref -> told(ref)[0].compareTo(stage.nt.find(ref).filled) >= 0);
            if (!complete) {
                note(stage.gateway.event());
            }
            return complete;
        });
    }

    private void note(String event) {
        String[] words = event.split(" ", -1);
        if (words[0].equals("fill")) {
            String before = told.put(words[3], words[2]);
            assertThat(before).as(words[3]).isIn(null, words[2]);
        }
    }

    /** Quantity, and quantity times price, of what was told of an order. */
    private BigDecimal[] told(String ref) {
        BigDecimal[] sums = {BigDecimal.ZERO, BigDecimal.ZERO};
        told.forEach((execId, execution) -> {
            if (execId.startsWith(ref + "-")) {
                String[] parts = execution.split("@", -1);
                BigDecimal quantity = new BigDecimal(parts[0]);
                sums[0] = sums[0].add(quantity);
                sums[1] = sums[1].add(quantity.multiply(new BigDecimal(parts[1])));
            }
        });
        return sums;
    }
}
