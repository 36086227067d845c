package nexus.adapters.ninjatrader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import nexus.adapters.link.Eventually;

/**
 * NinjaTrader's side of ATI, as strict as it was seen live: it takes {@code oif*.txt} at once and deletes them, refuses
 * lines with nothing but a line in its log, writes the last state of each order over the one before, and empties its
 * outgoing folder when it starts. What no client may do is noted in {@link #violations}.
 */
final class AtiSimulator implements AutoCloseable {
    /** Live it took 0.1 s to the first state, 5 s to a cancel and 21 s to a rejection; here a hundredth of it. */
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long CANCEL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long REJECT_NANOS = TimeUnit.MILLISECONDS.toNanos(210);
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Set<String> TYPES = Set.of("MARKET", "LIMIT", "STOPMARKET", "STOPLIMIT");

    /** NinjaTrader's log. */
    final List<String> log = new CopyOnWriteArrayList<>();

    final List<String> violations = new CopyOnWriteArrayList<>();
    /** Whether orders without market data are rejected, late. */
    volatile boolean rejects;
    /** Whether order files have the names of the documents instead of the real ones. */
    volatile boolean documentedNames;
    /** Whether market orders are filled at once. */
    volatile boolean fillsMarketOrders;
    /** Whether files are written in pieces. */
    volatile boolean halfWrites;
    /** Whether it is running with AT Interface on. */
    private volatile boolean running = true;

    private final Path incoming;
    private final Path outgoing;
    private final LongSupplier nanos;
    private final WatchService watches;
    private final Thread thread;
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, BigDecimal> positions = new TreeMap<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>();
    private final Map<String, String> executions = new TreeMap<>();
    private long laterCount;
    private volatile boolean closed;
    private volatile long takenNanos;

