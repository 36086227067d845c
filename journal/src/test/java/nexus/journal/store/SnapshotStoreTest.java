package nexus.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {
    @TempDir
    Path data;

    private final List<String> problems = new ArrayList<>();

    @Test
    void newestThreeAreKeptAndAThinnedSeriesBehindThemNewestFirst() throws IOException {
        SnapshotStore store = SnapshotStore.open(data);
        for (int i = 1; i <= 12; i++) {
            store.write(i * 100_000L, i, new byte[] {1, 2, 3, (byte) i, 9}, 4);
        }
        assertThat(sequences()).containsExactly(1_200_000L, 1_100_000L, 1_000_000L, 500_000L);
        store.write(5_000_000_000L, 5, new byte[] {1, 2, 3, 5, 9}, 4);
        Snapshot newest = SnapshotReader.of(data)
                .newestFirst(Long.MAX_VALUE, problems::add)
                .iterator()
                .next();
        assertThat(newest.sequence()).isEqualTo(5_000_000_000L);
        assertThat(newest.routerVersion()).isEqualTo(5);
        assertThat(newest.state()).containsExactly(1, 2, 3, 5);
        assertThat(problems).isEmpty();
    }

    @Test
    void emptyStateIsAState() throws IOException {
        SnapshotStore.open(data).write(1, 1, new byte[0], 0);
        assertThat(sequences()).containsExactly(1L);
    }

    @Test
    void aStateOfMegabytesComesBackAsItWas() throws IOException {
        byte[] state = new byte[5 * (1 << 19) + 1];
        new Random(7).nextBytes(state);
        SnapshotStore.open(data).write(1, 1, state, state.length);
        Snapshot read = SnapshotReader.of(data)
                .newestFirst(Long.MAX_VALUE, problems::add)
                .iterator()
                .next();
        assertThat(read.state()).isEqualTo(state);
    }

    @Test
    void damagedNewestFallsBackAndIsNamed() throws IOException {
        SnapshotStore store = SnapshotStore.open(data);
        store.write(1, 1, new byte[100], 100);
        store.write(2, 1, new byte[100], 100);
        Path newest = file(2);
        byte[] sound = Files.readAllBytes(newest);
        for (int at = 0; at < sound.length; at++) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 4;
            Files.write(newest, damaged);
            assertThat(sequences()).as("byte " + at).containsExactly(1L);
        }
        assertThat(problems).hasSize(sound.length).allMatch(p -> p.contains(newest.toString()));
        assertThat(problems.get(70)).contains("SHA-256 does not match");
        Files.write(newest, new byte[10]);
        assertThat(sequences()).containsExactly(1L);
    }

    @Test
    void renamedSnapshotIsNotTaken() throws IOException {
        SnapshotStore.open(data).write(1, 1, new byte[1], 1);
        Files.move(file(1), file(7));
        assertThat(sequences()).isEmpty();
        assertThat(problems).singleElement().asString().endsWith("is of sequence 1");
    }

    @Test
    void leftoversOfADyingProcessGo() throws IOException {
        SnapshotStore.open(data);
        Path leftover = Files.createFile(data.resolve("snapshots").resolve("00000000000000000009.snapshot.tmp"));
        SnapshotStore.open(data);
        assertThat(sequences()).isEmpty();
        assertThat(leftover).doesNotExist();
    }

    private List<Long> sequences() throws IOException {
        List<Long> found = new ArrayList<>();
        for (Snapshot snapshot : SnapshotReader.of(data).newestFirst(Long.MAX_VALUE, problems::add)) {
            found.add(snapshot.sequence());
        }
        return found;
    }

    private Path file(long sequence) {
        return data.resolve("snapshots").resolve(String.format("%020d.snapshot", sequence));
    }
}
