package nexus.journal.store;

/**
 * How the journal uses memory and disk.
 *
 * @param blockBytes size of the stretch of file that is mapped at once, 1 MiB to 4 GiB. Files grow by a block and are
 *     sparse where the file system can do that; NTFS cannot, there a block is real space. A payload may be up to an
 *     eighth of it, and {@link RecordFormat#MAX_PAYLOAD_BYTES} at most.
 * @param touchAheadBytes how far ahead of the writer {@link Pretoucher} brings pages into memory, 0 (off) to a quarter
 *     of a block
 */
public record Settings(long blockBytes, long touchAheadBytes) {
    private static final long MIB = 1 << 20;

    public Settings {
        if (blockBytes < MIB || blockBytes > 4096 * MIB || Long.bitCount(blockBytes) != 1) {
            throw new IllegalArgumentException(
                    "blockBytes: a power of two between 1 MiB and 4 GiB expected, not " + blockBytes);
        }
        if (touchAheadBytes < 0 || touchAheadBytes > blockBytes / 4) {
            throw new IllegalArgumentException(
                    "touchAheadBytes: 0 to a quarter of blockBytes expected, not " + touchAheadBytes);
        }
    }

    /** 1 GiB blocks (64 MiB on Windows, where they are not sparse), 32 MiB touched ahead (16 MiB there). */
    public static Settings defaults() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return windows ? new Settings(64 * MIB, 16 * MIB) : new Settings(1024 * MIB, 32 * MIB);
    }

    /** For small disks and tests: blocks of 16 MiB, 1 MiB touched ahead. */
    public static Settings small() {
        return new Settings(16 * MIB, MIB);
    }

    int maxPayloadBytes() {
        return (int) Math.min(RecordFormat.MAX_PAYLOAD_BYTES, blockBytes / 8);
    }
}
