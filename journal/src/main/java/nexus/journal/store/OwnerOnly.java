package nexus.journal.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Files that only their owner may read: mode 0600 where there are modes, else, on Windows, an access control list that
 * names the owner alone.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNER_READS_AND_WRITES =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
    private static final Set<AclEntryPermission> READING =
            EnumSet.of(AclEntryPermission.READ_DATA, AclEntryPermission.WRITE_DATA, AclEntryPermission.WRITE_ACL);
    /** Windows' own, who can read every file whatever its list says. */
    private static final Set<String> ALMIGHTY =
            Set.of("NT AUTHORITY\\SYSTEM", "BUILTIN\\Administrators", "CREATOR OWNER");

    private OwnerOnly() {}

    /** Writes a file that nobody else could read at any time; an older one of this name is replaced in one step. */
    public static void write(Path file, List<String> lines) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        boolean posix = isPosix();
        if (posix) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_READS_AND_WRITES));
        } else {
            Files.createFile(fresh);
            restrictByList(fresh);
        }
        Files.write(fresh, lines, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        if (!posix) {
            restrictByList(file);
        }
    }

    /** Makes a folder that only its owner may enter, if there is none. */
    public static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (isPosix()) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /**
     * Refuses a file that others can read or change.
     *
     * @throws IOException in one line, with the command that mends it
     */
    public static void require(Path file) throws IOException {
        if (isPosix()) {
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
            if (granted.stream().anyMatch(OTHERS::contains)) {
                throw new IOException("others can read " + file + " (mode " + PosixFilePermissions.toString(granted)
                        + "), and it holds a secret. Mend it with: chmod 600 '" + file + "'");
            }
        } else {
            requireByList(file);
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static AclFileAttributeView list(Path file) throws IOException {
        AclFileAttributeView view =
                Files.getFileAttributeView(file, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            throw new IOException(
                    file + " is on a file system that cannot keep a file from other users: put it on another");
        }
        return view;
    }

    private static void restrictByList(Path file) throws IOException {
        AclFileAttributeView view = list(file);
        view.setAcl(List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(view.getOwner())
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build()));
    }

    private static void requireByList(Path file) throws IOException {
        AclFileAttributeView view = list(file);
        UserPrincipal owner = view.getOwner();
        for (AclEntry entry : view.getAcl()) {
            boolean others = entry.type() == AclEntryType.ALLOW
                    && !entry.principal().equals(owner)
                    && !ALMIGHTY.contains(entry.principal().getName())
                    && entry.permissions().stream().anyMatch(READING::contains);
            if (others) {
                throw new IOException(
                        "others can read " + file + " (" + entry.principal().getName()
                                + "), and it holds a secret. Mend it with: icacls \"" + file
                                + "\" /inheritance:r /grant:r \"%USERNAME%:F\"");
            }
        }
    }
}
