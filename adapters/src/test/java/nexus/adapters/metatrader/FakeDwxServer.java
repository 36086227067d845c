package nexus.adapters.metatrader;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The EA DWX_Server_MT5, step by step as its source does it: commands in the order of their numbers up to the first that
 * is missing, repeated ids skipped without a word, answers without tickets, files written in place and texts unescaped.
 */
final class FakeDwxServer implements AutoCloseable {
    private static final int FILES = 50;
    private static final int IDS = 1_000;
    private static final int MESSAGES = 50;
    private static final Set<String> TYPES = Set.of("buy", "sell", "buylimit", "selllimit", "buystop", "sellstop");

    final FakeTerminal terminal;
    /** Commands that it threw away: a client that knows the EA has none. */
    final List<String> dropped = new CopyOnWriteArrayList<>();
    /** The EA's inputs; shipped as 1 and 0.01. */
    volatile int maximumOrders = 1_000;

    volatile double maximumLotSize = 50;
    /** Whether files are seen half written now and then. */
    volatile boolean halfWrites;
    /** Whether it is stuck, in a trade that takes long. */
    volatile boolean stuck;

    volatile String accountName = "A \"quoted\" name\\";
    private final Path folder;
    private final LongSupplier nanos;
    private final int timerMillis;
    private final int[] ids = new int[IDS];
    private final List<String> messages = new ArrayList<>();
    private List<String> subscribed = new ArrayList<>();
    private int idIndex;
    private int magic;
    private long lastMessageMillis;
    private long ordersMillis;
    private String ordersText = "";
    private String pricesText = "";
    private volatile boolean stopped;
    private volatile long takenNanos;
    private Thread thread;

    /** Puts the EA on a chart. */
    FakeDwxServer(Path filesFolder, FakeTerminal terminal, LongSupplier nanos, int timerMillis) throws IOException {
        this.folder = Files.createDirectories(filesFolder.resolve("DWX"));
        this.terminal = terminal;
        this.nanos = nanos;
        this.timerMillis = timerMillis;
        start();
    }

    /** OnInit. */
    void start() throws IOException {
        resetFolder();
        resetIds();
        messages.clear();
        subscribed = new ArrayList<>();
        ordersText = "";
        pricesText = "";
        lastMessageMillis = 0;
        stopped = false;
        thread = new Thread(this::work, "dwx-server");
        thread.start();
    }

    /** OnDeinit. */
    void stop() throws IOException {
        kill();
        resetFolder();
    }

    /** The terminal dies; its files stay. */
    void kill() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When the last order was taken, by the machine's clock. */
    long takenNanos() {
        return takenNanos;
    }

    /** What the broker or a person does. */
    void with(Consumer<FakeTerminal> change) {
        synchronized (terminal) {
            change.accept(terminal);
        }
    }

    private void work() {
        while (!stopped) {
            if (!stuck) {
                synchronized (terminal) {
                    try {
                        checkCommands();
                        writeOrders();
                        writePrices();
                    } catch (IOException e) {
                        dropped.add(e.toString());
                    }
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(timerMillis));
        }
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong()) & 0xffff_ffffL;
    }

