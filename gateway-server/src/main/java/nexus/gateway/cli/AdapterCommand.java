package nexus.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nexus.adapters.link.LinkKeys;
import nexus.adapters.link.LinkSettings;
import nexus.config.ConfigException;
import nexus.gateway.adapter.AdapterPlan;
import nexus.gateway.adapter.AdapterRun;
import nexus.gateway.keys.ClientKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gateway adapter}: one process for the adapters of one or several platforms. */
@Command(
        name = "adapter",
        description = "Runs the adapters of real platforms, as config/adapters.yaml describes them.",
        footer = {
            "",
            "An adapter connects its platform with the gateway, on this machine or another. It remembers its orders in",
            "a folder of its own and may be stopped and started at any time; so may the platform and the gateway."
        })
final class AdapterCommand implements Callable<Integer> {
    private static final String DEFAULT_ENDPOINT = "tcp://127.0.0.1:5555";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "The platforms whose adapters to run. Default: all in the file.")
    private List<String> names = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The adapters' configuration. Default: config/adapters.yaml in the installation.")
    private Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data folder: where the gateway has noted its endpoints, and where adapters keep what they"
                            + " remember (adapters/NAME). Default: data in the installation.")
    private Path data;

    @Option(names = "--check", description = "Check the file and leave.")
    private boolean check;

    @Override
    public Integer call() throws CommandException {
        PrintWriter out = spec.commandLine().getOut();
        List<AdapterPlan> plans = plans();
        if (check) {
            print(
                    out,
                    "adapters: " + plans.stream().map(AdapterPlan::platform).collect(Collectors.joining(", "))
                            + ": ok");
            return ExitCodes.OK;
        }
        try (StopSignal stop = StopSignal.listen();
                AdapterRun run = AdapterRun.open(plans, this::link, line -> print(out, line))) {
            List<String> ended = run.run(stop::hasCome);
            if (!ended.isEmpty()) {
                throw new CommandException("ended by themselves: " + String.join("; ", ended));
            }
            return ExitCodes.OK;
        } catch (IOException e) {
            throw new CommandException("the adapters cannot run: " + e.getMessage(), e);
        }
    }

    private static void print(PrintWriter out, String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    private List<AdapterPlan> plans() throws CommandException {
        List<AdapterPlan> all;
        try {
            all = AdapterPlan.read(
                    config == null ? Installation.configFile().resolveSibling("adapters.yaml") : config,
                    dataFolder().resolve("adapters"));
        } catch (ConfigException e) {
            throw new CommandException(
                    "the adapters' configuration cannot be used:" + System.lineSeparator() + e.getMessage(), e);
        }
        List<AdapterPlan> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(all.stream()
                    .filter(plan -> plan.platform().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new CommandException("the file has no adapter " + name + ", only "
                            + all.stream().map(AdapterPlan::platform).collect(Collectors.joining(", ")))));
        }
        return names.isEmpty() ? all : chosen;
    }

    private Path dataFolder() {
        return data == null ? Installation.dataFolder() : data;
    }

    private LinkSettings link(AdapterPlan plan) throws IOException {
        String gateway = plan.gateway().isEmpty() ? noted() : plan.gateway();
        return LinkSettings.of(gateway, plan.platform())
                .asClient("nexus-adapter", Version.build())
                .withKeys(keys(plan));
    }

    /** Where the gateway of the data folder listens, or where one does by default. */
    private String noted() throws IOException {
        Optional<EndpointFile> file = EndpointFile.read(dataFolder());
        return file.map(endpoints -> TargetOptions.reachable(endpoints.platforms()))
                .orElse(DEFAULT_ENDPOINT);
    }

    private static LinkKeys keys(AdapterPlan plan) throws IOException {
        if (plan.key() == null) {
            return null;
        }
        ClientKeys keys = ClientKeys.read(
                plan.key(), plan.serverKey() == null ? TargetOptions.serverKeyNear(plan.key()) : plan.serverKey());
        return LinkKeys.of(keys.serverKey(), keys.own().publicKey(), keys.own().secretKey());
    }
}