    private record Later(long dueNanos, long number, Runnable what) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            return dueNanos != other.dueNanos
                    ? Long.compare(dueNanos, other.dueNanos)
                    : Long.compare(number, other.number);
        }
    }

    /** One order as NinjaTrader has it. */
    static final class Order {
        final String[] fields;
        String state = "";
        BigDecimal filled = BigDecimal.ZERO;
        BigDecimal paid = BigDecimal.ZERO;

        private Order(String[] fields) {
            this.fields = fields;
        }

        String id() {
            return fields[10];
        }

        BigDecimal quantity() {
            return new BigDecimal(fields[4]);
        }

        boolean isEnded() {
            return Set.of("FILLED", "CANCELLED", "REJECTED").contains(state);
        }

        private String line() {
            BigDecimal average = filled.signum() == 0 ? BigDecimal.ZERO : paid.divide(filled, MathContext.DECIMAL64);
            return state + ";" + filled.toPlainString() + ";"
                    + average.stripTrailingZeros().toPlainString();
        }
    }

    /** @param platformFolder gets the two folders */
    AtiSimulator(Path platformFolder, LongSupplier nanos) throws IOException {
        this.incoming = Files.createDirectories(platformFolder.resolve("incoming"));
        this.outgoing = Files.createDirectories(platformFolder.resolve("outgoing"));
        this.nanos = nanos;
        this.watches = incoming.getFileSystem().newWatchService();
        incoming.register(watches, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
        this.thread = new Thread(this::work, "ati-simulator");
        thread.start();
    }

    /** NinjaTrader stops, or AT Interface is turned off: nothing is taken. */
    void off() {
        running = false;
    }

    void on() {
        running = true;
    }

    /** NinjaTrader is started again: its outgoing folder is emptied, its orders live on. */
    synchronized void restart() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(outgoing)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        running = true;
    }

    /** An order that it took, once it has; fails after 20 s. */
    Order order(String id) {
        Eventually.await("order " + id + " at NinjaTrader, " + log, () -> find(id) != null);
        return find(id);
    }

    synchronized Order find(String id) {
        return orders.get(id);
    }

    synchronized int orderCount() {
        return orders.size();
    }

    /** All that was executed: exec id as the adapter makes it from what it can see at best, quantity@price. */
    synchronized Map<String, String> executions() {
        return new TreeMap<>(executions);
    }

    /** When the last instruction was taken, by the machine's clock. */
    long takenNanos() {
        return takenNanos;
    }

    /** Executes some of an order. */
    synchronized void fill(String id, String quantity, String price) {
        Order order = orders.get(id);
        BigDecimal more = new BigDecimal(quantity);
        order.filled = order.filled.add(more);
        order.paid = order.paid.add(more.multiply(new BigDecimal(price)));
        order.state = order.filled.compareTo(order.quantity()) >= 0 ? "FILLED" : "PARTFILLED";
        executions.put(id + "-" + order.filled.toPlainString(), more.toPlainString() + "@" + price);
        boolean buys = order.fields[3].equals("BUY");
        BigDecimal position = positions.merge(order.fields[2], buys ? more : more.negate(), BigDecimal::add);
        String direction = position.signum() == 0 ? "FLAT" : position.signum() > 0 ? "LONG" : "SHORT";
        write(
                order.fields[2] + " Globex_" + order.fields[1] + "_position.txt",
                direction + ";" + position.abs() + ";" + (position.signum() == 0 ? "0" : price));
        tell(order);
    }

    /** Somebody or something changes an order's state. */
    synchronized void become(String id, String state) {
        Order order = orders.get(id);
        order.state = state;
        tell(order);
    }

    /** Writes any file into the outgoing folder. */
    synchronized void write(String name, String text) {
        Path file = outgoing.resolve(name);
        try {
            if (halfWrites) {
                // Cut so that what is there means nothing: a cut number is a matter for WatchedFileTest.
                Files.writeString(file, "");
                Files.writeString(file, text.substring(0, text.indexOf(';')));
            }
            Files.writeString(file, text, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Order order) {
        write((documentedNames ? "" : order.fields[1] + "_") + order.id() + ".txt", order.line());
    }

    private void after(long delayNanos, Runnable what) {
        laterCount++;
        later.add(new Later(nanos.getAsLong() + delayNanos, laterCount, what));
    }

    private void work() {
        while (!closed) {
            try {
                pass();
            } catch (IOException e) {
                violations.add(e.toString());
            }
            LockSupport.parkNanos(200_000);
        }
    }

    private synchronized void pass() throws IOException {
        // A file that is written where it is taken is locked, or taken in part.
        WatchKey key = watches.poll();
        if (key != null) {
            for (WatchEvent<?> event : key.pollEvents()) {
                if (event.kind() == StandardWatchEventKinds.ENTRY_MODIFY) {
                    violations.add(event.context() + " was written in the folder, not moved into it");
                }
            }
            key.reset();
        }
        if (running) {
            List<Path> files = new ArrayList<>();
            try (DirectoryStream<Path> all = Files.newDirectoryStream(incoming)) {
                all.forEach(files::add);
            }
            for (Path file : files) {
                take(file);
            }
        }
        while (running && !later.isEmpty() && later.peek().dueNanos() <= nanos.getAsLong()) {
            later.poll().what().run();
        }
    }

    private void take(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!name.startsWith("oif") || !name.endsWith(".txt")) {
            violations.add("Unknown OIF file type " + name);
            return;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        Files.delete(file);
        takenNanos = System.nanoTime();
        lines.forEach(this::instruct);
    }

    private void instruct(String line) {
        String[] fields = line.split(";", -1);
        if (fields.length != 13) {
            refuse("has " + fields.length + " fields", line);
            return;
        }
        switch (fields[0]) {
            case "PLACE" -> place(fields, line);
            case "CANCEL" -> cancel(fields, line);
            default -> violations.add("an instruction that is none of ours: " + line);
        }
    }

    private void place(String[] fields, String line) {
        if (!fields[1].equals("Sim101")) {
            refuse("holds unknown account", line);
        } else if (!fields[2].equals("NQ 03-25")) {
            refuse("holds unknown instrument", line);
        } else if (!Set.of("BUY", "SELL").contains(fields[3])) {
            refuse("holds invalid action parameter", line);
        } else if (!fields[4].matches("[1-9][0-9]*")) {
            refuse("holds invalid quantity parameter", line);
        } else if (!TYPES.contains(fields[5])) {
            refuse("holds invalid order type parameter", line);
        } else if (!NUMBER.matcher(fields[6]).matches()
                || !NUMBER.matcher(fields[7]).matches()) {
            refuse("holds invalid price parameter", line);
        } else if (!Set.of("DAY", "GTC").contains(fields[8])) {
            refuse("holds invalid time in force parameter", line);
        } else if (fields[10].isEmpty() || orders.containsKey(fields[10])) {
            violations.add("order id not unique: " + line);
        } else {
            accept(new Order(fields));
        }
    }

    private void accept(Order order) {
        orders.put(order.id(), order);
        after(FIRST_NANOS, () -> become(order.id(), "SUBMITTED"));
        if (rejects) {
            after(REJECT_NANOS, () -> become(order.id(), "REJECTED"));
            return;
        }
        after(2 * FIRST_NANOS, () -> {
            if (!order.isEnded()) {
                become(order.id(), "ACCEPTED");
                become(order.id(), "WORKING");
            }
        });
        if (fillsMarketOrders && order.fields[5].equals("MARKET")) {
            after(3 * FIRST_NANOS, () -> fill(order.id(), order.fields[4], "16250.25"));
        }
    }

    private void cancel(String[] fields, String line) {
        Order order = orders.get(fields[10]);
        if (order == null || order.isEnded()) {
            refuse("holds unknown order id", line);
            return;
        }
        become(order.id(), "CANCELPENDING");
        after(CANCEL_NANOS, () -> {
            if (!order.isEnded()) {
                become(order.id(), "CANCELLED");
            }
        });
    }

    private void refuse(String why, String line) {
        log.add("OIF, '" + line + "' " + why);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watches.close();
    }
}
