package nexus.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nexus.adapters.link.LinkKeys;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.simulated.Recording;
import nexus.adapters.simulated.SimulatedBehaviour;
import nexus.adapters.simulated.SimulatedPlatform;
import nexus.adapters.simulated.SimulatedSettings;
import nexus.adapters.simulated.SimulatedSymbol;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;
import nexus.gateway.keys.ClientKeys;
import nexus.gateway.router.contract.ActiveContracts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gateway simulate}: a platform that exists only here. */
@Command(
        name = "simulate",
        description = "Runs a simulated platform against a gateway: ticks, fills, partial fills, rejects, silence.")
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private ActiveContracts contracts;

    @Mixin
    private TargetOptions target;

    @Option(names = "--platform", required = true, paramLabel = "NAME", description = "The name to register under.")
    private String platform;

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            description = "Universal symbol to tick, or to play the recording as. Default: all that the platform has.")
    private String symbol;

    @Option(
            names = "--ticks",
            paramLabel = "FILE.csv[.gz]",
            description =
                    "Recorded trades to play (ts_ms,contract,price,size) in place of a random walk; needs --symbol.")
    private Path ticks;

    @Option(names = "--contract", paramLabel = "NAME", description = "Which of the recording. Default: the busiest.")
    private String contract;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10",
            description = "Ticks per second, all symbols together; 0: as fast as they are taken. Default: 10.")
    private int rate;

    @Option(
            names = "--fill-after",
            paramLabel = "MS",
            defaultValue = "50",
            description = "Milliseconds from an order to its first fill, and between its fills. Default: 50.")
    private int fillAfterMillis;

    @Option(
            names = "--partial",
            paramLabel = "N",
            defaultValue = "1",
            description = "Into how many fills an order is split. Default: 1.")
    private int partialFills;

    @Option(
            names = "--reject-every",
            paramLabel = "N",
            defaultValue = "0",
            description = "Reject each Nth order; 0: none. Default: 0.")
    private int rejectEvery;

    @Option(
            names = "--silent-every",
            paramLabel = "N",
            defaultValue = "0",
            description = "Say nothing to each Nth order; 0: none. Default: 0.")
    private int silentEvery;

    @Option(names = "--v0", description = "Speak v0 alone, as old programs do.")
    private boolean v0;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Append every order received and fill sent to this file, as JSON lines.")
    private Path ledger;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the random walk. Default: 1.")
    private long seed;

    @Override
    public Integer call() throws CommandException {
        PrintWriter out = spec.commandLine().getOut();
        try (StopSignal stop = StopSignal.listen()) {
            String why = SimulatedPlatform.run(settings(), line -> print(out, line), stop::hasCome);
            if (why != null) {
                throw new CommandException("the simulated platform " + platform + " has ended: " + why);
            }
            return ExitCodes.OK;
        } catch (IOException e) {
            throw new CommandException("cannot simulate " + platform + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandException("cannot simulate " + platform + " like that: " + e.getMessage(), e);
        }
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    private SimulatedSettings settings() throws CommandException {
        RouterConfig config = target.configuration().router();
        contracts = new ActiveContracts(config);
        List<Mapping> mappings = mappings(config);
        if (ticks != null && symbol == null) {
            throw new CommandException("--ticks needs --symbol: the universal symbol to play the recording as");
        }
        Recording recording = ticks == null ? null : new Recording(ticks, contract, name(mappings.get(0)));
        return new SimulatedSettings(
                LinkSettings.of(target.platforms(), platform).withV0(v0).withKeys(linkKeys()),
                mappings.stream().map(this::walk).toList(),
                recording,
                rate,
                seed,
                new SimulatedBehaviour(fillAfterMillis, partialFills, rejectEvery, silentEvery),
                ledger);
    }

    private LinkKeys linkKeys() throws CommandException {
        ClientKeys keys = target.keys();
        return keys == null
                ? null
                : LinkKeys.of(
                        keys.serverKey(), keys.own().publicKey(), keys.own().secretKey());
    }

    private List<Mapping> mappings(RouterConfig config) throws CommandException {
        String dialect = config.platforms().stream()
                .filter(listed -> listed.name().equals(platform))
                .map(RouterConfig.Platform::dialect)
                .findFirst()
                .orElseThrow(() -> new CommandException("the configuration has no platform " + platform + ", only "
                        + config.platforms().stream()
                                .map(RouterConfig.Platform::name)
                                .collect(Collectors.joining(", "))));
        List<Mapping> mappings = config.mappings().stream()
                .filter(mapping -> mapping.dialect().equals(dialect))
                .filter(mapping -> symbol == null || mapping.universal().equals(symbol))
                .toList();
        if (mappings.isEmpty()) {
            throw new CommandException("the configuration has no name for " + (symbol == null ? "anything" : symbol)
                    + " in " + platform + "'s dialect, " + dialect);
        }
        return mappings;
    }

    /** What the platform calls it now. */
    private String name(Mapping mapping) {
        return contracts.platformSymbol(mapping, System.currentTimeMillis() * 1_000_000);
    }

    /** Plausible prices for the symbols that ship, 100.00 for others. */
    private SimulatedSymbol walk(Mapping mapping) {
        return switch (mapping.universal()) {
            case "NQ" -> SimulatedSymbol.of(name(mapping), "16250.50", "0.25");
            case "ES" -> SimulatedSymbol.of(name(mapping), "4525.25", "0.25");
            case "GC" -> SimulatedSymbol.of(name(mapping), "1230.40", "0.10");
            default -> SimulatedSymbol.of(name(mapping), "100.00", "0.01");
        };
    }
}
