package nexus.replay;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import nexus.journal.store.JournalDamageException;
import nexus.replay.backtest.BacktestException;
import nexus.replay.backtest.ticks.TickException;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.NoJournalException;
import picocli.CommandLine;

/** The program {@code replay}. */
public final class ReplayMain {
    private ReplayMain() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // UTF-8 whatever the console: the output is for other programs too. Not flushed by line: a dump is long.
        PrintWriter out = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8));
        int exitCode = execute(commandLine().setOut(out), arguments);
        out.flush();
        System.exit(exitCode);
    }

    /** A file that shrinks under its mapping, or a disk that fails, is an InternalError: damage, not a defect. */
    private static int execute(CommandLine commandLine, String... arguments) {
        try {
            return commandLine.execute(arguments);
        } catch (InternalError e) {
            System.err.println("replay: a journal file could not be read: it was cut while it was read, or the disk has"
                    + " failed (" + e.getMessage() + ")");
            return ExitCodes.UNREADABLE;
        }
    }

    /** The command line with its way of telling what is wrong: one line on stderr, a stack trace only on request. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new ReplayCommand());
        commandLine.setParameterExceptionHandler((exception, arguments) -> {
            CommandLine command = exception.getCommandLine();
            PrintWriter err = command.getErr();
            err.println(name(command) + ": " + exception.getMessage());
            err.println("Try: " + name(command) + " --help");
            return ExitCodes.UNREADABLE;
        });
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> report(exception, command));
        return commandLine;
    }

    private static int report(Exception exception, CommandLine command) {
        command.getOut().flush();
        PrintWriter err = command.getErr();
        boolean expected = exception instanceof NoJournalException
                || exception instanceof JournalDamageException
                || exception instanceof BacktestException
                || exception instanceof TickException
                || exception instanceof IOException
                || exception instanceof UncheckedIOException;
        err.println(
                name(command) + ": " + (expected ? exception.getMessage() : "a fault in this program: " + exception));
        if (command.getCommandSpec().root().userObject() instanceof ReplayCommand replay && replay.isDebug()) {
            exception.printStackTrace(err);
        } else if (!expected) {
            err.println("Run it again with --debug for the details, and report them.");
        }
        return expected ? ExitCodes.UNREADABLE : ExitCodes.FAULT;
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
