package nexus.gateway.cli;

import java.math.BigDecimal;
import java.util.concurrent.Callable;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gateway position}. */
@Command(
        name = "position",
        description = "Corrects a position.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = PositionCommand.SetCommand.class)
final class PositionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command? " + spec.subcommands().keySet());
    }

    /** {@code gateway position set}. */
    @Command(
            name = "set",
            description =
                    "Says what is held on a platform, after a look there. No order is sent: the gateway's count and"
                            + " NEXUS's follow.")
    static final class SetCommand implements Callable<Integer> {
        @Mixin
        private ControlOptions control;

        @Parameters(index = "0", paramLabel = "SYMBOL", description = "The universal symbol.")
        private String symbol;

        @Parameters(index = "1", paramLabel = "PLATFORM", description = "The platform that holds it.")
        private String platform;

        @Parameters(
                index = "2",
                paramLabel = "QTY",
                description = "All that is held, in universal units; negative is short, 0 is flat.")
        private BigDecimal quantity;

        @Option(
                names = "--price",
                paramLabel = "PRICE",
                description =
                        "Its average price. Without it that stays while the side stays, else it is the last price.")
        private BigDecimal price;

        @Option(
                names = "--contract",
                paramLabel = "CONTRACT",
                description = "Which contract of a future, such as NQH25. Default: the active one.")
        private String contract;

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "Why; it goes into the journal.")
        private String reason;

        @Override
        public Integer call() throws CommandException {
            MapWriter request = ControlOptions.request(Types.POSITION_SET)
                    .put(Keys.SYMBOL, symbol)
                    .put(Keys.PLATFORM, platform)
                    .put(Keys.QUANTITY, quantity)
                    .put(Keys.REASON, reason);
            if (price != null) {
                request.put(Keys.PRICE, price);
            }
            if (contract != null) {
                request.put(Keys.CONTRACT, contract);
            }
            String done = platform + " now holds " + quantity.toPlainString() + " " + symbol;
            return control.ask(request, done);
        }
    }
}
