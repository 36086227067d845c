package nexus.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class DataFolderLockTest {
    @TempDir
    Path temporary;

    /** Takes the lock of the folder given, says so, and keeps it until killed. */
    public static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (DataFolderLock lock = DataFolderLock.acquire(Path.of(arguments[0]))) {
                System.out.println(lock.isHeld());
                // Until the parent closes the pipe, which it does not.
                System.in.transferTo(System.out);
            }
        }
    }

    @Test
    void secondInThisProcessIsRefused() throws IOException {
        Path data = temporary.resolve("new folder");
        DataFolderLock lock = DataFolderLock.acquire(data);
        assertRefused(data, ProcessHandle.current().pid());
        lock.close();
        DataFolderLock.acquire(data).close();
    }

    @Test
    void otherProcessIsRefusedUntilThisOneIsKilled() throws Exception {
        Process holder =
                ChildProcess.of(temporary, Holder.class, temporary.toString()).start();
        assertThat(holder.inputReader().readLine()).isEqualTo("true");
        assertRefused(temporary, holder.pid());
        holder.destroyForcibly().waitFor();
        DataFolderLock.acquire(temporary).close();
        assertThat(Files.readString(temporary.resolve(".owner")))
                .contains("process " + ProcessHandle.current().pid());
    }

    private static void assertRefused(Path data, long pid) {
        assertThatThrownBy(() -> DataFolderLock.acquire(data))
                .isInstanceOf(DataFolderLockedException.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining("in use by process " + pid + " on host ")
                .hasMessageContaining("user " + System.getProperty("user.name"))
                .hasMessageContaining("stop that process");
    }

    @Test
    void fileInPlaceOfTheFolderIsOneClearLine() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        for (Path folder : new Path[] {file, file.resolve("below")}) {
            assertThatThrownBy(() -> DataFolderLock.acquire(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the data folder " + folder + " cannot be made or written: ")
                    .hasMessageNotContaining("\n");
        }
    }
}
