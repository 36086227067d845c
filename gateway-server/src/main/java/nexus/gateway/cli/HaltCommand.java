package nexus.gateway.cli;

import java.util.concurrent.Callable;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gateway halt}. */
@Command(
        name = "halt",
        description = "Stops trading: signals are refused until resume. Market data, fills and cancels go on.")
final class HaltCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it goes into the journal.")
    private String reason;

    @Option(
            names = "--reduce-only",
            description = "Let pass what shrinks a position, as far as it does; all else is refused.")
    private boolean reduceOnly;

    @Override
    public Integer call() throws CommandException {
        return control.ask(
                ControlOptions.request(reduceOnly ? Types.REDUCE_ONLY : Types.HALT)
                        .put(Keys.REASON, reason),
                (reduceOnly ? "trading restricted to what shrinks positions: " : "trading halted: ") + reason);
    }
}
