package nexus.bookmap;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import velox.api.layer1.common.Log;

/**
 * The orders that were given to Bookmap, on disk, so that a restart of Bookmap does not forget them. One line each, its
 * fields parted by tabs, a CRC-32 of what stands before it at the end:
 *
 * <pre>
 * BOOT millis id       the boot of the machine that wrote what follows
 * LOST millis          the machine had died before
 * NEW  millis ref order_id symbol quantity
 * ID   millis ref Bookmap's order id
 * EXEC millis ref exec_id quantity price
 * END  millis ref FILLED|CANCELED|REJECTED reason
 * SHUT millis          closed in order
 * </pre>
 *
 * NEW is written before the order is given to Bookmap, and survives the death of the process. That of the machine it
 * survives where the system has no id of its boot (Windows): there it waits for the disk. Where there is one, a start after
 * the machine has died knows that lines may be missing ({@link #mayHaveForgotten}). What cannot be noted later is logged and
 * asked for again after a restart. A line that is cut or damaged is skipped: only the last can be. Orders that ended more than 8 days ago are
 * left out at the next start.
 */
final class OrderFile implements AutoCloseable {
    private static final long KEPT_MILLIS = TimeUnit.DAYS.toMillis(8);
    private static final String NO_BOOT_ID = "unknown";

    private final FileChannel channel;
    private final FileLock lock;
    private final FileChannel lockChannel;
    private final Contents contents;
    private final String bootId;

    private OrderFile(FileChannel channel, FileChannel lockChannel, FileLock lock, Contents contents, String bootId) {
        this.channel = channel;
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.contents = contents;
        this.bootId = bootId;
    }

    /** What the lines say. */
    private static final class Contents {
        private final Map<String, AddonOrder> orders = new LinkedHashMap<>();
        private String bootId = NO_BOOT_ID;
        private boolean isShut;
        private long lostMillis;
    }

    /**
     * Opens the file of a platform, or makes it.
     *
     * @throws IOException in one line, also if another program has it
     */
    static OrderFile open(Path folder, String platform, long nowMillis) throws IOException {
        return open(folder, platform, nowMillis, bootId());
    }

