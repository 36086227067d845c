package nexus.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nexus.journal.store.DiskGuard.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskGuardTest {
    private static final long MIN_FREE = 10_000_000;
    private static final long RESERVE = 3_000_000;

    @TempDir
    Path data;

    /** Free space of the imagined disk, without what the reserve takes. */
    private long freeBytes = 100_000_000;

    private boolean broken;

    private DiskGuard open() throws IOException {
        return DiskGuard.open(data, MIN_FREE, RESERVE, this::usable);
    }

    private long usable() throws IOException {
        if (broken) {
            throw new IOException("disk gone");
        }
        return freeBytes - (Files.exists(reserve()) ? Files.size(reserve()) : 0);
    }

    private Path reserve() {
        return data.resolve(".reserve");
    }

    @Test
    void reserveIsAllocatedForReal() throws IOException {
        DiskGuard guard = open();
        assertThat(guard.level()).isEqualTo(Level.OK);
        assertThat(Files.size(reserve())).isEqualTo(RESERVE);
        assertThat(Files.readAllBytes(reserve())).doesNotContain((byte) 0);
        assertThat(guard.describe()).startsWith("OK: 97000000 bytes free").contains("reserve of 3000000 held");
        assertThat(open().level()).as("the next run finds it there").isEqualTo(Level.OK);
    }

    @Test
    void levelsFollowTheSpaceDownAndUp() throws IOException {
        DiskGuard guard = open();
        freeBytes = MIN_FREE + RESERVE;
        assertThat(guard.check()).isEqualTo(Level.OK);
        freeBytes--;
        assertThat(guard.check()).isEqualTo(Level.LOW);
        assertThat(reserve()).exists();
        freeBytes = RESERVE + RESERVE / 4 - 1;
        assertThat(guard.check()).as("the reserve makes room").isEqualTo(Level.LOW);
        assertThat(reserve()).doesNotExist();
        assertThat(guard.describe()).contains("given up");
        freeBytes = RESERVE / 4;
        assertThat(guard.check()).isEqualTo(Level.LOW);
        freeBytes--;
        assertThat(guard.check()).isEqualTo(Level.EXHAUSTED);
        freeBytes = MIN_FREE + RESERVE - 1;
        assertThat(guard.check()).as("too little to reserve again").isEqualTo(Level.LOW);
        assertThat(reserve()).doesNotExist();
        freeBytes = MIN_FREE + RESERVE;
        assertThat(guard.check()).isEqualTo(Level.OK);
        assertThat(reserve()).exists();
    }

    @Test
    void errorOfTheDiskIsExhaustion() throws IOException {
        DiskGuard guard = open();
        broken = true;
        assertThat(guard.check()).isEqualTo(Level.EXHAUSTED);
        assertThat(guard.describe()).contains("disk gone");
        broken = false;
        assertThat(guard.check()).isEqualTo(Level.OK);
    }

    @Test
    void fullDiskAtStartHasNoReserve() throws IOException {
        freeBytes = MIN_FREE;
        DiskGuard guard = open();
        assertThat(guard.level()).isEqualTo(Level.LOW);
        assertThat(reserve()).doesNotExist();
    }

    @Test
    void realSpaceIsAsked() throws IOException {
        assertThat(DiskGuard.open(data, 0, 4096).level()).isEqualTo(Level.OK);
        assertThat(DiskGuard.open(data, Long.MAX_VALUE / 2, 4096).level()).isEqualTo(Level.LOW);
    }
}
