package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nexus.gateway.router.RouterRun.Sent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random days against the rules that always hold. The seed is printed; {@code -Drouter.seed=N} runs it again. It lives
 * as long as the JVM, so that a test which is run again because it failed fails again. That no input throws or makes more
 * than 256 messages, and that their numbers are right, {@link RouterRun} checks.
 */
class RandomDayTest {
    private static final long SEED = Long.getLong("router.seed", 20_261_123L);
    private static final int INPUTS = 8_000;
    private static final Map<RandomDay.Client, RandomDay> DAYS = new EnumMap<>(RandomDay.Client.class);

    static {
        System.out.println("random days: -Drouter.seed=" + SEED);
    }

    @BeforeAll
    static void live() {
        for (RandomDay.Client client : RandomDay.Client.values()) {
            RandomDay day = new RandomDay(SEED, client);
            for (int i = 0; i < INPUTS; i++) {
                day.step();
            }
            day.finish();
            DAYS.put(client, day);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRouterRestoredOnTheWayCannotBeToldFromTheOther(RandomDay.Client client) {
        List<Recording.Entry> entries = DAYS.get(client).run().recording().entries();
        Router original = new Router();
        Router restored = original;
        int inputs = 0;
        for (Recording.Entry entry : entries) {
            if (!entry.kind().isInput()) {
                continue;
            }
            original.route(entry.toRecord(), new Recording.Silent());
            if (restored != original) {
                restored.route(entry.toRecord(), new Recording.Silent());
                assertThat(restored.digest().crc())
                        .as("digest at record %d", entry.sequence())
                        .isEqualTo(original.digest().crc());
            }
            inputs++;
            if (inputs < 300 || inputs % 500 == 0) {
                restored = RestoredState.assertRestores(original, entry.sequence());
            }
        }
        assertThat(restored.stateBytes()).isEqualTo(original.stateBytes());
    }

    @ParameterizedTest
    @EnumSource
    void aReplayDoesNotDivergeAndEndsInTheSameState(RandomDay.Client client) {
        RouterRun run = DAYS.get(client).run();
        Replay replay = Recording.replay(run.recording().entries());
        assertThat(replay.firstDivergence()).isEmpty();
        assertThat(replay.checkpoints()).isPositive();
        assertThat(replay.pending()).isEmpty();
        assertThat(replay.router().stateBytes()).isEqualTo(run.router().stateBytes());
    }

    @Test
    void v0GetsEachEventAtMostOnce() {
        Set<Long> seqs = new HashSet<>();
        for (Sent sent : DAYS.get(RandomDay.Client.V0).taken()) {
            assertThat(seqs.add(sent.seq()))
                    .as("twice: %s", Json.parseMessage(sent.message()))
                    .isTrue();
        }
        assertThat(seqs).isNotEmpty();
    }

    @Test
    void aClientThatResumesGetsEachEventExactlyOnceAndInOrder() {
        RandomDay day = DAYS.get(RandomDay.Client.HELLO);
        long last = 0;
        Map<String, Long> counts = new TreeMap<>();
        for (Sent sent : day.taken()) {
            assertThat(sent.seq()).as("behind %d", last).isGreaterThan(last);
            last = sent.seq();
            counts.merge(Json.parseMessage(sent.message()).get("type").toString(), 1L, Long::sum);
        }
        RouterState state = RouterState.ofBytes(day.run().router().stateBytes());
        assertThat(state.nexus.events().waiting()).isZero();
        assertThat(state.counters.fills).isPositive();
        assertThat(counts).containsEntry("ORDER_FILL", state.counters.fills);
        assertThat(state.counters.signals).isEqualTo(day.signals());
        assertThat(counts).containsEntry("SIGNAL_ACK", state.counters.signals - state.counters.signalsRefused);
        assertThat(counts.get("REJECT")).isGreaterThanOrEqualTo(state.counters.signalsRefused);
    }

    @Test
    void positionsAreTheSumOfWhatTheOrdersDid() {
        RandomDay day = DAYS.get(RandomDay.Client.HELLO);
        RouterState state = RouterState.ofBytes(day.run().router().stateBytes());
        Map<String, BigDecimal> byOrders = new TreeMap<>();
        for (Intent intent : state.book.intents()) {
            for (Order order : intent.orders) {
                BigDecimal done = order.filled.max(order.claimed);
                byOrders.merge(
                        order.platform + " " + intent.symbol,
                        intent.side == Side.BUY ? done : done.negate(),
                        BigDecimal::add);
            }
        }
        Map<String, BigDecimal> sideless = new TreeMap<>();
        for (Sent sent : day.taken()) {
            Map<?, ?> message = Json.parseMessage(sent.message());
            if (message.get("type").equals("ORDER_FILL") && !message.containsKey("side")) {
                Object platform = message.containsKey("platform") ? message.get("platform") : OrderBook.UNATTRIBUTED;
                sideless.merge(
                        platform + " " + message.get("symbol"),
                        new BigDecimal(message.get("filled_qty").toString()),
                        BigDecimal::add);
            }
        }
        assertThat(state.book.positions()).isNotEmpty();
        for (Position position : state.book.positions()) {
            String key = position.platform + " " + position.symbol;
            assertThat(position.quantity).as(key).isEqualByComparingTo(byOrders.getOrDefault(key, BigDecimal.ZERO));
            assertThat(position.sideUnknown)
                    .as(key + " without a side")
                    .isEqualByComparingTo(sideless.getOrDefault(key, BigDecimal.ZERO));
        }
    }
}
