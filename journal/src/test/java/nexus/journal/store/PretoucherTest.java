package nexus.journal.store;

import static nexus.journal.store.Journals.DAY_NANOS;
import static nexus.journal.store.Journals.START_NANOS;
import static nexus.journal.store.Journals.append;
import static nexus.journal.store.Journals.await;
import static nexus.journal.store.Journals.open;
import static nexus.journal.store.Journals.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretoucherTest {
    @TempDir
    Path data;

    @Test
    void touchesAheadOfTheWriter() throws IOException {
        try (JournalWriter writer = open(data, "run", 1);
                Pretoucher pretoucher = Pretoucher.start(writer, Settings.small())) {
            append(writer, START_NANOS);
            await(
                    "touched ahead",
                    () -> pretoucher.aheadOfWriterBytes() >= Settings.small().touchAheadBytes());
            assertThat(pretoucher.exhausted()).isFalse();
        }
        assertThat(readAll(data)).hasSize(1);
    }

    @Test
    void touchingThroughRollsAndBlocksChangesNoRecord() throws IOException {
        byte[] payload = new byte[20_000];
        int records = 6_000;
        try (JournalWriter writer = open(data, "run", 1);
                Pretoucher pretoucher = Pretoucher.start(writer, Settings.small())) {
            for (int i = 0; i < records; i++) {
                writer.append(
                        RecordKind.NOTE, 0, 0, 0, START_NANOS + i / 1_500 * DAY_NANOS, payload, 0, payload.length);
            }
            assertThat(pretoucher.exhausted()).isFalse();
        }
        assertThat(readAll(data)).hasSize(records);
    }

    @Test
    void closesInAnyOrderAndWithoutARecord() throws IOException {
        JournalWriter writer = open(data, "run", 1);
        Pretoucher pretoucher = Pretoucher.start(writer, Settings.small());
        append(writer, START_NANOS);
        writer.close();
        pretoucher.close();
        assertThat(pretoucher.exhausted()).isFalse();
        try (JournalWriter unused = open(data, "unused", 2)) {
            Pretoucher.start(unused, Settings.small()).close();
            Pretoucher.start(unused, new Settings(1 << 20, 0)).close();
        }
    }
}
