package nexus.gateway.cli;

import java.math.BigDecimal;
import java.util.concurrent.Callable;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code gateway resolve}. */
@Command(
        name = "resolve",
        description = "Ends an order that is IN_DOUBT, after a look at the platform: it was filled, or never sent.")
final class ResolveCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control;

    @Parameters(index = "0", paramLabel = "ORDER_ID", description = "The signal's order id.")
    private String orderId;

    @Option(names = "--platform", required = true, paramLabel = "NAME", description = "The platform that had it.")
    private String platform;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Outcome outcome;

    /** What became of the order. */
    static final class Outcome {
        @Option(
                names = "--filled",
                paramLabel = "QTY@PRICE",
                converter = FilledConverter.class,
                description = "All that was filled of it, in the platform's units, and the average price.")
        private Filled filled;

        @Option(names = "--not-sent", description = "The platform never got it.")
        private boolean notSent;
    }

    /**
     * An execution.
     *
     * @param quantity in the platform's units, greater than 0
     * @param price the platform's
     */
    record Filled(BigDecimal quantity, BigDecimal price) {}

    /** Reads {@code 2@16250.50}. */
    static final class FilledConverter implements ITypeConverter<Filled> {
        @Override
        public Filled convert(String text) {
            String[] parts = text.split("@", -1);
            try {
                if (parts.length == 2) {
                    Filled filled = new Filled(new BigDecimal(parts[0]), new BigDecimal(parts[1]));
                    if (filled.quantity().signum() > 0) {
                        return filled;
                    }
                }
            } catch (NumberFormatException e) {
                throw wrong(text);
            }
            throw wrong(text);
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException(
                    "'" + text + "' is not QTY@PRICE with a quantity greater than 0, such as 2@16250.50");
        }
    }

    @Override
    public Integer call() throws CommandException {
        MapWriter request = ControlOptions.request(Types.RESOLVE)
                .put(Keys.ORDER_ID, orderId)
                .put(Keys.PLATFORM, platform);
        if (outcome.notSent) {
            request.put(Keys.NOT_SENT, true);
        } else {
            request.beginArray(Keys.FILLED, 2).add(outcome.filled.quantity()).add(outcome.filled.price());
        }
        return control.ask(request, "order " + orderId + " on " + platform + " is resolved");
    }
}
