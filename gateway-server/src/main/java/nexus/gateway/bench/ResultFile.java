package nexus.gateway.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** A simulated run's result as a file of properties, on its way from one process to another of the same build. */
final class ResultFile {
    private static final String NUMBERS = "numbers";
    private static final String MEMORY = "memory.";
    private static final String TICK_TIMES = "tickTimes.";
    private static final String PROBLEM = "problem.";
    private static final String SEPARATOR = " ";

    private ResultFile() {}

    static void write(SimulatedResult result, Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(
                NUMBERS,
                joined(
                        result.seed(),
                        result.records(),
                        result.ticks(),
                        result.ticksForwarded(),
                        result.orders(),
                        result.acknowledgements(),
                        result.fills(),
                        result.fillsTold(),
                        result.restarts(),
                        result.nexusSessions(),
                        result.ticksNanos(),
                        result.heldNanos(),
                        result.furthestBehind()));
        for (int i = 0; i < result.memory().size(); i++) {
            MemorySample sample = result.memory().get(i);
            properties.setProperty(
                    MEMORY + i,
                    joined(sample.tick(), sample.heapBytes(), sample.committedBytes(), sample.residentBytes()));
        }
        for (int i = 0; i < result.tickTimes().size(); i++) {
            properties.setProperty(TICK_TIMES + i, encoded(result.tickTimes().get(i)));
        }
        for (int i = 0; i < result.problems().size(); i++) {
            properties.setProperty(PROBLEM + i, result.problems().get(i));
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    private static String joined(long... numbers) {
        List<String> texts = new ArrayList<>();
        for (long number : numbers) {
            texts.add(Long.toString(number));
        }
        return String.join(SEPARATOR, texts);
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /** @throws IOException if the file is missing or is none of these */
    static SimulatedResult read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        long[] numbers = numbers(properties.getProperty(NUMBERS));
        int next = 0;
        return new SimulatedResult(
                numbers[next++],
                numbers[next++],
                numbers[next++],
                numbers[next++],
                numbers[next++],
                numbers[next++],
                numbers[next++],
                numbers[next++],
                (int) numbers[next++],
                numbers[next++],
                numbers[next++],
                numbers[next++],
                numbers[next],
                memory(properties),
                tickTimes(properties),
                values(properties, PROBLEM));
    }

    private static long[] numbers(String text) {
        return Arrays.stream(text.split(SEPARATOR, -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static List<String> values(Properties properties, String prefix) {
        List<String> values = new ArrayList<>();
        String value = properties.getProperty(prefix + 0);
        while (value != null) {
            values.add(value);
            value = properties.getProperty(prefix + values.size());
        }
        return values;
    }

    private static List<MemorySample> memory(Properties properties) {
        return values(properties, MEMORY).stream()
                .map(ResultFile::numbers)
                .map(sample -> new MemorySample(sample[0], sample[1], sample[2], sample[3]))
                .toList();
    }

    private static List<Histogram> tickTimes(Properties properties) throws IOException {
        List<Histogram> stretches = new ArrayList<>();
        for (String encoded : values(properties, TICK_TIMES)) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
                stretches.add(Histogram.decodeFromCompressedByteBuffer(bytes, 1));
            } catch (DataFormatException e) {
                throw new IOException("the result holds a histogram that cannot be read", e);
            }
        }
        return stretches;
    }
}
