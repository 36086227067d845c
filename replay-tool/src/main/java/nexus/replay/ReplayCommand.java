package nexus.replay;

import nexus.gateway.router.Router;
import nexus.replay.audit.AuditCommand;
import nexus.replay.backtest.BacktestCommand;
import nexus.replay.dataset.DatasetCommand;
import nexus.replay.diff.DiffCommand;
import nexus.replay.export.ExportCommand;
import nexus.replay.feed.FeedCommand;
import nexus.replay.prune.PruneCommand;
import nexus.replay.records.DumpCommand;
import nexus.replay.records.LsCommand;
import nexus.replay.report.ReportCommand;
import nexus.replay.seal.SealCommand;
import nexus.replay.state.StateCommand;
import nexus.replay.step.StepCommand;
import nexus.replay.verify.VerifyCommand;
import nexus.replay.why.WhyCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code replay}: holds the commands and what they have in common. */
@Command(
        name = "replay",
        description =
                "Reads the gateway's journal, also beside a running gateway. Never connects; writes only what it is told to, and"
                        + " never into the data folder that it reads, but for prune.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = ReplayCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done; verify: identical.",
            "1:verify: the router diverged from what the same version of it did; why: nothing has this id; audit: something"
                    + " was found.",
            "2:Wrong usage, no journal, or a damaged one.",
            "3:verify: the router differs from what another version of it did.",
            "4:A fault in this program."
        },
        subcommands = {
            VerifyCommand.class,
            StateCommand.class,
            WhyCommand.class,
            StepCommand.class,
            LsCommand.class,
            DumpCommand.class,
            ReportCommand.class,
            AuditCommand.class,
            ExportCommand.class,
            SealCommand.class,
            PruneCommand.class,
            DatasetCommand.class,
            FeedCommand.class,
            BacktestCommand.class,
            DiffCommand.class
        })
final class ReplayCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "With an error, also print where in the program it came from.")
    private boolean debug;

    boolean isDebug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command? " + spec.subcommands().keySet());
    }

    /** What this build is. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ReplayCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "replay " + (version == null ? "development" : version) + ", router version " + Router.VERSION
                        + ", Java " + Runtime.version()
            };
        }
    }
}