    static OrderFile open(Path folder, String platform, long nowMillis, String bootId) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("orders-" + platform + ".log");
        FileChannel lockChannel = FileChannel.open(
                folder.resolve("orders-" + platform + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean opened = false;
        try {
            FileLock lock = tryLock(lockChannel);
            if (lock == null) {
                throw new IOException(file + " is in use: another Bookmap runs the add-on as platform '" + platform
                        + "'; give each its own platform name in " + AddonSettings.FILE_NAME);
            }
            Contents contents = Files.exists(file) ? read(file) : new Contents();
            if (!contents.isShut && !contents.bootId.equals(NO_BOOT_ID) && !contents.bootId.equals(bootId)) {
                contents.lostMillis = nowMillis;
            }
            contents.bootId = bootId;
            contents.orders
                    .values()
                    .removeIf(order -> order.status().isEnded() && order.lastMillis() < nowMillis - KEPT_MILLIS);
            Path fresh = folder.resolve("orders-" + platform + ".new");
            Files.write(fresh, lines(contents, nowMillis), StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            channel.force(true);
            opened = true;
            return new OrderFile(channel, lockChannel, lock, contents, bootId);
        } finally {
            if (!opened) {
                lockChannel.close();
            }
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The orders by ref, oldest first; the caller's from now on. */
    Map<String, AddonOrder> orders() {
        return contents.orders;
    }

    /** Whether an order that is not here may have been given to Bookmap: the machine died in the last 8 days. */
    boolean mayHaveForgotten(long nowMillis) {
        return contents.lostMillis > nowMillis - KEPT_MILLIS;
    }

    /** Linux's, else {@link #NO_BOOT_ID}. */
    private static String bootId() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
        } catch (IOException e) {
            return NO_BOOT_ID;
        }
    }

    /** Notes an order that Bookmap is to get. */
    void sending(AddonOrder order) throws IOException {
        write(lineOfNew(order));
        if (bootId.equals(NO_BOOT_ID)) {
            channel.force(false);
        }
    }

    /** Notes an order that is not given to Bookmap. */
    void refused(AddonOrder order) {
        note(lineOfNew(order) + lineOfEnd(order));
    }

    /** Notes Bookmap's name of an order. */
    void named(AddonOrder order) {
        note(lineOfId(order));
    }

    /** Notes an execution. */
    void executed(AddonOrder order, AddonOrder.Execution execution) {
        note(lineOf(order, execution));
    }

    /** Notes how an order has ended. */
    void ended(AddonOrder order) {
        note(lineOfEnd(order));
    }

    @Override
    public void close() throws IOException {
        try (lockChannel;
                channel) {
            write(line("SHUT", System.currentTimeMillis()));
            channel.force(false);
            lock.release();
        }
    }

    private void note(String lines) {
        try {
            write(lines);
        } catch (IOException e) {
            Log.error("NEXUS: not noted: " + lines.strip(), e);
        }
    }

    private void write(String lines) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static List<String> lines(Contents contents, long nowMillis) {
        List<String> lines = new ArrayList<>();
        lines.add(line("BOOT", nowMillis, contents.bootId).strip());
        if (contents.lostMillis > nowMillis - KEPT_MILLIS) {
            lines.add(line("LOST", contents.lostMillis).strip());
        }
        for (AddonOrder order : contents.orders.values()) {
            lines.add(lineOfNew(order).strip());
            if (order.bookmapId() != null) {
                lines.add(lineOfId(order).strip());
            }
            order.executions()
                    .forEach(execution -> lines.add(lineOf(order, execution).strip()));
            if (order.status().isEnded()) {
                lines.add(lineOfEnd(order).strip());
            }
        }
        return lines;
    }

    private static String lineOfNew(AddonOrder order) {
        return line(
                "NEW",
                order.lastMillis(),
                order.ref(),
                order.orderId(),
                order.symbol(),
                order.quantity().toPlainString());
    }

    private static String lineOfId(AddonOrder order) {
        return line("ID", order.lastMillis(), order.ref(), order.bookmapId());
    }

    private static String lineOf(AddonOrder order, AddonOrder.Execution execution) {
        return line(
                "EXEC",
                execution.epochMillis(),
                order.ref(),
                execution.execId(),
                execution.quantity().toPlainString(),
                execution.price().toPlainString());
    }

    private static String lineOfEnd(AddonOrder order) {
        return line("END", order.lastMillis(), order.ref(), order.status().name(), String.valueOf(order.reason()));
    }

    private static String line(String kind, long millis, String... fields) {
        StringBuilder line = new StringBuilder(kind).append('\t').append(millis);
        for (String field : fields) {
            line.append('\t').append(field.replaceAll("[\\t\\r\\n]", " "));
        }
        String crc = crc(line.toString());
        return line.append('\t').append(crc).append('\n').toString();
    }

    private static String crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    private static Contents read(Path file) throws IOException {
        Contents contents = new Contents();
        // Not strict UTF-8: a cut character in the last line is that line's fault alone.
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            int end = line.lastIndexOf('\t');
            if (end > 0 && crc(line.substring(0, end)).equals(line.substring(end + 1))) {
                apply(line.substring(0, end).split("\t", -1), contents);
            }
        }
        return contents;
    }

    private static void apply(String[] fields, Contents contents) {
        long millis = Long.parseLong(fields[1]);
        contents.isShut = fields[0].equals("SHUT");
        if (fields[0].equals("BOOT")) {
            contents.bootId = fields[2];
        } else if (fields[0].equals("LOST")) {
            contents.lostMillis = millis;
        } else if (!contents.isShut) {
            apply(fields, millis, contents.orders);
        }
    }

    private static void apply(String[] fields, long millis, Map<String, AddonOrder> orders) {
        String ref = fields[2];
        if (fields[0].equals("NEW")) {
            orders.put(ref, new AddonOrder(ref, fields[3], fields[4], new BigDecimal(fields[5]), millis));
            return;
        }
        AddonOrder order = orders.get(ref);
        if (order == null) {
            return;
        }
        switch (fields[0]) {
            case "ID":
                order.named(fields[3]);
                break;
            case "EXEC":
                order.executed(new AddonOrder.Execution(
                        fields[3], new BigDecimal(fields[4]), new BigDecimal(fields[5]), millis));
                break;
            case "END":
                order.ended(AddonOrder.Status.valueOf(fields[3]), fields[4].equals("null") ? null : fields[4], millis);
                break;
            default:
                break;
        }
    }
}
