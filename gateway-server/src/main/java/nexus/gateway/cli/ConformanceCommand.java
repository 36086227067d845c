package nexus.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import nexus.adapters.conformance.Conformance;
import nexus.adapters.conformance.Result;
import nexus.adapters.conformance.Result.Verdict;
import nexus.adapters.conformance.Setup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gateway conformance}: what holds of an adapter, in any language. */
@Command(
        name = "conformance",
        description = "Plays the gateway to one adapter and says what holds of it. It sends ORDERS: use a simulated"
                + " account.",
        footer = {
            "",
            "The adapter connects here in place of the gateway: stop the gateway, or name another --endpoint to both.",
            "With --run the adapter is started from here and also killed and started again.",
            "Exit code 1 if anything fails."
        })
final class ConformanceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--platform", required = true, paramLabel = "NAME", description = "The name it registers under.")
    private String platform;

    @Option(
            names = "--endpoint",
            paramLabel = "ENDPOINT",
            defaultValue = "tcp://127.0.0.1:5555",
            description = "Where to listen. Default: tcp://127.0.0.1:5555.")
    private String endpoint;

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            description = "The platform's own symbol to trade. Default: the first that ticks.")
    private String symbol;

    @Option(
            names = "--quantity",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of each order, in the platform's units. Default: 1.")
    private BigDecimal quantity;

    @Option(
            names = "--price",
            paramLabel = "PRICE",
            description =
                    "About where --symbol trades, for a platform that gives no ticks. Default: learned from them.")
    private BigDecimal price;

    @Option(
            names = "--price-step",
            paramLabel = "STEP",
            defaultValue = "0.01",
            description = "Limit prices are multiples of it. Default: 0.01.")
    private BigDecimal priceStep;

    @Option(
            names = "--far-below",
            paramLabel = "FRACTION",
            defaultValue = "0.02",
            description = "How far below the market a buy limit works unfilled. Default: 0.02.")
    private BigDecimal farBelow;

    @Option(
            names = "--wait",
            paramLabel = "MS",
            defaultValue = "5000",
            description = "How long any one answer may take. Default: 5000.")
    private int waitMillis;

    @Option(
            names = "--burst",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many orders come at once in that check. Default: 20.")
    private int burst;

    @Option(
            names = "--run",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "Starts the adapter; comes last. It must connect to the same endpoint.")
    private List<String> program = List.of();

    @Override
    public Integer call() throws CommandException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Setup setup = new Setup(
                    endpoint, platform, symbol, quantity, price, farBelow, priceStep, program, waitMillis, burst);
            List<Result> results = Conformance.run(setup, line -> print(out, line), result -> print(out, line(result)));
            print(out, "");
            print(out, summary(results));
            return results.stream().anyMatch(result -> result.verdict() == Verdict.FAIL) ? ExitCodes.NO : ExitCodes.OK;
        } catch (IOException e) {
            throw new CommandException("conformance: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandException("conformance cannot be tried like that: " + e.getMessage(), e);
        }
    }

    private static String line(Result result) {
        return String.format("%-4s  %-48s %s", result.verdict(), result.name(), result.detail());
    }

    private String summary(List<Result> results) {
        StringBuilder text = new StringBuilder(platform).append(": ");
        for (Verdict verdict : Verdict.values()) {
            long count = results.stream()
                    .filter(result -> result.verdict() == verdict)
                    .count();
            if (verdict != Verdict.PASS) {
                text.append(", ");
            }
            text.append(count)
                    .append(
                            switch (verdict) {
                                case PASS -> " hold";
                                case FAIL -> " fail";
                                case WARN -> " to be warned of";
                                case SKIP -> " not tried";
                            });
        }
        return text.toString();
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
