package nexus.gateway.cli;

import java.util.concurrent.Callable;
import nexus.journal.message.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gateway limits}. */
@Command(name = "limits", description = "Shows the limits in force, who set them, and what stands against each now.")
final class LimitsCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control;

    @Override
    public Integer call() throws CommandException {
        return control.ask(ControlOptions.request(Types.LIMITS), "");
    }
}
