package nexus.journal.store;

import static nexus.journal.store.Journals.START_NANOS;
import static nexus.journal.store.Journals.append;
import static nexus.journal.store.Journals.await;
import static nexus.journal.store.Journals.open;
import static nexus.journal.store.Journals.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nexus.journal.store.DiskGuard.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fills a small disk for real; skipped where none can be mounted. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class FullDiskTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path temporary;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(temporary.resolve("disk"));
        assumeTrue(System.getProperty("os.name").equals("Linux"), "Linux");
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk.toString()) == 0, "may mount");
    }

    @AfterEach
    void unmount() throws Exception {
        // Lazily: a reader's mappings last until they are collected.
        run("umount", "-l", disk.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void guardSpeaksBeforeTheWriterFaults() throws IOException {
        Set<Level> seen = EnumSet.noneOf(Level.class);
        long last = 0;
        DiskGuard guard = DiskGuard.open(disk, 12 * MIB, 8 * MIB);
        try (Latch latch = Latch.open(disk);
                JournalWriter writer = open(disk, "run", 1);
                Pretoucher pretoucher = Pretoucher.start(writer, Settings.small())) {
            while (guard.level() != Level.EXHAUSTED) {
                append(writer, START_NANOS);
                last = writer.nextSequence() - 1;
                if (last % 1_000 == 0) {
                    seen.add(guard.check());
                    assertThat(pretoucher.exhausted()).isFalse();
                }
            }
            latch.set("disk full");
        }
        assertThat(seen).containsExactlyInAnyOrder(Level.OK, Level.LOW, Level.EXHAUSTED);
        assertThat(disk.resolve(".reserve")).as("was used up").doesNotExist();
        assertThat(readAll(disk)).hasSize(Math.toIntExact(last));
        try (Latch latch = Latch.open(disk)) {
            assertThat(latch.previousReason()).contains("disk full");
        }
    }

    @Test
    void pretoucherFaultsBeforeTheWriter() throws IOException {
        long last = 0;
        try (JournalWriter writer = open(disk, "run", 1);
                Pretoucher pretoucher = Pretoucher.start(writer, Settings.small())) {
            append(writer, START_NANOS);
            while (!pretoucher.exhausted()) {
                await("room to write", () -> pretoucher.exhausted() || pretoucher.aheadOfWriterBytes() > MIB / 2);
                append(writer, START_NANOS);
                last = writer.nextSequence() - 1;
            }
        }
        assertThat(last).isGreaterThan(100_000);
        assertThat(readAll(disk)).hasSize(Math.toIntExact(last));
    }
}
