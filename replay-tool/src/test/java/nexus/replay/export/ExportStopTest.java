package nexus.replay.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export that is interrupted. */
class ExportStopTest {
    private static final int RECORDS = 5_000;

    @TempDir
    private Path temp;

    @Test
    void nothingIsLeftOfWhatWasStopped() throws Exception {
        Path data = temp.resolve("data");
        try (JournalWriter writer =
                JournalWriter.open(data, "one", 1, () -> 1_800_000_000_000_000_000L, Settings.small())) {
            byte[] payload = new byte[100];
            for (int i = 0; i < RECORDS; i++) {
                writer.append(RecordKind.NOTE, 0, 0, 0, 1_800_000_000_000_000_000L + i, payload, 0, payload.length);
            }
        }
        ExportFolder folder = new ExportFolder(temp.resolve("deep/er/out"));
        ExportOptions options = new ExportOptions(
                What.RECORDS, Format.JSONL, Optional.empty(), Optional.empty(), new Selection(List.of(), List.of()));
        long[] seen = new long[1];
        folder.create();
        try (JournalReader journal = JournalReader.open(data);
                Tables tables = Tables.open(data, options, folder.path())) {
            ExportRun run =
                    new ExportRun(data, journal, tables, sequence -> seen[0] = sequence, () -> seen[0] >= 4_000);
            run.bare(1, RECORDS);
            assertThat(run.wasStopped()).isTrue();
            assertThat(seen[0]).isEqualTo(4_000);
            assertThat(names(folder.path())).containsExactly("records.jsonl.part");
        }
        assertThat(names(folder.path())).isEmpty();
        folder.giveUp();
        assertThat(temp.resolve("deep")).doesNotExist();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
