package nexus.gateway.cli;

import java.util.concurrent.Callable;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gateway resume}. */
@Command(name = "resume", description = "Allows trading again after a halt or a restriction.")
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it goes into the journal.")
    private String reason;

    @Override
    public Integer call() throws CommandException {
        return control.ask(
                ControlOptions.request(Types.RESUME_TRADING).put(Keys.REASON, reason), "trading resumed: " + reason);
    }
}
