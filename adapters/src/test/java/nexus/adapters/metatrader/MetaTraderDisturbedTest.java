package nexus.adapters.metatrader;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Orders and deals while the EA, the adapter and the gateway come and go at random. */
class MetaTraderDisturbedTest {
    private static final int STEPS = 60;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("adapters.seed", 20_261_123L);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<String> refs = new ArrayList<>();
    private final Map<String, String> told = new TreeMap<>();
    private MetaTraderStage stage;

    @Test
    void everyDealOnceAndNoOrderTwice() throws IOException {
        System.out.println("MetaTraderDisturbedTest seed " + seed);
        try (MetaTraderStage opened = new MetaTraderStage(folder).up()) {
            stage = opened;
            stage.ea.halfWrites = true;
            for (int step = 0; step < STEPS; step++) {
                disturb(random.nextInt(20));
            }
            settle();
            assertThat(told).isEqualTo(deals());
            told.clear();
            stage.restart();
            settle();
            assertThat(told).isEqualTo(deals());
            assertThat(stage.terminal.taken.keySet()).containsExactlyInAnyOrderElementsOf(refs);
            assertThat(stage.terminal.taken.values()).allMatch(times -> times == 1);
        }
    }

    private void disturb(int what) throws IOException {
        switch (what) {
            case 0 -> stage.restart();
            case 1 -> {
                stage.ea.stop();
                stage.ea.start();
            }
            case 2 -> {
                stage.ea.kill();
                if (random.nextBoolean()) {
                    deal();
                }
                stage.ea.start();
            }
            case 3 -> stage.gateway.restart();
            case 4, 5, 6, 7, 8, 9, 10, 11 -> order();
            default -> deal();
        }
    }

    private void order() {
        String ref = "R" + refs.size();
        stage.awaitUp();
        refs.add(ref);
        String lots = "0." + (1 + random.nextInt(5));
        if (random.nextInt(3) == 0) {
            stage.buy(ref, lots);
        } else {
            stage.buyLimit(ref, lots);
        }
        Eventually.await(ref + " at the terminal " + stage.said, () -> stage.terminal.taken.containsKey(ref));
    }

    /** Somebody trades with us. */
    private void deal() {
        stage.ea.with(terminal -> {
            List<Long> tickets = new ArrayList<>(terminal.orders.keySet());
            if (!tickets.isEmpty()) {
                long ticket = tickets.get(random.nextInt(tickets.size()));
                terminal.executePending(ticket, new BigDecimal("0.1"), "15999." + random.nextInt(10));
            }
        });
    }

    /** All that was dealt, under the names that the adapter gives it. */
    private Map<String, String> deals() {
        Map<String, String> deals = new TreeMap<>();
        stage.ea.with(terminal -> terminal.deals.forEach(deal -> deals.put(
                deal.comment() + "-" + deal.ticket(),
                deal.lots().stripTrailingZeros().toPlainString() + "@"
                        + new BigDecimal(deal.price()).stripTrailingZeros().toPlainString())));
        return deals;
    }

    /** Takes what comes until all deals are told. */
    private void settle() {
        while (!told.keySet().containsAll(deals().keySet())) {
            String[] words = stage.gateway.event().split(" ", -1);
            if (words[0].equals("fill")) {
                String before = told.put(words[3], words[2]);
                assertThat(before).as(words[3]).isIn(null, words[2]);
            }
        }
    }
}
