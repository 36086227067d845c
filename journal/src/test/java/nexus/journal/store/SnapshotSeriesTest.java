package nexus.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import nexus.journal.Seeded;
import org.junit.jupiter.api.Test;

class SnapshotSeriesTest {
    private static final long DAY_RECORDS = 10_000_000;
    private static final int DAYS = 180;

    private final List<Long> kept = new ArrayList<>();

    @Test
    void newestThreeStayHoweverClose() {
        kept.addAll(List.of(1L, 2L, 3L, 4L));
        assertThat(SnapshotSeries.superfluous(kept)).containsExactly(1L);
        assertThat(SnapshotSeries.superfluous(List.of(2L, 3L, 4L))).isEmpty();
        assertThat(SnapshotSeries.superfluous(List.of())).isEmpty();
    }

    @Test
    void busyMonthsKeepTheLastDaysDenseAndTheirNumberSmall() {
        write(DAYS * DAY_RECORDS, () -> 100_000);
        assertThat(widest(DAY_RECORDS)).isLessThanOrEqualTo(500_000);
        assertThat(widest(3 * DAY_RECORDS)).isLessThanOrEqualTo(500_000);
        assertThat(kept.size()).isBetween(300, 700);
    }

    @Test
    void snapshotsTakenSeldomAllStay() {
        write(60 * 600_000, () -> 600_000);
        assertThat(kept).hasSize(60);
    }

    @Test
    void anySpacingKeepsBothBounds() {
        Random random = Seeded.random();
        write(DAYS * DAY_RECORDS, () -> random.nextInt(10) == 0 ? 500_000 : 1 + random.nextInt(200_000));
    }

    /** Takes snapshots for so many records, and looks at the rule behind each. */
    private void write(long records, LongSupplier spacing) {
        long widestTaken = 0;
        for (long sequence = 0; sequence < records; ) {
            long step = spacing.getAsLong();
            widestTaken = Math.max(widestTaken, step);
            sequence += step;
            kept.add(sequence);
            kept.removeAll(SnapshotSeries.superfluous(kept));
            if (kept.size() % 16 == 0 || sequence >= records) {
                requireBounds(widestTaken);
            }
        }
    }

    private void requireBounds(long widestTaken) {
        long newest = kept.get(kept.size() - 1);
        long before = 0;
        for (long sequence : kept) {
            long limit = Math.max(widestTaken, Math.max(500_000, (newest - sequence) / 64));
            assertThat(sequence - before)
                    .as("from %d to %d, newest %d, seed %d", before, sequence, newest, Seeded.seed())
                    .isLessThanOrEqualTo(limit);
            before = sequence;
        }
        double most = 132 + 128 * Math.log(Math.max(1, newest / 32e6));
        assertThat(kept.size()).as("newest %d, seed %d", newest, Seeded.seed()).isLessThanOrEqualTo((int) most);
    }

    /** The widest spacing among the last so many records. */
    private long widest(long records) {
        long newest = kept.get(kept.size() - 1);
        long widest = 0;
        for (int i = 1; i < kept.size(); i++) {
            if (kept.get(i) > newest - records) {
                widest = Math.max(widest, kept.get(i) - kept.get(i - 1));
            }
        }
        return widest;
    }
}
