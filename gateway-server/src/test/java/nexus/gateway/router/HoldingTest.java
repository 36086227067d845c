package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a holding remembers of its worst case is never that of what it was before. */
class HoldingTest {
    private static final long SEED = Long.getLong("router.seed", 20_261_123L);
    private static final int STEPS = 20_000;

    private final Random random = new Random(SEED);
    private final Holding holding = new Holding("a", "NQ");
    private final List<Position> positions = new ArrayList<>();
    private BigDecimal buys = BigDecimal.ZERO;
    private BigDecimal sells = BigDecimal.ZERO;

    @Test
    void theWorstCaseFollowsEveryOrderAndPosition() {
        for (int i = 0; i < STEPS; i++) {
            move();
            // Not each time, so that several moves come between two questions, too.
            if (random.nextInt(3) > 0) {
                BigDecimal buying = buys.add(sum(1));
                BigDecimal selling = sells.add(sum(-1));
                assertThat(holding.worst(Side.BUY))
                        .as("seed %d, step %d", SEED, i)
                        .isEqualByComparingTo(buying);
                assertThat(holding.worst(Side.SELL))
                        .as("seed %d, step %d", SEED, i)
                        .isEqualByComparingTo(selling);
                assertThat(holding.worst())
                        .as("seed %d, step %d", SEED, i)
                        .isEqualByComparingTo(buying.max(selling).max(BigDecimal.ZERO));
            }
        }
    }

    private void move() {
        if (positions.isEmpty() || (positions.size() < 3 && random.nextInt(1_000) == 0)) {
            Position position = new Position("a", "NQ", positions.isEmpty() ? null : "NQ" + positions.size());
            position.quantity = amount();
            holding.add(position);
            positions.add(position);
            return;
        }
        Position position = positions.get(random.nextInt(positions.size()));
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        switch (random.nextInt(4)) {
            case 0 -> position.add(side, amount(), BigDecimal.TEN);
            case 1 -> position.add(null, amount(), BigDecimal.TEN);
            case 2 -> position.set(amount(), BigDecimal.TEN);
            default -> {
                BigDecimal change = amount();
                holding.addLeaves(side, change);
                buys = side == Side.BUY ? buys.add(change) : buys;
                sells = side == Side.SELL ? sells.add(change) : sells;
            }
        }
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(random.nextInt(2_000) + 1L, random.nextInt(3));
    }

    private BigDecimal sum(int sign) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Position position : positions) {
            sum = sum.add(position.quantity.multiply(BigDecimal.valueOf(sign))).add(position.sideUnknown);
        }
        return sum;
    }
}
