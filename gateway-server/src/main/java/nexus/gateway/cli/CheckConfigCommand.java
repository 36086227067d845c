package nexus.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.ConfigSummary;
import nexus.config.GatewayConfig;
import nexus.config.SecurityConfig;
import nexus.gateway.keys.KeyFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gateway check-config}. */
@Command(
        name = "check-config",
        description = "Says what a configuration file means, or everything that is wrong with it.")
final class CheckConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Default: config/gateway.yaml in the installation.")
    private Path file;

    @Override
    public Integer call() {
        Path checked = file == null ? Installation.configFile() : file;
        try {
            GatewayConfig config = ConfigLoader.load(checked);
            String summary = ConfigSummary.of(config) + FuturesSummary.of(config.router(), Instant.now());
            if (config.edge().needsKeys()) {
                checkKeys(config.edge().security().relativeTo(Installation.folderOf(checked)));
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println("OK: " + checked);
            out.print(summary);
            out.flush();
            return ExitCodes.OK;
        } catch (ConfigException e) {
            PrintWriter err = spec.commandLine().getErr();
            e.problems().forEach(err::println);
            return ExitCodes.CANNOT;
        }
    }

    private static void checkKeys(SecurityConfig security) throws ConfigException {
        KeyFolder keys = new KeyFolder(Path.of(security.keys()));
        try {
            keys.server();
            keys.ring();
        } catch (IOException e) {
            throw new ConfigException(List.of("security.keys: " + e.getMessage()));
        }
    }
}
