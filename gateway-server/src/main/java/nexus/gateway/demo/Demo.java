package nexus.gateway.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.nexus.DemoSettings;
import nexus.adapters.nexus.DemoStrategy;
import nexus.adapters.nexus.NexusSettings;
import nexus.adapters.nexus.Tally;
import nexus.adapters.simulated.SimulatedBehaviour;
import nexus.adapters.simulated.SimulatedPlatform;
import nexus.adapters.simulated.SimulatedSettings;
import nexus.adapters.simulated.SimulatedSymbol;
import nexus.gateway.programs.Programs;

/**
 * The gateway between three simulated platforms and a small strategy: ticks go up, signals become orders everywhere,
 * the gateway is killed while orders are under way, started again, and everything is accounted for.
 */
public final class Demo {
    private static final int TRADING_SECONDS = 6;
    private static final int FILL_AFTER_MILLIS = 250;
    private static final int SIGNAL_EVERY_MILLIS = 900;
    private static final int TICKS_PER_SECOND = 100;
    private static final int DEADLINE_SECONDS = 20;
    private static final String MARKER = ".demo";

    private final Programs programs;
    private final Path config;
    private final Path data;
    private final PrintStream out;
    private final long startNanos = System.nanoTime();
    private final AtomicInteger routed = new AtomicInteger();

    private Demo(Programs programs, Path config, Path data, PrintStream out) {
        this.programs = programs;
        this.config = config;
        this.data = data;
        this.out = out;
    }

    /**
     * Runs it all, about 30 s.
     *
     * @param home the installation
     * @param config the gateway's configuration; its endpoints are not used
     * @param data a folder of the demo's own: a new one, or one that an earlier demo made, which is emptied
     * @return whether everything was as it must be
     * @throws IOException if a part could not be run: the message says which
     */
    public static boolean run(Path home, Path config, Path data, PrintStream out) throws IOException {
        empty(data);
        return new Demo(Programs.of(home), config, data, out).run();
    }

