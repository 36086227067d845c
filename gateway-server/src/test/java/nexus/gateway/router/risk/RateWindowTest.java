package nexus.gateway.router.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RateWindowTest {
    private static final long SEED = Long.getLong("router.seed", 20_261_123L);
    private static final Random SEEDS = new Random(SEED);

    static {
        System.out.println("rate windows: -Drouter.seed=" + SEED);
    }

    @Test
    void anEventLeavesWhenItIsAsOldAsTheWindow() {
        RateWindow window = new RateWindow(1_000);
        window.add(5_000);
        window.passTo(5_999);
        assertThat(window.count()).isEqualTo(1);
        assertThat(window.countAt(6_000)).isZero();
        assertThat(window.count()).as("a look forgets nothing").isEqualTo(1);
        window.passTo(6_000);
        assertThat(window.count()).isZero();
    }

    /** The model keeps every event for ever and counts those that are younger than the window. */
    @RepeatedTest(20)
    void countsAsANaiveModelDoes() {
        Random random = new Random(SEEDS.nextLong());
        long length = 1L + random.nextInt(2_000);
        int step = 1 + random.nextInt(300);
        RateWindow window = new RateWindow(length);
        List<Long> all = new ArrayList<>();
        long now = random.nextInt(1_000_000);
        for (int i = 0; i < 5_000; i++) {
            now += random.nextInt(10) == 0 ? random.nextInt(3_000) : random.nextInt(step);
            long at = now;
            int expected = (int) all.stream().filter(time -> at - time < length).count();
            assertThat(window.countAt(now)).isEqualTo(expected);
            window.passTo(now);
            assertThat(window.count()).isEqualTo(expected);
            for (int burst = random.nextInt(random.nextInt(20) == 0 ? 60 : 3); burst > 0; burst--) {
                window.add(now);
                all.add(now);
            }
        }
    }

    /** However events come, one that is refused at the limit never lets more than the limit into any window. */
    @RepeatedTest(20)
    void aLimitHoldsInEveryWindowThatCouldBeDrawn() {
        Random random = new Random(SEEDS.nextLong());
        int limit = 1 + random.nextInt(20);
        RateWindow window = new RateWindow(1_000);
        List<Long> passed = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 5_000; i++) {
            now += random.nextInt(100);
            window.passTo(now);
            if (window.count() < limit) {
                window.add(now);
                passed.add(now);
            }
        }
        for (int i = 0; i + limit < passed.size(); i++) {
            assertThat(passed.get(i + limit) - passed.get(i)).isGreaterThanOrEqualTo(1_000);
        }
    }

    @Test
    void whatItRemembersGoesIntoAnother() {
        RateWindow window = new RateWindow(1_000);
        for (long time = 0; time < 3_000; time += 7) {
            window.passTo(time);
            window.add(time);
        }
        RateWindow other = new RateWindow(1_000);
        window.forEach(other::add);
        assertThat(other.count()).isEqualTo(window.count());
        assertThat(other.countAt(3_500)).isEqualTo(window.countAt(3_500));
    }
}
