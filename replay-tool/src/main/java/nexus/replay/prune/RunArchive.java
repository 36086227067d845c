package nexus.replay.prune;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import nexus.journal.prune.PruneAct.NamedFile;
import nexus.replay.table.TargetFile;
import nexus.replay.table.WrittenFile;

/**
 * A run in one file, a ZIP that any program can unpack: as a small data folder ({@code journal/RUN/…} and the run's
 * {@code snapshots/…}), and last {@code SHA256SUMS}, which {@code sha256sum -c} understands. The same run gives the same
 * bytes.
 */
final class RunArchive {
    static final String SUMS = "SHA256SUMS";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int BUFFER_BYTES = 1 << 16;

    private RunArchive() {}

    /**
     * Writes an archive and reads it back.
     *
     * @param root of the data folder, which the names begin below
     * @param files of the run
     * @return the archive; each file's SHA-256 is added to {@code hashes}, by its name in the archive
     * @throws IOException also if what was read back is not what was written
     */
    static WrittenFile write(Path root, List<Path> files, Path target, Map<String, NamedFile> hashes)
            throws IOException {
        WrittenFile written;
        try (TargetFile file = TargetFile.of(target)) {
            try (ZipOutputStream zip = new ZipOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(file.temporary(), StandardOpenOption.CREATE_NEW)))) {
                for (Path each : files) {
                    NamedFile named = add(zip, root, each);
                    hashes.put(named.name(), named);
                }
                StringBuilder sums = new StringBuilder();
                for (NamedFile each : hashes.values()) {
                    sums.append(each.sha256()).append("  ").append(each.name()).append('\n');
                }
                zip.putNextEntry(entry(SUMS));
                zip.write(sums.toString().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            written = file.commit(0);
        }
        check(target, hashes);
        return written;
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        return entry;
    }

    private static NamedFile add(ZipOutputStream zip, Path root, Path file) throws IOException {
        String name = root.relativize(file).toString().replace('\\', '/');
        zip.putNextEntry(entry(name));
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, 0, length);
                zip.write(buffer, 0, length);
                bytes += length;
            }
        }
        zip.closeEntry();
        return new NamedFile(name, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static void check(Path archive, Map<String, NamedFile> expected) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
            for (NamedFile file : expected.values()) {
                ZipEntry entry = zip.getEntry(file.name());
                MessageDigest digest = sha256();
                byte[] buffer = new byte[BUFFER_BYTES];
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                        digest.update(buffer, 0, length);
                    }
                }
                if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
                    throw new IOException(archive + " does not give " + file.name() + " back as it was");
                }
            }
        }
    }

    /**
     * Unpacks an archive into a folder that then is a data folder of its own, and checks every file. Stretches of zeros
     * become holes where the file system has such.
     *
     * @return names of what was written
     * @throws IOException if the archive is damaged, or something is there already
     */
    static List<String> restore(Path archive, Path into) throws IOException {
        List<String> written = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
            Map<String, String> sums = sums(zip, archive);
            for (Map.Entry<String, String> sum : sums.entrySet()) {
                Path target = into.resolve(sum.getKey()).normalize();
                if (!target.startsWith(into.normalize())) {
                    throw new IOException(archive + " holds a name that leads outside: " + sum.getKey());
                }
                ZipEntry entry = zip.getEntry(sum.getKey());
                if (entry == null) {
                    throw new IOException(archive + " lacks " + sum.getKey());
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    if (!unpack(in, target).equals(sum.getValue())) {
                        Files.delete(target);
                        throw new IOException(archive + ": " + sum.getKey() + " is damaged, SHA-256 differs");
                    }
                }
                written.add(sum.getKey());
            }
        }
        return written;
    }

    private static Map<String, String> sums(ZipFile zip, Path archive) throws IOException {
        ZipEntry entry = zip.getEntry(SUMS);
        if (entry == null) {
            throw new IOException(archive + " is no archive of a run: it holds no " + SUMS);
        }
        Map<String, String> sums = new LinkedHashMap<>();
        try (InputStream in = zip.getInputStream(entry)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] parts = line.split(" {2}", 2);
                if (parts.length != 2) {
                    throw new IOException(archive + ": " + SUMS + " is damaged");
                }
                sums.put(parts[1], parts[0]);
            }
        }
        return Collections.unmodifiableMap(sums);
    }

    private static String unpack(InputStream in, Path target) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        byte[] zeros = new byte[BUFFER_BYTES];
        long at = 0;
        try (FileChannel out = FileChannel.open(
                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            int length = in.readNBytes(buffer, 0, BUFFER_BYTES);
            while (length > 0) {
                digest.update(buffer, 0, length);
                if (!Arrays.equals(buffer, 0, length, zeros, 0, length)) {
                    writeAll(out, ByteBuffer.wrap(buffer, 0, length), at);
                }
                at += length;
                length = in.readNBytes(buffer, 0, BUFFER_BYTES);
            }
            if (at > 0 && out.size() < at) {
                writeAll(out, ByteBuffer.wrap(zeros, 0, 1), at - 1);
            }
            out.force(true);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += out.write(bytes, at);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