    /** A folder that no demo made is never emptied: it may be somebody's journal. */
    private static void empty(Path folder) throws IOException {
        Path marker = folder.resolve(MARKER);
        if (Files.exists(folder)) {
            if (!Files.exists(marker)) {
                throw new IOException(folder + " is there and was not made by a demo: choose another folder");
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
        Files.createFile(marker);
    }

    private boolean run() throws IOException {
        headline("Starting the gateway (its journal: " + data + ")");
        Process gateway = startGateway("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
        Endpoints endpoints = Endpoints.await(data, gateway);
        headline("Connecting three platforms, each with its own names for NQ, and a NEXUS strategy");
        try (SimulatedPlatform nt8 = platform("nt8", "NQ 03-25", endpoints);
                SimulatedPlatform mt5 = platform("mt5", "NAS100", endpoints);
                SimulatedPlatform sierra = platform("sierra", "NQH25", endpoints)) {
            List<SimulatedPlatform> platforms = List.of(nt8, mt5, sierra);
            await("the platforms to register", () -> platforms.stream().allMatch(SimulatedPlatform::isUp));
            try (DemoStrategy strategy = strategy(endpoints)) {
                trade(strategy);
                killInMidFlight(gateway, platforms);
                headline("Starting it again on the same journal");
                gateway = startGateway(endpoints.platforms(), endpoints.nexus(), endpoints.control());
                Endpoints.await(data, gateway);
                await(
                        "platforms and NEXUS to come back",
                        () -> strategy.isUp() && platforms.stream().allMatch(SimulatedPlatform::isUp));
                trade(strategy);
                strategy.pause();
                await("all orders to be settled", () -> isSettled(strategy.tally(), platforms));
                return finish(gateway, strategy, platforms);
            }
        } finally {
            gateway.destroyForcibly();
        }
    }

    private Process startGateway(String platforms, String nexus, String control) throws IOException {
        Files.deleteIfExists(data.resolve(".endpoints"));
        return programs.startGateway(
                List.of(
                        "run",
                        "--config",
                        config.toString(),
                        "--data",
                        data.toString(),
                        "--logs",
                        data.resolve("logs").toString(),
                        "--platforms",
                        platforms,
                        "--nexus",
                        nexus,
                        "--control",
                        control),
                this::gatewaySays);
    }

    private SimulatedPlatform platform(String name, String symbol, Endpoints endpoints) throws IOException {
        return SimulatedPlatform.open(
                new SimulatedSettings(
                        LinkSettings.of(endpoints.platforms(), name),
                        List.of(SimulatedSymbol.of(symbol, "16250.50", "0.25")),
                        null,
                        TICKS_PER_SECOND,
                        name.hashCode(),
                        SimulatedBehaviour.fillingAfter(FILL_AFTER_MILLIS),
                        data.resolve("ledger-" + name + ".jsonl")),
                line -> {});
    }

    private DemoStrategy strategy(Endpoints endpoints) throws IOException {
        NexusSettings settings =
                NexusSettings.of(endpoints.nexus()).resumingFrom(0, data.resolve("nexus-resume-point"));
        return DemoStrategy.open(
                new DemoSettings(
                        settings,
                        "NQ",
                        BigDecimal.ONE,
                        SIGNAL_EVERY_MILLIS,
                        Integer.MAX_VALUE,
                        data.resolve("ledger-nexus.jsonl")),
                line -> {});
    }

    private void trade(DemoStrategy strategy) throws IOException {
        int before = strategy.tally().signals();
        await("signals", () -> strategy.tally().signals() > before);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TRADING_SECONDS);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Kills the gateway just after it has routed a signal: the orders are at the platforms, the fills are not back. */
    private void killInMidFlight(Process gateway, List<SimulatedPlatform> platforms) throws IOException {
        int before = routed.get();
        await("the next signal", () -> routed.get() >= before + platforms.size());
        gateway.destroyForcibly();
        Programs.finish(gateway, DEADLINE_SECONDS);
        headline("Killed the gateway hard (kill -9) with orders under way");
    }

    private static boolean isSettled(Tally tally, List<SimulatedPlatform> platforms) {
        return tally.open() == 0 && tally.inDoubt() == 0 && tally.fills() == fillsMade(platforms);
    }

    private static int fillsMade(List<SimulatedPlatform> platforms) {
        return platforms.stream()
                .mapToInt(platform -> platform.account().fills().size())
                .sum();
    }

    private boolean finish(Process gateway, DemoStrategy strategy, List<SimulatedPlatform> platforms)
            throws IOException {
        Tally tally = strategy.tally();
        String status = String.join("\n", programs.askGateway(List.of("status", "--json", "--data", data.toString())));
        headline("Stopping the gateway, and replaying its journal");
        programs.askGateway(List.of("stop", "--data", data.toString()));
        int gatewayExit = Programs.finish(gateway, DEADLINE_SECONDS);
        int verdict = programs.replay(List.of("verify", "--data", data.toString()), line -> out.println("  " + line));
        int received = platforms.stream()
                .mapToInt(platform -> platform.account().orders().size())
                .sum();
        int repeated = platforms.stream()
                .mapToInt(platform -> platform.account().repeats().size())
                .sum();
        int lostFills = Math.max(0, fillsMade(platforms) - tally.fills()) + tally.fillsMissing();
        int lostOrders = Math.max(0, tally.orders() - tally.ended() - received);
        int lostSignals = tally.unanswered();
        int lost = lostFills + lostOrders + lostSignals;
        int twice = repeated + tally.fillsTwice() + tally.eventsTwice();
        Map<String, String> table = new LinkedHashMap<>();
        table.put("messages from platforms", counter(status, "platform_messages"));
        table.put("ticks seen by NEXUS", Long.toString(tally.ticks()));
        table.put("signals", tally.signals() + ", " + tally.refused() + " of them refused");
        table.put("orders", tally.orders() + " on 3 platforms");
        table.put("fills", Integer.toString(tally.fills()));
        table.put("orders never sent", tally.ended() + " (abandoned in the crash, NEXUS was told)");
        table.put("lost", Integer.toString(lost));
        table.put("sent twice", Integer.toString(twice));
        table.put("replay", verdict == 0 ? "identical" : "NOT identical (exit code " + verdict + ")");
        boolean good = lost == 0
                && twice == 0
                && verdict == 0
                && gatewayExit == 0
                && tally.fills() > 0
                && tally.orders() == tally.filled() + tally.ended();
        print(table, good);
        return good;
    }

    private void print(Map<String, String> table, boolean good) {
        out.println();
        table.forEach((name, value) -> out.printf("  %-26s %s%n", name, value));
        out.println();
        out.println(good ? "Everything is accounted for." : "NOT everything is as it must be: see above.");
        out.println("Look into it:  bin/replay dump --data " + data);
        out.flush();
    }

    private static String counter(String status, String name) {
        Matcher matcher =
                Pattern.compile("\"" + Pattern.quote(name) + "\":\\s*(\\d+)").matcher(status);
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    private void gatewaySays(String line) {
        if (line.contains("order routed to")) {
            routed.incrementAndGet();
        }
        out.println("  " + line);
    }

    private void headline(String text) {
        long millis = (System.nanoTime() - startNanos) / 1_000_000;
        out.printf("%n== %s  (%d.%d s)%n", text, millis / 1000, millis % 1000 / 100);
        out.flush();
    }

    private static void await(String what, BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited " + DEADLINE_SECONDS + " s for " + what + ", in vain");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Where the gateway listens, as it has noted in its data folder. */
    private record Endpoints(String platforms, String nexus, String control) {
        static Endpoints await(Path data, Process gateway) throws IOException {
            Path file = data.resolve(".endpoints");
            Demo.await("the gateway to open its ports", () -> Files.exists(file) || !gateway.isAlive());
            if (!gateway.isAlive()) {
                throw new IOException("the gateway ended with exit code " + gateway.exitValue() + ": see above");
            }
            List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
            return new Endpoints(value(lines, "platforms"), value(lines, "nexus"), value(lines, "control"));
        }

        private static String value(List<String> lines, String key) throws IOException {
            return lines.stream()
                    .filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the gateway has not noted where it listens for " + key));
        }
    }
}
