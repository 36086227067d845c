package nexus.replay.e2e;

import java.io.IOException;
import java.nio.file.Path;
import nexus.adapters.nexus.DemoStrategy;

/** The demo strategy as a process, so that it can be killed or suspended. */
final class StrategyProgram {
    private StrategyProgram() {}

    /**
     * Trades until standard input ends; {@code pause} and {@code go} are commands.
     *
     * @param arguments endpoint, milliseconds between signals, ledger, file of the point to resume from
     */
    public static void main(String[] arguments) throws IOException {
        try (DemoStrategy strategy = DemoStrategy.open(
                Peers.settings(
                        arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3])),
                line -> {})) {
            StringBuilder line = new StringBuilder();
            int next;
            while ((next = System.in.read()) >= 0) {
                if (next != '\n') {
                    line.append((char) next);
                    continue;
                }
                if (line.toString().equals("pause")) {
                    strategy.pause();
                } else if (line.toString().equals("go")) {
                    strategy.proceed();
                }
                line.setLength(0);
            }
        }
    }
}
