package nexus.replay.backtest.ticks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nexus.journal.codec.MapWriter;

/**
 * One platform that connects, registers and sends the ticks of one or more files, merged by time; of ticks at the same time
 * those of the file named first come first.
 */
public final class FileInputs implements PlatformInputs {
    private final List<CsvTicks> files = new ArrayList<>();
    private final List<CsvTicks> ended = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final String platform;
    private final String description;
    private final long toNanos;
    private Kind kind;
    private CsvTicks current;
    private MapWriter message;

    private FileInputs(String platform, String description, long toNanos) {
        this.platform = platform;
        this.description = description;
        this.toNanos = toNanos;
    }

    /**
     * Opens the files and moves each to its first tick.
     *
     * @param fromNanos ticks before it are left out
     * @param toNanos ticks behind it are left out
     * @throws TickException if a file is not what it should be, or there is no tick in the range
     */
    public static FileInputs open(List<TickFile> tickFiles, PlatformSymbols symbols, long fromNanos, long toNanos)
            throws IOException, TickException {
        List<TickFile> chosen = new ArrayList<>();
        for (TickFile tickFile : tickFiles) {
            boolean mustChoose = tickFile.contract() == null && CsvTicks.hasContracts(tickFile, symbols);
            chosen.add(mustChoose ? tickFile.withContract(CsvTicks.busiestContract(tickFile, symbols)) : tickFile);
        }
        FileInputs inputs = new FileInputs(
                symbols.platform(),
                chosen.stream().map(TickFile::description).collect(Collectors.joining(", ")),
                toNanos);
        try {
            for (TickFile tickFile : chosen) {
                inputs.add(CsvTicks.open(tickFile, symbols), tickFile.path(), fromNanos);
            }
            if (inputs.files.isEmpty()) {
                throw new TickException("there is no tick in the range that was asked for in " + inputs.description);
            }
            return inputs;
        } catch (IOException | TickException | RuntimeException e) {
            inputs.close();
            throw e;
        }
    }

    private void add(CsvTicks ticks, Path path, long fromNanos) throws IOException, TickException {
        if (!ticks.unusedColumns().isEmpty()) {
            remarks.add(path + ": not used: the columns " + String.join(", ", ticks.unusedColumns()));
        }
        ticks.untradable()
                .ifPresent(symbol -> remarks.add(path + ": " + symbol + " is neither a symbol of the configuration nor "
                        + platform + "'s name of one: its ticks are passed on, but no order can reach it"));
        files.add(ticks);
        boolean isMore = ticks.next();
        while (isMore && ticks.timeNanos() < fromNanos) {
            isMore = ticks.next();
        }
        retireUnless(isMore, ticks);
    }

    private void retireUnless(boolean isMore, CsvTicks ticks) {
        if (!isMore || ticks.timeNanos() > toNanos) {
            files.remove(ticks);
            ended.add(ticks);
        }
    }

    @Override
    public boolean next() throws IOException, TickException {
        if (kind == null) {
            kind = Kind.CONNECT;
            current = earliest();
            return true;
        }
        if (kind == Kind.CONNECT) {
            kind = Kind.REGISTER;
            message = new TickEncoder(platform).register();
            return true;
        }
        if (kind == Kind.REGISTER) {
            kind = Kind.TICK;
        } else if (current != null) {
            retireUnless(current.next(), current);
            current = earliest();
        }
        message = current == null ? null : current.message();
        return current != null;
    }

    private CsvTicks earliest() {
        CsvTicks first = null;
        for (CsvTicks file : files) {
            first = first == null || file.timeNanos() < first.timeNanos() ? file : first;
        }
        return first;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public long timeNanos() {
        return current.timeNanos();
    }

    @Override
    public int connection() {
        return 0;
    }

    @Override
    public String platform() {
        return platform;
    }

    @Override
    public byte[] buffer() {
        return message.buffer();
    }

    @Override
    public int offset() {
        return message.offset();
    }

    @Override
    public int length() {
        return message.length();
    }

    @Override
    public String reason() {
        return "";
    }

    @Override
    public double done() {
        double sum = ended.size();
        for (CsvTicks file : files) {
            sum += file.done();
        }
        return sum / (files.size() + ended.size());
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public void close() throws IOException {
        for (CsvTicks file : files) {
            file.close();
        }
        for (CsvTicks file : ended) {
            file.close();
        }
    }
}
