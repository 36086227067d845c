package nexus.replay.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import nexus.gateway.router.Router;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.Days;
import nexus.replay.playback.Playback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    private static final long SPACING = 100;

    /** What one way back routes besides the way from the last state: the records shown before the goal, and where outputs
     * were pending so that no state could be kept. */
    private static final long SLACK = 60;

    private static final long SEED = 4_711;

    @TempDir
    Path data;

    private JournalReader journal;
    private long last;

    @BeforeEach
    void aDay() throws Exception {
        last = Days.write(data, 3_000);
        journal = JournalReader.open(data);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private Machine machine(States states) {
        return new Machine(data, journal, states, SPACING, () -> 0);
    }

    private Router fresh(long sequence) throws Exception {
        try (JournalReader other = JournalReader.open(data)) {
            Playback playback = Playback.before(data, other, 1, null, problem -> {});
            JournalRecord record = new JournalRecord();
            while (record.sequence() < sequence && playback.next(record)) {
                // On.
            }
            return playback.router();
        }
    }

    @Test
    void backEqualsForward() throws Exception {
        Machine machine = machine(new States(1 << 20));
        machine.moveBehind(last);
        Random random = new Random(SEED);
        for (int i = 0; i < 30; i++) {
            long goal = 1 + random.nextLong(last);
            machine.moveBehind(goal);
            assertThat(machine.router().stateBytes())
                    .as("behind record %d, seed %d", goal, SEED)
                    .isEqualTo(fresh(goal).stateBytes());
        }
    }

    @Test
    void aStepIsTheSameFromBothSides() throws Exception {
        Machine machine = machine(new States(1 << 20));
        machine.moveBehind(last);
        for (long sequence = last; sequence > last - 300; sequence--) {
            Step back = machine.step(sequence);
            Step forward = machine(new States(0)).step(sequence);
            assertThat(back).isEqualTo(forward);
        }
    }

    @Test
    void aStepBackRoutesFewRecords() throws Exception {
        Machine machine = machine(new States(Long.MAX_VALUE));
        machine.moveBehind(last);
        for (long sequence = last; sequence > 1; sequence--) {
            long before = machine.routed();
            machine.step(sequence);
            assertThat(machine.routed() - before)
                    .as("records for step %d", sequence)
                    .isLessThanOrEqualTo(SPACING + SLACK);
        }
    }

    /** By this clock routing takes no time and a state a second: they are not worth it, but for the last ones. */
    @Test
    void wherePaceForbidsStatesThereAreSomeBeforeTheGoal() throws Exception {
        AtomicLong clock = new AtomicLong();
        Machine machine =
                new Machine(data, journal, new States(Long.MAX_VALUE), SPACING, () -> clock.getAndAdd(1_000_000_000));
        machine.moveBehind(last);
        for (long sequence = last; sequence > last - SPACING; sequence--) {
            long before = machine.routed();
            machine.step(sequence);
            assertThat(machine.routed() - before)
                    .as("records for step %d", sequence)
                    .isLessThanOrEqualTo(SPACING + SLACK);
        }
    }

    @Test
    void whatWasShownIsShownAgainWithoutRouting() throws Exception {
        Machine machine = machine(new States(0));
        machine.step(last - 1);
        machine.step(last);
        long before = machine.routed();

        machine.step(last - 1);

        assertThat(machine.routed()).isEqualTo(before);
    }

    @Test
    void whatIsMadeReadyNeedsNoRouting() throws Exception {
        Machine machine = machine(new States(Long.MAX_VALUE));
        Step shown = machine.step(last);
        machine.prepareBack(last);
        assertThat(machine.position()).isEqualTo(last);
        long before = machine.routed();

        for (long sequence = last - 1; sequence > last - 20; sequence--) {
            machine.step(sequence);
        }

        assertThat(machine.routed()).isEqualTo(before);
        assertThat(machine.step(last)).isEqualTo(shown);
    }

    @Test
    void statesStayWithinTheirBytesAndCloseByTheyAreDense() throws Exception {
        int oneState = fresh(last).stateBytes().length;
        States states = new States(8L * oneState);
        Machine machine = machine(states);
        machine.moveBehind(last);

        assertThat(states.bytes()).isLessThanOrEqualTo(8L * oneState);
        assertThat(states.count()).isGreaterThanOrEqualTo(6);
        assertThat(states.floor(last).getKey()).isGreaterThan(last - SPACING - SLACK);
        assertThat(states.floor(last / 2)).isNotNull();
        machine.moveBehind(last / 3);
        assertThat(machine.router().stateBytes()).isEqualTo(fresh(last / 3).stateBytes());
    }
}
