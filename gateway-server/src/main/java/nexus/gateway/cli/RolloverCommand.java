package nexus.gateway.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import nexus.config.RouterConfig;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gateway rollover}. */
@Command(
        name = "rollover",
        description = {
            "Sets the day on which a future rolls (SYMBOL --on DATE --reason TEXT), shows what that would do"
                    + " (--dry-run), or prints when futures expire and roll (--calendar)."
        })
final class RolloverCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ControlOptions control;

    @Parameters(
            paramLabel = "SYMBOL",
            arity = "0..*",
            description = "The universal symbol; with --calendar any number.")
    private List<String> symbols = List.of();

    @Option(names = "--on", paramLabel = "DATE", description = "The day of the roll, yyyy-mm-dd, the exchange's.")
    private LocalDate on;

    @Option(names = "--dry-run", description = "Show what happens on that day; nothing is changed.")
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes into the journal.")
    private String reason;

    @ArgGroup(validate = false)
    private CalendarOptions calendar = new CalendarOptions();

    /** What a calendar shows. */
    static final class CalendarOptions {
        @Option(names = "--calendar", description = "Print the contracts that expire, of the next year if not said.")
        private boolean wanted;

        @Option(names = "--year", paramLabel = "YEAR", description = "With --calendar: those of this year.")
        private Integer year;

        @Option(names = "--from", paramLabel = "DATE", description = "With --calendar: from this day on.")
        private LocalDate from;

        @Option(names = "--to", paramLabel = "DATE", description = "With --calendar: to this day, inclusive.")
        private LocalDate to;

        @Option(names = "--csv", description = "With --calendar: as comma-separated values.")
        private boolean csv;

        private boolean isAny() {
            return year != null || from != null || to != null || csv;
        }
    }

    @Override
    public Integer call() throws CommandException {
        if (calendar.wanted) {
            return printCalendar();
        }
        if (calendar.isAny()) {
            throw usage("--year, --from, --to and --csv belong to --calendar");
        }
        if (symbols.size() != 1) {
            throw usage("name one symbol, or print a calendar with --calendar");
        }
        if (dryRun) {
            return preview();
        }
        if (on == null || reason == null || reason.isBlank()) {
            throw usage("a roll needs --on DATE and --reason TEXT; look first, with --dry-run");
        }
        return control.ask(
                ControlOptions.request(Types.ROLLOVER)
                        .put(Keys.SYMBOL, symbols.get(0))
                        .put(Keys.DATE, on.toString())
                        .put(Keys.REASON, reason),
                symbols.get(0) + " rolls on " + on);
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private int preview() throws CommandException {
        RouterConfig config = control.target().configuration().router();
        LocalDate day = on == null ? LocalDate.now(Clock.systemUTC()) : on;
        RolloverPreview preview = RolloverPreview.of(config, symbols.get(0), day);
        print(preview.text() + open());
        return ExitCodes.OK;
    }

    /** What the running gateway knows. */
    private String open() throws CommandException {
        if (!control.mayBeRunning()) {
            return RolloverPreview.unknown("no gateway runs on the data folder");
        }
        try {
            return RolloverPreview.open(symbols.get(0), control.answer(ControlOptions.request(Types.ROLLOVERS)));
        } catch (CommandException e) {
            return RolloverPreview.unknown(e.getMessage());
        }
    }

    private int printCalendar() throws CommandException {
        if (on != null || dryRun || reason != null) {
            throw usage("--on, --dry-run and --reason belong to a roll, not to --calendar");
        }
        if (calendar.year != null && (calendar.from != null || calendar.to != null)) {
            throw usage("say --year, or --from and --to");
        }
        LocalDate from = calendar.year != null
                ? LocalDate.of(calendar.year, 1, 1)
                : calendar.from != null ? calendar.from : LocalDate.now(ZoneOffset.UTC);
        LocalDate to = calendar.year != null
                ? LocalDate.of(calendar.year, 12, 31)
                : calendar.to != null ? calendar.to : from.plusYears(1);
        if (to.isBefore(from) || from.getYear() < 1980 || to.getYear() > 2200) {
            throw usage("from " + from + " to " + to + " is no span between 1980 and 2200");
        }
        RolloverCalendar table =
                RolloverCalendar.of(control.target().configuration().router(), symbols, from, to);
        print(control.isJson() ? table.json() : calendar.csv ? table.csv() : table.text());
        return ExitCodes.OK;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