    private void checkCommands() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path file = folder.resolve("DWX_Commands_" + i + ".txt");
            if (!Files.exists(file)) {
                return;
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            Files.delete(file);
            if (!text.startsWith("<:")) {
                error("WRONG_FORMAT_START_IDENTIFIER", "Start identifier not found for command: " + text);
                dropped.add(text);
                return;
            }
            if (!text.endsWith(":>")) {
                error("WRONG_FORMAT_END_IDENTIFIER", "End identifier not found for command: " + text);
                dropped.add(text);
                return;
            }
            String[] data = text.substring(2, text.length() - 2).split("\\|", -1);
            if (data.length != 3) {
                error("WRONG_FORMAT_COMMAND", "Wrong format for command: " + text);
                dropped.add(text);
                return;
            }
            int id = Integer.parseInt(data[0]);
            if (!data[1].equals("RESET_COMMAND_IDS") && Arrays.stream(ids).anyMatch(known -> known == id)) {
                dropped.add("id " + id + " again: " + text);
                return;
            }
            ids[idIndex] = id;
            idIndex = (idIndex + 1) % IDS;
            command(data[1], data[2]);
        }
    }

    private void command(String name, String content) throws IOException {
        switch (name) {
            case "OPEN_ORDER" -> openOrder(content);
            case "CLOSE_ORDER" -> closeOrder(content);
            case "SUBSCRIBE_SYMBOLS" -> subscribe(content);
            case "GET_HISTORIC_TRADES" -> writeHistory(content);
            case "RESET_COMMAND_IDS" -> resetIds();
            default -> dropped.add("not played here: " + name);
        }
    }

    private void openOrder(String content) throws IOException {
        takenNanos = System.nanoTime();
        String[] data = content.split(",", -1);
        if (data.length != 9) {
            error("OPEN_ORDER_WRONG_FORMAT", "Wrong format for OPEN_ORDER command: " + content);
            return;
        }
        int count = terminal.positions.size() + terminal.orders.size();
        if (count >= maximumOrders) {
            error(
                    "OPEN_ORDER_MAXIMUM_NUMBER",
                    "Number of orders (" + count + ") larger than or equal to MaximumOrders (" + maximumOrders + ").");
            return;
        }
        FakeTerminal.Symbol symbol = terminal.symbols.get(data[0]);
        BigDecimal lots = new BigDecimal(data[2]).setScale(2, RoundingMode.HALF_UP);
        BigDecimal price = new BigDecimal(data[3]);
        boolean isMarket = data[1].equals("buy") || data[1].equals("sell");
        if (!TYPES.contains(data[1])) {
            error("OPEN_ORDER_TYPE", "Order type could not be parsed: -1 (" + data[1] + ")");
        } else if (symbol == null || lots.doubleValue() < symbol.volumeMin || lots.doubleValue() > symbol.volumeMax) {
            error(
                    "OPEN_ORDER_LOTSIZE_OUT_OF_RANGE",
                    String.format(Locale.ROOT, "Lot size out of range (min: %f, max: %f): %f", 0.01, 100.0, lots));
        } else if (lots.doubleValue() > maximumLotSize) {
            error(
                    "OPEN_ORDER_LOTSIZE_TOO_LARGE",
                    String.format(
                            Locale.ROOT, "Lot size (%.2f) larger than MaximumLotSize (%.2f).", lots, maximumLotSize));
        } else if (price.signum() == 0 && (!isMarket || symbol.ask.equals("0"))) {
            error("OPEN_ORDER_PRICE_ZERO", "Price is zero: " + content);
        } else {
            trade(data, lots, isMarket);
        }
    }

    private void trade(String[] data, BigDecimal lots, boolean isMarket) throws IOException {
        magic = Integer.parseInt(data[6]);
        boolean done = isMarket
                ? terminal.deal(data[1].equals("buy"), lots, data[0], magic, data[7])
                : terminal.pending(data[1], lots, data[3], data[0], magic, data[7]);
        if (done) {
            FakeTerminal.Symbol quote = terminal.symbols.get(data[0]);
            String price = !isMarket ? data[3] : data[1].equals("buy") ? quote.ask : quote.bid;
            info("Successfully sent order: " + data[0] + ", " + data[1] + ", " + lots + ", " + price);
        } else {
            error("OPEN_ORDER", "Could not open order: ErrorCode: 4756");
        }
    }

    private void closeOrder(String content) throws IOException {
        String[] data = content.split(",", -1);
        if (data.length != 2) {
            error("CLOSE_ORDER_WRONG_FORMAT", "Wrong format for CLOSE_ORDER command: " + content);
            return;
        }
        long ticket = Long.parseLong(data[0]);
        FakeTerminal.Line position = terminal.positions.get(ticket);
        double asked = Math.round(Double.parseDouble(data[1]) * 100) / 100.0;
        double lots = position != null && asked == 0 ? position.lots.doubleValue() : asked;
        if (position == null && !terminal.orders.containsKey(ticket)) {
            error("CLOSE_ORDER_SELECT_TICKET", "Could not select order with ticket: " + ticket);
            return;
        }
        boolean done;
        if (position == null) {
            done = terminal.orders.remove(ticket) != null;
        } else if (lots >= position.lots.doubleValue()) {
            done = terminal.closePosition(ticket, magic);
        } else {
            done = terminal.closePart(ticket, lots, magic);
        }
        if (done) {
            info("Successfully closed order: " + ticket + ", NAS100, " + String.format(Locale.ROOT, "%.2f", lots));
        } else {
            error("CLOSE_ORDER_TICKET", "Could not close position " + ticket + ": ErrorCode: 4756");
        }
    }

    /** With its fault: a symbol that cannot be had leaves a hole in the list, of which there is no price ever. */
    private void subscribe(String content) throws IOException {
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        String[] data = content.split(",", -1);
        for (int i = 0; i < data.length; i++) {
            if (terminal.symbols.containsKey(data[i])) {
                while (subscribed.size() > i + 1) {
                    subscribed.remove(subscribed.size() - 1);
                }
                while (subscribed.size() < i + 1) {
                    subscribed.add("");
                }
                subscribed.set(i, data[i]);
                good.add(data[i]);
            } else {
                bad.add(data[i]);
            }
        }
        if (!bad.isEmpty()) {
            error("SUBSCRIBE_SYMBOL", "Could not subscribe to symbols: " + String.join(", ", bad));
        }
        if (!good.isEmpty()) {
            info("Successfully subscribed to: " + String.join(", ", good));
        }
    }

    private void writeHistory(String content) throws IOException {
        int days = Integer.parseInt(content);
        if (days <= 0) {
            error("HISTORIC_TRADES", "Lookback days smaller or equal to zero: " + content);
            return;
        }
        StringBuilder text = new StringBuilder("{");
        for (int i = terminal.deals.size() - 1; i >= 0; i--) {
            FakeTerminal.Deal deal = terminal.deals.get(i);
            text.append(text.length() == 1 ? "" : ", ")
                    .append(String.format(
                            Locale.ROOT,
                            "\"%d\": {\"magic\": %d, \"symbol\": \"%s\", \"lots\": %.2f, \"type\": \"%s\", \"entry\":"
                                    + " \"%s\", \"deal_time\": \"2026.11.23 16:01:02\", \"deal_price\": %.5f, \"pnl\": %.2f,"
                                    + " \"commission\": %.2f, \"swap\": %.2f, \"comment\": \"%s\"}",
                            deal.ticket(),
                            deal.magic(),
                            deal.symbol(),
                            deal.lots(),
                            deal.type(),
                            deal.entry(),
                            new BigDecimal(deal.price()),
                            0.0,
                            -0.35,
                            0.0,
                            deal.comment()));
        }
        write("DWX_Historic_Trades.txt", text.append('}').toString());
        info("Successfully read historic trades.");
    }

    private void writePrices() throws IOException {
        StringBuilder text = new StringBuilder("{");
        for (String name : subscribed) {
            FakeTerminal.Symbol symbol = terminal.symbols.get(name);
            if (symbol == null) {
                error("GET_BID_ASK", "Could not get bid/ask for " + name + ". Last error: ErrorCode: 4301");
                continue;
            }
            text.append(text.length() == 1 ? "" : ", ")
                    .append(String.format(
                            Locale.ROOT,
                            "\"%s\": {\"bid\": %.5f, \"ask\": %.5f, \"last\": %.5f, \"tick_value\": %.5f}",
                            name,
                            new BigDecimal(symbol.bid),
                            new BigDecimal(symbol.ask),
                            new BigDecimal(symbol.last),
                            1.0));
        }
        text.append('}');
        if (!text.toString().equals(pricesText)) {
            pricesText = text.toString();
            write("DWX_Market_Data.txt", pricesText);
        }
    }

    private void writeOrders() throws IOException {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "{\"account_info\": {\"name\": \"%s\", \"number\": %d, \"currency\": \"%s\", \"leverage\": %d,"
                        + " \"free_margin\": %f, \"balance\": %f, \"equity\": %f}, \"orders\": {",
                accountName,
                4711,
                "USD",
                30,
                10_000.0,
                10_000.0,
                Double.NaN));
        int start = text.length();
        List<FakeTerminal.Line> lines = new ArrayList<>(terminal.positions.values());
        lines.addAll(terminal.orders.values());
        for (FakeTerminal.Line line : lines) {
            text.append(text.length() == start ? "" : ", ")
                    .append(String.format(
                            Locale.ROOT,
                            "\"%d\": {\"magic\": %d, \"symbol\": \"%s\", \"lots\": %.2f, \"type\": \"%s\","
                                    + " \"open_price\": %.5f, \"open_time\": \"2026.11.23 16:01:02\", \"SL\": %.5f, \"TP\":"
                                    + " %.5f, \"pnl\": %.2f, \"swap\": %.2f, \"comment\": \"%s\"}",
                            line.ticket,
                            line.magic,
                            line.symbol,
                            line.lots,
                            line.type,
                            new BigDecimal(line.price),
                            0.0,
                            0.0,
                            0.0,
                            0.0,
                            line.comment));
        }
        text.append("}}");
        if (!text.toString().equals(ordersText) || millis() >= ordersMillis + 1_000) {
            ordersText = text.toString();
            ordersMillis = millis();
            write("DWX_Orders.txt", ordersText);
        }
    }

    private void error(String type, String description) throws IOException {
        message("{\"type\": \"ERROR\", \"time\": \"2026.11.23 14:01:02\", \"error_type\": \"" + type
                + "\", \"description\": \"" + description + "\"}");
    }

    private void info(String text) throws IOException {
        message("{\"type\": \"INFO\", \"time\": \"2026.11.23 14:01:02\", \"message\": \"" + text + "\"}");
    }

    private void message(String text) throws IOException {
        lastMessageMillis = Math.max(lastMessageMillis + 1, millis());
        messages.add("\"" + lastMessageMillis + "\": " + text);
        if (messages.size() > MESSAGES) {
            messages.remove(0);
        }
        write("DWX_Messages.txt", "{" + String.join(", ", messages) + "}");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        if (halfWrites) {
            Files.writeString(file, text.substring(0, text.length() * 2 / 3), StandardCharsets.ISO_8859_1);
            LockSupport.parkNanos(100_000);
        }
        Files.writeString(file, text + "\r\n", StandardCharsets.ISO_8859_1);
    }

    private void resetIds() {
        Arrays.fill(ids, -1);
        idIndex = 0;
    }

    /** The history and the clients' own files stay. */
    private void resetFolder() throws IOException {
        for (String name : List.of("Market_Data", "Bar_Data", "Historic_Data", "Orders", "Messages")) {
            Files.deleteIfExists(folder.resolve("DWX_" + name + ".txt"));
        }
        for (int i = 0; i < FILES; i++) {
            Files.deleteIfExists(folder.resolve("DWX_Commands_" + i + ".txt"));
        }
    }

    @Override
    public void close() {
        kill();
    }
}
