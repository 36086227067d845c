package nexus.adapters.sierra.scid;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import nexus.adapters.link.Side;
import nexus.adapters.link.Tick;
import nexus.adapters.orders.Steps;

/**
 * Follows a {@code .scid} file of single trades as Sierra Chart writes it, and tells each trade once. The file is open
 * only while it is looked at, so that Sierra Chart can replace it. It is written anew when data is downloaded again: then
 * reading goes on behind the last trade that was told, by its time.
 */
public final class ScidTail {
    private static final int RECORDS_PER_READ = 1_024;

    private final Path file;
    private final String symbol;
    private final BigDecimal factor;
    private final Supplier<Steps> steps;
    private final Path memory;
    private final Consumer<String> say;

    private ScidHeader header;
    private long nextRecord;
    private byte[] lastBytes;
    private ScidPlace place;
    /** Records of {@link #place}'s time that are still to be passed over; -1 when none of its time can come. */
    private long toSkip = -1;

    private int told;
    private String said;
    private boolean barred;

    /**
     * Makes a tail; nothing is read yet.
     *
     * @param symbol by the gateway's mappings
     * @param factor prices in the file times this are prices
     * @param steps of the symbol, as far as is known at the time
     * @param memory the file that remembers how far was told, to go on from there; null to begin at the end
     * @param say takes lines for people
     */
    public ScidTail(
            Path file, String symbol, BigDecimal factor, Supplier<Steps> steps, Path memory, Consumer<String> say) {
        this.file = file;
        this.symbol = symbol;
        this.factor = factor;
        this.steps = steps;
        this.memory = memory;
        this.say = say;
    }

    /** Whether the tail remembers how far it told. */
    public boolean resumes() {
        return memory != null;
    }

    /**
     * Looks at the file and tells what is new; how many trades.
     *
     * @param to takes a tick; false if it cannot now: it comes again on the next pass
     */
    public int pass(Predicate<Tick> to) {
        if (barred) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ScidPlace before = place;
            told = 0;
            read(channel, to);
            if (memory != null && !place.equals(before)) {
                place.save(memory);
            }
            return told;
        } catch (NoSuchFileException e) {
            tell(file
                    + " is not there: see Global Settings > Data/Trade Service Settings > Data Files Folder, and open a"
                    + " chart of the symbol with 1 Tick storage");
        } catch (IOException e) {
            tell(file + " cannot be read: " + e.getMessage());
        }
        return 0;
    }

    private void read(FileChannel channel, Predicate<Tick> to) throws IOException {
        ScidHeader found = ScidHeader.read(bytes(channel, 0, ScidHeader.LENGTH));
        long records = found.records(channel.size());
        if (header == null) {
            open(channel, found, records);
        } else if (!found.equals(header) || records < nextRecord || !lastIsThere(channel)) {
            header = found;
            seek(channel, records);
            tell(file + " was written anew; reading goes on behind the last trade that was told");
        }
        int wanted = 0;
        int taken = 0;
        while (nextRecord < records && taken == wanted) {
            wanted = (int) Math.min(RECORDS_PER_READ, records - nextRecord);
            ByteBuffer bytes = bytes(channel, header.offset(nextRecord), wanted * header.recordLength());
            taken = take(bytes, wanted, to);
        }
    }

    private void open(FileChannel channel, ScidHeader found, long records) throws IOException {
        header = found;
        place = memory == null ? null : ScidPlace.load(memory);
        if (place != null) {
            seek(channel, records);
        } else {
            nextRecord = records;
            place = new ScidPlace(0, 0);
            if (records > 0) {
                place = placeOf(channel, records);
                remember(bytes(channel, header.offset(records - 1), header.recordLength()), 0);
            }
        }
        tell(symbol + ": reading " + file + " from record " + (nextRecord + 1));
    }

    private ScidPlace placeOf(FileChannel channel, long records) throws IOException {
        long micros = micros(channel, records - 1);
        long first = records - 1;
        while (first > 0 && micros(channel, first - 1) == micros) {
            first--;
        }
        return new ScidPlace(micros, records - first);
    }

    /** Goes to the first record of the place's time, of which so many were told. */
    private void seek(FileChannel channel, long records) throws IOException {
        long low = 0;
        long high = records;
        while (low < high) {
            long middle = (low + high) >>> 1;
            long micros = micros(channel, middle);
            // What is not written yet is at the end.
            if (micros != 0 && micros < place.micros()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        nextRecord = low;
        lastBytes = null;
        toSkip = place.countAtMicros();
        if (low > 0) {
            remember(bytes(channel, header.offset(low - 1), header.recordLength()), 0);
        }
    }

    private boolean lastIsThere(FileChannel channel) throws IOException {
        return lastBytes == null
                || Arrays.equals(
                        lastBytes,
                        bytes(channel, header.offset(nextRecord - 1), header.recordLength())
                                .array());
    }

    private long micros(FileChannel channel, long record) throws IOException {
        return ScidRecord.micros(bytes(channel, header.offset(record), ScidRecord.LENGTH), 0);
    }

    /** Reads exactly so many bytes. */
    private static ByteBuffer bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("ends within its head or a record");
            }
        }
        return bytes.flip();
    }

    /** Tells the records; how many of them are done with. */
    private int take(ByteBuffer bytes, int count, Predicate<Tick> to) {
        for (int i = 0; i < count; i++) {
            int at = i * header.recordLength();
            ScidRecord record = ScidRecord.read(bytes, at);
            if (record.micros() == 0) {
                return done(bytes, i);
            }
            if (record.isBar()) {
                barred = true;
                tell(file + " holds bars, not single trades: set Intraday Data Storage Time Unit to 1 Tick in Global"
                        + " Settings > Data/Trade Service Settings, download the symbol's data again, and start the"
                        + " adapter again");
                return done(bytes, i);
            }
            if (!wasTold(record.micros()) && !tell(record, to)) {
                return done(bytes, i);
            }
            nextRecord++;
        }
        return done(bytes, count);
    }

    private int done(ByteBuffer bytes, int count) {
        if (count > 0) {
            remember(bytes, (count - 1) * header.recordLength());
        }
        return count;
    }

    private void remember(ByteBuffer bytes, int at) {
        lastBytes = new byte[header.recordLength()];
        bytes.get(at, lastBytes);
    }

    private boolean wasTold(long micros) {
        if (toSkip < 0 || micros > place.micros()) {
            toSkip = -1;
            return false;
        }
        if (micros < place.micros()) {
            return true;
        }
        return toSkip-- > 0;
    }

    private boolean tell(ScidRecord record, Predicate<Tick> to) {
        BigDecimal price = price(record.price());
        if (price != null && !to.test(tick(record, price))) {
            return false;
        }
        place = place.after(record.micros());
        told++;
        return true;
    }

    private Tick tick(ScidRecord record, BigDecimal price) {
        Side aggressor = record.atAsk() > record.atBid() ? Side.BUY : record.atBid() > 0 ? Side.SELL : null;
        return new Tick(
                symbol,
                price,
                BigDecimal.valueOf(record.volume()),
                record.epochNanos(),
                price(record.bid()),
                price(record.ask()),
                null,
                null,
                aggressor);
    }

    /** Null where there is none. */
    private BigDecimal price(float value) {
        if (!Float.isFinite(value) || value == 0) {
            return null;
        }
        return steps.get().nearestPrice(new BigDecimal(Float.toString(value)).multiply(factor));
    }

    private void tell(String line) {
        if (!line.equals(said)) {
            said = line;
            say.accept(line);
        }
    }
}
