package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartMeasurementTest {
    private static final String BEHIND_A_SNAPSHOT =
            "20:35:09.001Z INFO  [11] run 20261122T203509-aa of journal ABCDEFGH"
                    + " begins; recovered 10 records, replayed from snapshot 7, 0 outputs missing (0 orders never sent)";

    @TempDir
    Path data;

    @Test
    void readsWhatTheLastStartRecovered() throws Exception {
        String fromTheFirst =
                BEHIND_A_SNAPSHOT.replace("snapshot 7", "the first").replace("10 records", "6 records");

        assertThat(RestartMeasurement.Recovered.last(List.of(fromTheFirst, "gateway 0.1.0 is up", BEHIND_A_SNAPSHOT)))
                .isEqualTo(new RestartMeasurement.Recovered(10, 3));
        assertThat(RestartMeasurement.Recovered.last(List.of(fromTheFirst)))
                .isEqualTo(new RestartMeasurement.Recovered(6, 6));
        assertThatThrownBy(() -> RestartMeasurement.Recovered.last(List.of("gateway 0.1.0 is up")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is up");
    }

    @Test
    void aKillLeavesOlderSnapshotsOnly() throws Exception {
        Path snapshots = Files.createDirectory(data.resolve("snapshots"));
        Path older = Files.createFile(snapshots.resolve("00000000000000000007.snapshot"));
        Path last = Files.createFile(snapshots.resolve("00000000000000000010.snapshot"));

        RestartMeasurement.takeAwayLastSnapshot(data);

        assertThat(older).exists();
        assertThat(last).doesNotExist();
        assertThatThrownBy(() -> RestartMeasurement.takeAwayLastSnapshot(data)).hasMessageContaining("2 or more");
    }
}
