package nexus.replay.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nexus.config.RouterConfig;
import nexus.journal.store.JournalReader;
import nexus.replay.backtest.ticks.FileInputs;
import nexus.replay.backtest.ticks.PlatformInputs;
import nexus.replay.backtest.ticks.PlatformSymbols;
import nexus.replay.backtest.ticks.RecordedInputs;
import nexus.replay.backtest.ticks.TickException;
import nexus.replay.backtest.ticks.TickFile;
import nexus.replay.command.DataOption;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which ticks a backtest is about. */
public final class TickOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--ticks",
            arity = "1..*",
            paramLabel = "[SYMBOL=]FILE",
            description = "CSV files of ticks, merged by time, instead of a recorded journal.")
    private List<String> tickFiles = List.of();

    @Option(
            names = "--symbol",
            paramLabel = "SYM",
            description =
                    "With --ticks: the symbol of files that have no such column; universal, or the platform's own.")
    private String symbol;

    @Option(
            names = "--contract",
            paramLabel = "NAME",
            description = "With --ticks: which contract of a file with several. Default: the one with the most rows.")
    private String contract;

    @Option(
            names = "--platform",
            paramLabel = "NAME",
            description =
                    "With --ticks: the platform that they come from. Default: the configuration's first that has the"
                            + " symbol.")
    private String platform;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "The first tick's time, or with --data its sequence. Default: the first there is.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "The last tick's. Default: the last there is.")
    private Moment to;

    private boolean isFromFiles() {
        return !tickFiles.isEmpty();
    }

    /** The data folder that is read, or null. */
    Path dataFolder() {
        return isFromFiles() ? null : data.folder();
    }

    /**
     * Opens what was asked for.
     *
     * @throws ParameterException if the options do not go together
     * @throws TickException if the files are not what they should be
     * @throws NoJournalException if there is no journal, or nothing in the range
     */
    PlatformInputs open(RouterConfig config) throws IOException, TickException, NoJournalException {
        if (isFromFiles()) {
            return files(config);
        }
        if (symbol != null || contract != null || platform != null) {
            throw usage("--symbol, --contract and --platform belong to --ticks: a journal says them itself");
        }
        return recorded();
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private PlatformInputs files(RouterConfig config) throws IOException, TickException {
        if ((from != null && !from.isTime()) || (to != null && !to.isTime())) {
            throw usage("--from and --to take times with --ticks, not sequences");
        }
        List<TickFile> files = new ArrayList<>();
        for (String file : tickFiles) {
            files.add(TickFile.of(file, symbol, contract));
        }
        String any = files.stream()
                .map(TickFile::symbol)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        PlatformSymbols symbols = PlatformSymbols.of(config, platform, any);
        return FileInputs.open(
                files, symbols, from == null ? 0 : from.value(), to == null ? Long.MAX_VALUE : to.value());
    }

    private PlatformInputs recorded() throws NoJournalException {
        JournalReader journal = data.open();
        try {
            long first = from == null ? journal.firstSequence() : from.first(journal);
            long last = to == null ? journal.lastSequence() : to.last(journal);
            return new RecordedInputs(journal, first, last);
        } catch (NoJournalException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }
}
