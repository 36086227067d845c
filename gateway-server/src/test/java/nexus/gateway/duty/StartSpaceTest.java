package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import nexus.config.EdgeConfig;
import nexus.journal.store.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartSpaceTest {
    private static final long MORE_THAN_ANY_DISK = 1L << 60;

    @TempDir
    Path folder;

    @Test
    void aDiskWithRoomIsTaken() {
        assertThatCode(() -> StartSpace.require(folder, reserving(1), Settings.small()))
                .doesNotThrowAnyException();
    }

    @Test
    void aDiskWithoutRoomIsToldInOneLineThatSaysWhatToDo() {
        assertThatThrownBy(() -> StartSpace.require(folder, reserving(MORE_THAN_ANY_DISK), Settings.small()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageEndingWith("free some and start again")
                .hasMessageNotContaining("\n");
    }

    private static EdgeConfig reserving(long bytes) {
        EdgeConfig s = EdgeConfig.standard();
        return new EdgeConfig(
                s.platformEndpoint(),
                s.nexusEndpoint(),
                s.controlEndpoint(),
                s.durability(),
                s.maxFrameBytes(),
                s.maxQueuedMessages(),
                s.minFreeDiskBytes(),
                bytes,
                s.snapshotRecords(),
                s.snapshotSeconds());
    }
}
