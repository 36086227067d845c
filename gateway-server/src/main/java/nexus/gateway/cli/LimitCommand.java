package nexus.gateway.cli;

import java.util.concurrent.Callable;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gateway limit}. */
@Command(
        name = "limit",
        description = "Tightens a limit until the configuration is loaded again. It cannot be loosened so.")
final class LimitCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control;

    @Parameters(
            index = "0",
            paramLabel = "SCOPE",
            description = "global, platforms.NAME, symbols.SYMBOL or platforms.NAME.symbols.SYMBOL.")
    private String scope;

    @Parameters(index = "1", paramLabel = "LIMIT", description = "As in the file: maxPosition, maxOrderQuantity, …")
    private String limit;

    @Parameters(index = "2", paramLabel = "VALUE", description = "As in the file: 5, 0.5 %%, 500 ms.")
    private String value;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it goes into the journal.")
    private String reason;

    @Override
    public Integer call() throws CommandException {
        return control.ask(
                ControlOptions.request(Types.LIMIT)
                        .put(Keys.SCOPE, scope)
                        .put(Keys.LIMIT, limit)
                        .put(Keys.VALUE, value)
                        .put(Keys.REASON, reason),
                limit + " of " + scope + " is " + value + " from now on");
    }
}
