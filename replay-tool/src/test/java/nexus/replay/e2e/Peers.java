package nexus.replay.e2e;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.nexus.DemoSettings;
import nexus.adapters.nexus.DemoStrategy;
import nexus.adapters.nexus.NexusSettings;
import nexus.adapters.simulated.SimulatedBehaviour;
import nexus.adapters.simulated.SimulatedPlatform;
import nexus.adapters.simulated.SimulatedSettings;
import nexus.adapters.simulated.SimulatedSymbol;

/** Our own platforms and strategy in the test's process, and what each platform calls NQ. */
final class Peers {
    private static final Map<String, String> NQ =
            Map.of("nt8", "NQ 03-25", "mt5", "NAS100", "sierra", "NQH25", "quantower", "NQH25");

    private Peers() {}

    static String nq(String platform) {
        return NQ.get(platform);
    }

    /** A simulated platform that speaks the whole protocol, with the ledger {@code <name>.jsonl}. */
    static SimulatedPlatform platform(
            Scene scene, String name, int ticksPerSecond, int fillAfterMillis, int partialFills) throws IOException {
        SimulatedPlatform platform = SimulatedPlatform.open(
                new SimulatedSettings(
                        LinkSettings.of(scene.endpoints().platforms(), name),
                        List.of(SimulatedSymbol.of(nq(name), "16250.50", "0.25")),
                        null,
                        ticksPerSecond,
                        name.hashCode(),
                        new SimulatedBehaviour(fillAfterMillis, partialFills, 0, 0),
                        scene.ledger(name)),
                line -> {});
        return scene.with(platform, platform::close);
    }

    /** A foreign platform, with the ledger {@code <name>.jsonl}. */
    static Program v0Platform(Scene scene, String name, String endpoint, String... more) throws Exception {
        String[] arguments = {"--endpoint", endpoint, "--platform", name, "--symbol", nq(name)};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return scene.python(name, "v0_platform.py", all);
    }

    /** A foreign NEXUS, with the ledger {@code <name>.jsonl}. */
    static Program v0Nexus(Scene scene, String name, String... more) throws Exception {
        String[] arguments = {"--endpoint", scene.endpoints().nexus()};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return scene.python(name, "v0_nexus.py", all);
    }

    /** A NEXUS that says HELLO and remembers where to resume, with the ledger {@code nexus.jsonl}. */
    static DemoStrategy strategy(Scene scene, int signalEveryMillis) throws IOException {
        DemoStrategy strategy = DemoStrategy.open(
                settings(
                        scene.endpoints().nexus(),
                        signalEveryMillis,
                        scene.ledger("nexus"),
                        scene.folder().resolve("resume-point")),
                line -> {});
        return scene.with(strategy, strategy::close);
    }

    /** What {@link #strategy} and {@link StrategyProgram} trade: 2 NQ at a time, on all platforms. */
    static DemoSettings settings(String endpoint, int signalEveryMillis, Path ledger, Path resumePoint) {
        return new DemoSettings(
                NexusSettings.of(endpoint).resumingFrom(0, resumePoint),
                "NQ",
                BigDecimal.valueOf(2),
                signalEveryMillis,
                Integer.MAX_VALUE,
                ledger);
    }
}
