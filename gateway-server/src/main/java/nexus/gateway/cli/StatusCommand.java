package nexus.gateway.cli;

import java.util.concurrent.Callable;
import nexus.journal.message.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gateway status}. */
@Command(name = "status", description = "Shows how the running gateway is: sessions, symbols, counters, halt.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control;

    @Override
    public Integer call() throws CommandException {
        return control.ask(ControlOptions.request(Types.STATUS), "");
    }
}
