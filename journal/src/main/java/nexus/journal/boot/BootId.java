package nexus.journal.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether the machine was restarted since: what was only in the page cache is lost then. */
public final class BootId {
    /** Where the system gives no boot id: Windows and macOS. */
    public static final String UNKNOWN = "unknown";

    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** The id of this boot on Linux, else {@link #UNKNOWN}. */
    public static String current() {
        return read(LINUX);
    }

    static String read(Path file) {
        try {
            String id = Files.readString(file).strip();
            return id.isEmpty() ? UNKNOWN : id;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /**
     * Whether two ids mean the same boot. Two unknown ones do: a start after a crash of the machine is then treated as
     * one after a crash of the process, so on such systems durability {@code power} is the safe setting.
     */
    public static boolean isSame(String one, String other) {
        return one.equals(other);
    }
}
