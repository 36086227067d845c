package nexus.gateway.bench;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.gateway.duty.Gateway;
import nexus.gateway.duty.Surroundings;
import nexus.gateway.logging.RunLogging;

/**
 * The gateway, with a {@link TimedEdge} around its sockets. Questions: {@code address}; {@code round}, what was seen
 * since the last round; {@code heap}, what is in use after a full collection.
 */
final class TimedGateway {
    private static final int DEADLINE_SECONDS = 30;

    private final Gateway.Endpoints endpoints;
    private final TimedEdge edge;
    private long collectionsBefore;
    private long collectionMillisBefore;

    private TimedGateway(Gateway.Endpoints endpoints, TimedEdge edge) {
        this.endpoints = endpoints;
        this.edge = edge;
    }

    /** Arguments: configuration, data folder, log folder. Ends with stdin. */
    public static void main(String[] arguments) throws IOException {
        Path config = Path.of(arguments[0]);
        Path data = Path.of(arguments[1]);
        RunLogging logging = RunLogging.start(Path.of(arguments[2]));
        try {
            CompletableFuture<TimedGateway> opened = new CompletableFuture<>();
            // Sockets belong to the thread that opens them.
            Thread thread = new Thread(() -> run(config, data, opened), "gateway");
            thread.setDaemon(true);
            thread.start();
            TimedGateway gateway = await(opened);
            Questions.answerAll(gateway::answer);
        } finally {
            logging.close();
        }
    }

    private static void run(Path config, Path data, CompletableFuture<TimedGateway> opened) {
        CompletableFuture<TimedEdge> timed = new CompletableFuture<>();
        Surroundings real = Surroundings.real();
        Surroundings surroundings = new Surroundings(
                real.wallNanos(),
                real.monotonicNanos(),
                real.settings(),
                real.journal(),
                sockets -> {
                    TimedEdge edge = new TimedEdge(sockets);
                    timed.complete(edge);
                    return edge;
                },
                real.disk(),
                real.clockWatch());
        Gateway.warmUp();
        try (Gateway gateway =
                Gateway.open(ConfigLoader.load(config), data, () -> ConfigLoader.load(config), surroundings)) {
            opened.complete(new TimedGateway(gateway.endpoints(), timed.join()));
            gateway.run();
        } catch (IOException | ConfigException e) {
            opened.completeExceptionally(e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the gateway's thread has not answered within " + DEADLINE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Answer answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "address" ->
                new Answer().put("platforms", endpoints.platform()).put("nexus", endpoints.nexus());
            case "round" -> round();
            case "heap" -> heap();
            default -> throw new IOException("unknown question " + words[0]);
        };
    }

    private Answer round() throws IOException {
        TimedEdge.Round round = await(edge.takeRound());
        if (round.ticksInside() != 0 || round.ordersInside() != 0) {
            throw new IOException("the gateway has not passed on " + round.ticksInside() + " ticks and "
                    + round.ordersInside() + " orders");
        }
        long collections = 0;
        long collectionMillis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += collector.getCollectionCount();
            collectionMillis += collector.getCollectionTime();
        }
        Answer answer = new Answer()
                .put("ticks", round.ticks())
                .put("orders", round.orders())
                .put("allocated", round.allocatedBytes())
                .put("collections", collections - collectionsBefore)
                .put("collectionMillis", collectionMillis - collectionMillisBefore);
        collectionsBefore = collections;
        collectionMillisBefore = collectionMillis;
        return answer;
    }

    private static Answer heap() {
        System.gc();
        return new Answer()
                .put(
                        "used",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
}
