package nexus.gateway.cli;

import java.util.concurrent.Callable;
import nexus.journal.message.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gateway alerts}. */
@Command(name = "alerts", description = "Shows what is wrong at present, the worst first: one line per cause.")
final class AlertsCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control;

    @Override
    public Integer call() throws CommandException {
        return control.ask(ControlOptions.request(Types.ALERTS), "no alerts");
    }
}
