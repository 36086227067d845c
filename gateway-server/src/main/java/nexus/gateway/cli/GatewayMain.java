package nexus.gateway.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** The program {@code gateway}. */
public final class GatewayMain {
    private GatewayMain() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line with its way of telling what is wrong: one line on stderr, a stack trace only on request. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new GatewayCommand());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((exception, arguments) -> {
            CommandLine command = exception.getCommandLine();
            PrintWriter err = command.getErr();
            err.println(name(command) + ": " + exception.getMessage());
            err.println("Try: " + name(command) + " --help");
            return ExitCodes.CANNOT;
        });
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> report(exception, command));
        return commandLine;
    }

    private static int report(Exception exception, CommandLine command) {
        PrintWriter err = command.getErr();
        boolean expected = exception instanceof CommandException;
        err.println(
                name(command) + ": " + (expected ? exception.getMessage() : "a fault in this program: " + exception));
        if (command.getCommandSpec().root().userObject() instanceof GatewayCommand gateway && gateway.isDebug()) {
            exception.printStackTrace(err);
        } else if (!expected) {
            err.println("Run it again with --debug for the details, and report them.");
        }
        return expected ? ExitCodes.CANNOT : ExitCodes.FAULT;
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
