package nexus.gateway.cli;

import java.util.concurrent.Callable;
import nexus.journal.message.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gateway reload}. */
@Command(
        name = "reload",
        description = "Makes the running gateway read its configuration file again; an invalid one changes nothing.")
final class ReloadCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control;

    @Override
    public Integer call() throws CommandException {
        return control.ask(ControlOptions.request(Types.RELOAD), "reloaded");
    }
}
