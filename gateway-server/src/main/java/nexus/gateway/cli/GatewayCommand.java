package nexus.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code gateway}: holds the commands and what they have in common. */
@Command(
        name = "gateway",
        description = "Connects trading platforms with NEXUS, and journals everything that passes.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:The command ran, and the gateway said no.",
            "2:Wrong usage or configuration, a taken port, a locked or unwritable folder, or no gateway to ask.",
            "4:A fault in this program."
        },
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            AdapterCommand.class,
            ConformanceCommand.class,
            SimulateCommand.class,
            StatusCommand.class,
            OrdersCommand.class,
            PositionsCommand.class,
            PositionCommand.class,
            RolloverCommand.class,
            AlertsCommand.class,
            HaltCommand.class,
            ResumeCommand.class,
            LimitsCommand.class,
            LimitCommand.class,
            ResolveCommand.class,
            ReloadCommand.class,
            KeysCommand.class,
            StopCommand.class,
            CheckConfigCommand.class
        })
final class GatewayCommand implements Runnable {
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
}
