package nexus.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nexus.gateway.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gateway demo}: everything at once, killed in the middle, and accounted for. */
@Command(
        name = "demo",
        description =
                "Runs a gateway with three simulated platforms and a strategy on free ports, kills it in the"
                        + " middle, starts it again and accounts for everything. About 30 s. Exit code 0: all is as it must be.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The demo's own data folder, emptied if an earlier demo made it. Default: data/demo in the installation.")
    private Path data;

    @Override
    public Integer call() throws CommandException {
        Path folder = data == null ? Installation.dataFolder().resolve("demo") : data;
        try {
            boolean good = Demo.run(Installation.home(), Installation.configFile(), folder, System.out);
            return good ? ExitCodes.OK : ExitCodes.NO;
        } catch (IOException e) {
            throw new CommandException("the demo failed: " + e.getMessage(), e);
        }
    }
}
