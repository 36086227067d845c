package nexus.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import nexus.gateway.bench.Bench;
import nexus.gateway.bench.BenchReport;
import nexus.gateway.bench.BenchSettings;
import nexus.gateway.bench.LongRunSize;
import nexus.gateway.bench.StoredReport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gateway bench}: what the gateway costs on this machine. */
@Command(
        name = "bench",
        description = "Measures what the gateway costs on this machine, beside what the same costs without it. A few"
                + " minutes. Exit code 1: a measurement failed, or with --strict a figure misses its target.")
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "Fewer and shorter rounds: rough figures in about two minutes.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Measure only these, separated by commas. An unknown name lists those that there are.")
    private List<String> only = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON, for --compare.")
    private Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write the report as a page with curves, in one file that needs no network.")
    private Path html;

    @Option(
            names = "--compare",
            paramLabel = "OLD.json",
            description = "Also print each figure beside what an earlier --json says.")
    private Path compare;

    @ArgGroup(exclusive = false)
    private LongRunOptions longRun;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Where to put journals and other files while measuring; they are removed afterwards."
                    + " Default: the installation's folder for what was built, or else the system's temporary folder.")
    private Path work;

    @Option(names = "--strict", description = "Exit code 1 if a figure misses its target, too.")
    private boolean strict;

    /** What belongs to {@code --long}. */
    private static final class LongRunOptions {
        @Option(
                names = "--long",
                required = true,
                description = "The long run in place of all else: simulated days at full speed. Takes long.")
        private boolean asked;

        @Option(
                names = "--ticks",
                paramLabel = "N",
                defaultValue = "100000000",
                description = "Of the long run. Default: ${DEFAULT-VALUE}.")
        private long ticks;

        @Option(
                names = "--orders",
                paramLabel = "N",
                defaultValue = "100000",
                description = "Of the long run. Default: ${DEFAULT-VALUE}.")
        private int orders;

        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "5",
                description = "Over which the ticks and orders of the long run are spread. Default: ${DEFAULT-VALUE}.")
        private int days;
    }

    @Override
    public Integer call() throws CommandException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ProgressLine progress = ProgressLine.on(err);
        checkWritable(json);
        checkWritable(html);
        try (StopSignal stop = StopSignal.listen()) {
            stop.exitWith(ExitCodes.NO);
            stop.whenCome(Thread.currentThread()::interrupt);
            StoredReport old = compare == null ? null : StoredReport.read(compare);
            BenchReport report = Bench.run(settings(), progress::show);
            progress.clear();
            print(out, report, old);
            write(report);
            if (isDebug()) {
                report.failures().forEach(failure -> failure.printStackTrace(err));
            }
            boolean good = report.isComplete() && (!strict || report.meetsTargets());
            return good ? ExitCodes.OK : ExitCodes.NO;
        } catch (IOException e) {
            throw new CommandException("cannot measure: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            progress.clear();
            err.println("gateway bench: stopped before the end; nothing is reported");
            return ExitCodes.NO;
        }
    }

    private void print(PrintWriter out, BenchReport report, StoredReport old) {
        out.print(printable(report.text()));
        if (old != null) {
            out.println();
            out.print(printable(report.comparedWith(old)));
        }
        if (html == null) {
            out.println();
            out.println("As a page with curves: gateway bench --html FILE");
        }
        out.flush();
    }

    private void write(BenchReport report) throws IOException {
        if (json != null) {
            report.writeJson(json);
        }
        if (html != null) {
            report.writeHtml(html);
        }
    }

    private boolean isDebug() {
        return spec.root().userObject() instanceof GatewayCommand gateway && gateway.isDebug();
    }

    private BenchSettings settings() throws CommandException {
        try {
            LongRunSize size = longRun != null && longRun.asked
                    ? new LongRunSize(longRun.ticks, longRun.orders, longRun.days)
                    : null;
            return new BenchSettings(Installation.home(), Version.build(), workFolder(), quick, only, size);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** Better said before minutes of measuring than after. */
    private static void checkWritable(Path file) throws CommandException {
        if (file != null && Files.isDirectory(file)) {
            throw new CommandException("cannot write " + file + ": it is a folder");
        }
        if (file != null && !Files.isWritable(file.toAbsolutePath().getParent())) {
            throw new CommandException("cannot write " + file + ": its folder is missing or not writable");
        }
    }

    /** The installation's own disk: what is measured there is what a gateway there will see. */
    private Path workFolder() {
        if (work != null) {
            return work.toAbsolutePath().normalize();
        }
        Path built = Installation.home().resolve("gateway-server").resolve("target");
        return Files.isWritable(built) ? built : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Where the terminal has no such characters, what comes near. */
    private static String printable(String text) {
        String encoding = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        return charset.newEncoder().canEncode(text)
                ? text
                : text.replace("≥", ">=")
                        .replace("≤", "<=")
                        .replace("→", "->")
                        .replace('µ', 'u')
                        .replace('–', '-');
    }
}
