package nexus.replay.backtest.fills;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nexus.config.NamePattern;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * All platforms of a backtest: takes what the gateway sends them, is shown the ticks, and answers in its own time. What it
 * has to say to a platform that is not connected waits until that is.
 */
public final class SimulatedPlatforms {
    private final FillModel model;
    private final Chance chance;
    private final RouterConfig config;
    private final Listener listener;
    private final EventQueue queue = new EventQueue();
    private final Map<String, Connection> byName = new TreeMap<>();
    private final Map<Integer, Connection> bySource = new TreeMap<>();
    private final MapReader message = new MapReader();

    /** Hears what platforms say, while {@link #runNext} or {@link #connected} runs. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A platform says something over its connection.
         *
         * @param message the listener's own
         */
        void said(int source, byte[] message);
    }

    /** A platform, and the connection over which it speaks. */
    private final class Connection {
        private final PlatformBook book;
        private final List<byte[]> waiting = new ArrayList<>();
        private int source;

        Connection(String platform) {
            book = new PlatformBook(
                    model.rules(platform), chance, queue, symbol -> lotStep(platform, symbol), this::deliver);
        }

        private void deliver(byte[] answer) {
            if (source == 0) {
                waiting.add(answer);
            } else {
                listener.said(source, answer);
            }
        }
    }

    /** @param config knows the smallest steps of quantities */
    public SimulatedPlatforms(FillModel model, long seed, RouterConfig config, Listener listener) {
        this.model = model;
        this.chance = new Chance(seed);
        this.config = config;
        this.listener = listener;
    }

    private BigDecimal lotStep(String name, String symbol) {
        String dialect = config.platforms().stream()
                .filter(platform -> platform.name().equals(name))
                .map(Platform::dialect)
                .findFirst()
                .orElse("");
        return config.mappings().stream()
                .filter(mapping ->
                        mapping.dialect().equals(dialect) && new NamePattern(mapping.platformSymbol()).isNameOf(symbol))
                .map(Mapping::lotStep)
                .findFirst()
                .orElse(BigDecimal.ONE);
    }

    /** A connection now speaks for a platform; nothing if it did before. */
    public void connected(String platform, int source) {
        Connection connection = byName.computeIfAbsent(platform, Connection::new);
        if (connection.source == source) {
            return;
        }
        bySource.remove(connection.source);
        disconnected(source);
        connection.source = source;
        bySource.put(source, connection);
        List<byte[]> held = List.copyOf(connection.waiting);
        connection.waiting.clear();
        held.forEach(connection::deliver);
    }

    /** A connection is gone. */
    public void disconnected(int source) {
        Connection connection = bySource.remove(source);
        if (connection != null) {
            connection.source = 0;
        }
    }

    /** Takes what the gateway sends over a connection. */
    public void take(int source, byte[] buffer, int offset, int length, long timeNanos) {
        Connection connection = bySource.get(source);
        if (connection == null || message.wrap(buffer, offset, length) != null) {
            return;
        }
        int type = message.find(Keys.TYPE);
        if (type == MapReader.ABSENT || message.type(type) != ValueType.STRING) {
            return;
        }
        switch (message.textValue(type)) {
            case Types.ORDER -> connection.book.order(OpenOrder.of(message), timeNanos);
            case Types.ORDER_CANCEL -> connection.book.cancel(ref(), timeNanos);
            case Types.ORDER_STATUS_REQUEST -> connection.book.statusRequest(ref(), timeNanos);
            default -> {
                // REGISTERED, SUPERSEDED, ERROR: nothing to answer.
            }
        }
    }

    private String ref() {
        return message.textValue(message.find(Keys.REF));
    }

    /** Shows a tick to the orders that are at the platform whose connection sent it. */
    public void tick(int source, byte[] buffer, int offset, int length, long timeNanos) {
        Connection connection = bySource.get(source);
        if (connection != null) {
            connection.book.tick(buffer, offset, length, timeNanos);
        }
    }

    /** When something happens next, in nanoseconds since the epoch; {@link Long#MAX_VALUE} if nothing is under way. */
    public long nextDueNanos() {
        return queue.nextDueNanos();
    }

    /** Lets the next thing happen. */
    public void runNext() {
        queue.runNext();
    }
}
