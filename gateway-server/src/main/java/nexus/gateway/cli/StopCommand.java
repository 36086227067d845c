package nexus.gateway.cli;

import java.util.concurrent.Callable;
import nexus.journal.message.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gateway stop}. */
@Command(name = "stop", description = "Stops the running gateway cleanly.")
final class StopCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control;

    @Override
    public Integer call() throws CommandException {
        return control.ask(ControlOptions.request(Types.STOP), "stopping");
    }
}
