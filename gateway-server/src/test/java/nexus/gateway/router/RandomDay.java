package nexus.gateway.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nexus.config.AlertsConfig;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.NormalForm;
import nexus.gateway.router.RouterRun.Sent;
import nexus.gateway.router.RouterRun.Step;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;

/**
 * A random day: platforms that come, trade, fall silent and go, a NEXUS that flaps, refuses and doubles, garbage,
 * restarts. The same seed gives the same day. It keeps what peers saw, for the test to hold against the rules.
 */
final class RandomDay {
    private static final String[] PLATFORMS = {"nt8", "mt5", "sierra", "stranger"};
    private static final String[] SYMBOLS = {"NQ", "ES", "GC", "MGC", "NOPE"};
    private static final String[] PLATFORM_SYMBOLS = {"NQ 03-25", "NAS100", "NQH25", "ES 03-25", "ESH25", "GOLD", "ZZ"};

    private final Random random;
    private final Client client;
    private final MapReader reader = new MapReader();
    private final RouterRun run = new RouterRun();
    private final List<Integer> platformConnections = new ArrayList<>();
    private final List<Integer> nexusConnections = new ArrayList<>();
    private final Map<String, Map<?, ?>> ordersByRef = new TreeMap<>();
    private final Map<Object, Integer> connectionByRef = new HashMap<>();
    private final List<String> refs = new ArrayList<>();
    private final List<Sent> taken = new ArrayList<>();
    private final List<Sent> lastEvents = new ArrayList<>();
    private final List<String> configurations;
    private int connections;
    private int fills;
    private int signals;
    private boolean nexusRefuses;

    /** How NEXUS behaves on this day. */
    enum Client {
        /** Never says HELLO. */
        V0,
        /** Says HELLO first of all, with the last order event that it has seen. */
        HELLO,
        /** Says anything at any time. */
        ANY
    }

    RandomDay(long seed, Client client) {
        this.client = client;
        random = new Random(seed);
        configurations = List.of(
                normalForm("gateway.yaml"),
                normalForm("gateway.yaml").replace("maxResumeEvents 100000", "maxResumeEvents 50"),
                normalForm("gateway.yaml").replace("unknownPlatforms data-only", "unknownPlatforms refuse"),
                normalForm("gateway-in-money.yaml"),
                normalForm("twins.yaml"),
                withAlerts("gateway.yaml"));
        take(run.begin(Router.VERSION));
        take(run.configure(configurations.get(random.nextBoolean() ? 0 : configurations.size() - 1)));
        take(run.recover(false));
    }

    private static String normalForm(String file) {
        try {
            return NormalForm.of(ConfigLoader.load(RouterScript.resource(file)).router());
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    /** Few causes at once, so that they are too many now and then. */
    private static String withAlerts(String file) {
        AlertsConfig alerts = new AlertsConfig(true, 60_000, 300_000, 4, AlertsConfig.Expect.SEEN);
        return NormalForm.of(NormalForm.parse(normalForm(file)).with(alerts));
    }

    RouterRun run() {
        return run;
    }

    /** All NEXUS events that its socket took, in the order in which it did. */
    List<Sent> taken() {
        return taken;
    }

    /** How many SIGNALs there were. */
    int signals() {
        return signals;
    }

    /** One more input. */
    void step() {
        run.passTime(random.nextInt(50) * 1_000_000L);
        if (run.router().wantsContinue() && random.nextInt(3) > 0) {
            take(control(Map.of("type", "CONTINUE")));
            return;
        }
        int dice = random.nextInt(1000);
        if (dice < 250) {
            tick();
        } else if (dice < 400) {
            signal();
        } else if (dice < 700) {
            platformAnswer();
        } else if (dice < 740) {
            nexusOther();
        } else if (dice < 760) {
            platformComesOrGoes();
        } else if (dice < 785) {
            nexusComesOrGoes();
        } else if (dice < 835) {
            take(control(Map.of("type", "CLOCK")));
            run.checkpoint();
        } else if (dice < 865) {
            refuse();
        } else if (dice < 895) {
            garbage();
        } else if (dice < 925) {
            operator();
        } else if (dice < 930) {
            register();
        } else if (dice < 932) {
            take(run.configure(anyConfiguration()));
        } else if (dice < 935) {
            restart();
        } else if (dice < 938 && client != Client.HELLO) {
            run.passTime(random.nextInt(3) * 86_400_000_000_000L + 6_000_000_000L);
        } else {
            tick();
        }
    }

    /** Leaves one NEXUS alone that takes everything, and lets the router finish. */
    void finish() {
        while (!nexusConnections.isEmpty()) {
            nexusDown(0);
        }
        int source = connectNexus();
        take(control(Map.of("type", "NEXUS_SETTLED", "source", source)));
        while (run.router().wantsContinue()) {
            take(control(Map.of("type", "CONTINUE")));
        }
        run.checkpoint();
    }

    private Step control(Map<String, Object> message) {
        return run.input(RecordKind.CONTROL, 0, 0, Json.toMessagePack(message));
    }

    private Step platform(Map<String, Object> message) {
        int source = platformConnections.isEmpty() ? connectPlatform() : pick(platformConnections);
        return run.input(RecordKind.PLATFORM_IN, 0, source, Json.toMessagePack(message));
    }

    private Step nexus(Map<String, Object> message) {
        int source = nexusConnections.isEmpty() ? connectNexus() : pick(nexusConnections);
        return run.input(RecordKind.NEXUS_IN, 0, source, Json.toMessagePack(message));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static <T> List<T> last(List<T> list, int count) {
        return list.subList(Math.max(0, list.size() - count), list.size());
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private void tick() {
        Map<String, Object> data = new TreeMap<>();
        data.put("symbol", pick(PLATFORM_SYMBOLS));
        data.put(pick("price", "bid", "ask", "volume"), random.nextInt(100) / 4.0);
        data.put(pick("price", "bid", "ask", "x"), random.nextBoolean() ? random.nextInt(100) : null);
        if (random.nextInt(8) == 0) {
            data.put(pick("currency", "price_usd"), pick("USD", "EUR", "BRL", "XYZ", "R$"));
        }
        Map<String, Object> message = new TreeMap<>(Map.of("type", "MARKET_DATA", "data", data));
        if (random.nextBoolean()) {
            message.put("platform", pick(PLATFORMS));
        }
        take(platform(message));
    }

    private void signal() {
        Map<String, Object> message = new TreeMap<>();
        message.put("type", "SIGNAL");
        message.put("symbol", random.nextInt(4) > 0 ? "NQ" : pick(SYMBOLS));
        message.put("side", pick("BUY", "SELL"));
        message.put("quantity", random.nextBoolean() ? random.nextInt(9) : random.nextInt(900) / 100.0);
        message.put("order_id", orderId(random.nextInt(10) > 0 ? signals : random.nextInt(signals + 1)));
        if (random.nextInt(4) == 0) {
            message.put("order_type", pick("LIMIT", "STOP", "MARKET"));
            message.put("limit_price", 100);
            message.put("stop_price", 90.5);
        }
        if (random.nextInt(4) == 0) {
            message.put("platforms", List.of(pick(PLATFORMS), pick(PLATFORMS)));
        }
        if (random.nextInt(4) == 0) {
            message.put("timestamp", run.timeNanos() / 1e9 - random.nextInt(12) + 4);
        }
        Step step = nexus(message);
        signals++;
        take(step);
        List<Sent> orders = step.outputs().stream()
                .filter(sent -> sent.role() == Output.Role.ORDER)
                .toList();
        if (!orders.isEmpty() && random.nextInt(20) == 0) {
            take(control(Map.of(
                    "type",
                    "SEND_REFUSED",
                    "source",
                    pick(orders).source(),
                    "ref",
                    pick(orders).ref(),
                    "count",
                    0,
                    "reason",
                    "gone")));
        }
    }

    /** A fill, an acknowledgement or an answer, mostly of an order that was sent. */
    private void platformAnswer() {
        Map<String, Object> message = new TreeMap<>();
        Map<?, ?> order = refs.isEmpty() || random.nextInt(12) == 0 ? null : ordersByRef.get(pick(last(refs, 12)));
        message.put("order_id", order == null ? "none" + random.nextInt(5) : order.get(pick("order_id", "ref")));
        message.put("symbol", order == null ? pick(PLATFORM_SYMBOLS) : order.get("symbol"));
        switch (random.nextInt(8)) {
            case 0 -> message.put("type", pick("ORDER_ACK", "ORDER_REJECT", "ORDER_CANCELED"));
            case 1 -> {
                message.put("type", "ORDER_STATUS");
                message.put("status", pick("WORKING", "PARTIALLY_FILLED", "FILLED", "CANCELED", "REJECTED", "UNKNOWN"));
                if (random.nextBoolean()) {
                    message.put("cum_qty", random.nextInt(12) / 2.0);
                    message.put("avg_price", 99.5);
                }
            }
            case 2 -> {
                message.put("type", "POSITION");
                message.put("quantity", random.nextInt(5));
            }
            default -> {
                message.put("type", "ORDER_FILL");
                message.put("filled_qty", (1 + random.nextInt(20)) / 4.0);
                message.put("fill_price", 100 + random.nextInt(8) / 4.0);
                // An own key that passes through, by which the test knows the fill again.
                message.put("fill_number", ++fills);
                if (random.nextInt(4) == 0) {
                    message.put("commission", random.nextInt(100) / 8.0);
                    message.put(pick("currency", "x"), pick("USD", "EUR", "BRL", "XYZ", "R$"));
                }
                if (random.nextBoolean()) {
                    message.put("exec_id", "e" + (random.nextInt(10) == 0 ? random.nextInt(fills) : fills));
                }
            }
        }
        int home = order == null ? 0 : connectionByRef.get(order.get("ref"));
        boolean fromHome = platformConnections.contains(home) && random.nextInt(10) > 0;
        take(fromHome ? run.input(RecordKind.PLATFORM_IN, 0, home, Json.toMessagePack(message)) : platform(message));
    }

    /** The same for the same number; half of them integers. */
    private static Object orderId(int number) {
        return number % 2 == 0 ? (Object) number : "s" + number;
    }

    private void nexusOther() {
        switch (client == Client.ANY ? random.nextInt(5) : 4) {
            case 0 -> take(nexus(Map.of("type", "HEARTBEAT")));
            case 1 -> take(nexus(Map.of("type", "HELLO", "client", "x")));
            case 2 ->
                take(nexus(Map.of(
                        "type",
                        "HELLO",
                        "resume_from",
                        taken.isEmpty() ? 0 : pick(last(taken, 50)).seq() + random.nextInt(2))));
            default ->
                take(nexus(Map.of("type", "CANCEL", "order_id", orderId(Math.max(0, signals - random.nextInt(12))))));
        }
    }

    private int connectPlatform() {
        platformConnections.add(++connections);
        take(control(Map.of("type", "PEER_UP", "source", connections, "endpoint", "platform", "identity", "00")));
        return connections;
    }

    private int connectNexus() {
        nexusConnections.add(++connections);
        nexusRefuses &= nexusConnections.size() > 1;
        take(control(Map.of("type", "PEER_UP", "source", connections, "endpoint", "nexus", "identity", "00")));
        if (client == Client.HELLO) {
            long seen = taken.stream().mapToLong(Sent::seq).max().orElse(0);
            take(run.input(
                    RecordKind.NEXUS_IN,
                    0,
                    connections,
                    Json.toMessagePack(Map.of("type", "HELLO", "resume_from", seen))));
        }
        if (random.nextBoolean()) {
            take(control(Map.of("type", "NEXUS_SETTLED", "source", connections)));
        }
        return connections;
    }

    private void platformComesOrGoes() {
        if (platformConnections.size() < 2 + random.nextInt(5)) {
            connectPlatform();
            register();
        } else {
            int source = platformConnections.remove(random.nextInt(platformConnections.size()));
            take(control(Map.of("type", "PEER_DOWN", "source", source, "reason", "gone")));
        }
    }

    private void register() {
        Map<String, Object> message = new TreeMap<>(Map.of("type", "REGISTER", "platform", pick(PLATFORMS)));
        switch (random.nextInt(3)) {
            case 0 -> message.put("version", "1");
            case 1 -> message.put("capabilities", List.of("cancel", "order_status"));
            default -> message.put("type", random.nextInt(4) == 0 ? "HEARTBEAT" : "REGISTER");
        }
        take(platform(message));
    }

    private void nexusComesOrGoes() {
        if (nexusConnections.isEmpty() || random.nextInt(12) == 0) {
            connectNexus();
        } else if (random.nextInt(4) > 0) {
            take(control(Map.of("type", "NEXUS_SETTLED", "source", pick(nexusConnections))));
        } else {
            nexusDown(random.nextInt(nexusConnections.size()));
        }
    }

    private void nexusDown(int index) {
        nexusRefuses &= index > 0;
        if (client == Client.HELLO && index == 0 && !taken.isEmpty() && nexusConnections.size() == 1) {
            // Some of what the socket took never arrived.
            int lost = random.nextInt(Math.min(taken.size(), 4));
            taken.subList(taken.size() - lost, taken.size()).clear();
        }
        lastEvents.clear();
        take(control(Map.of("type", "PEER_DOWN", "source", nexusConnections.remove(index), "reason", "gone")));
    }

    /** Takes back the last events that the socket was given, or lets it take messages again. */
    private void refuse() {
        if (nexusRefuses) {
            nexusRefuses = false;
            take(control(Map.of("type", "NEXUS_WRITABLE")));
        } else if (!lastEvents.isEmpty() && nexusConnections.size() == 1) {
            nexusRefuses = true;
            List<Sent> refused = List.copyOf(lastEvents.subList(random.nextInt(lastEvents.size()), lastEvents.size()));
            lastEvents.clear();
            taken.removeAll(refused);
            long from = refused.stream().mapToLong(Sent::seq).min().orElse(0);
            take(control(Map.of("type", "NEXUS_REFUSED", "from_seq", from, "ticks", random.nextInt(3))));
        } else if (!refs.isEmpty()) {
            take(control(Map.of(
                    "type",
                    "SEND_REFUSED",
                    "source",
                    1,
                    "ref",
                    refs.get(refs.size() - 1),
                    "count",
                    1,
                    "reason",
                    "full")));
        }
    }

    private void garbage() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        int flags = random.nextInt(8) == 0 ? JournalRecord.FLAG_OVERSIZE : 0;
        if (random.nextBoolean()) {
            int source = platformConnections.isEmpty() ? connectPlatform() : pick(platformConnections);
            take(run.input(RecordKind.PLATFORM_IN, flags, source, bytes));
        } else {
            int source = nexusConnections.isEmpty() ? connectNexus() : pick(nexusConnections);
            take(run.input(RecordKind.NEXUS_IN, flags, source, bytes));
        }
    }

    private void operator() {
        Map<String, Object> message = new TreeMap<>();
        message.put("reason", "because");
        message.put("order_id", refs.isEmpty() ? "x" : pick(last(refs, 50)));
        message.put("platform", pick(PLATFORMS));
        message.put(pick("not_sent", "filled"), random.nextBoolean() ? (Object) true : List.of(1, 100.5));
        if (client != Client.HELLO && random.nextInt(4) == 0) {
            // The test that adds positions up knows of none.
            message.put("symbol", pick(SYMBOLS));
            message.put("quantity", random.nextInt(9) - 4);
            message.put("type", "POSITION_SET");
            take(run.input(RecordKind.OPERATOR_IN, 0, 9999, Json.toMessagePack(message)));
            return;
        }
        message.put("type", pick("RESUME_TRADING", "RESOLVE", "RESOLVE", random.nextInt(5) == 0 ? "HALT" : "STATUS"));
        take(run.input(RecordKind.OPERATOR_IN, 0, 9999, Json.toMessagePack(message)));
    }

    /** The process dies: the last outputs of one more input never reach the journal. */
    private void restart() {
        Step last = platformConnections.isEmpty() || random.nextBoolean()
                ? control(Map.of("type", "CONTINUE"))
                : platform(Map.of(
                        "type",
                        "ORDER_FILL",
                        "order_id",
                        "late",
                        "symbol",
                        "GOLD",
                        "filled_qty",
                        1,
                        "fill_price",
                        1,
                        "fill_number",
                        ++fills));
        List<Sent> stored = last.outputs().stream().filter(Sent::stored).toList();
        int kept = stored.isEmpty() ? 0 : random.nextInt(stored.size() + 1);
        stored.subList(0, kept).forEach(this::store);
        stored.subList(kept, stored.size()).forEach(run::lose);
        platformConnections.clear();
        nexusConnections.clear();
        lastEvents.clear();
        nexusRefuses = false;
        boolean rebooted = random.nextInt(4) == 0;
        take(random.nextInt(3) == 0 ? run.restart(rebooted, anyConfiguration()) : run.restart(rebooted));
    }

    private String anyConfiguration() {
        String text = configurations.get(random.nextInt(configurations.size()));
        // A client that resumes is to find everything, so nothing may be forgotten.
        return client == Client.HELLO ? text.replace("maxResumeEvents 50", "maxResumeEvents 9999") : text;
    }

    /** Whether {@code resume_from} concerns it: all but what says how platforms stand, and refusals of no order. */
    private boolean isOrderEvent(Sent sent) {
        reader.wrap(sent.message(), 0, sent.message().length);
        return reader.find(Keys.ORDER_ID) != MapReader.ABSENT;
    }

    private void take(Step step) {
        if (step.outputs().stream().anyMatch(sent -> sent.role() == Output.Role.NEXUS_EVENT)) {
            lastEvents.clear();
        }
        step.outputs().forEach(this::store);
    }

    private void store(Sent sent) {
        run.store(sent);
        if (sent.role() == Output.Role.NEXUS_EVENT) {
            lastEvents.add(sent);
            if (isOrderEvent(sent)) {
                taken.add(sent);
            }
        } else if (sent.role() == Output.Role.ORDER) {
            ordersByRef.put(sent.ref(), Json.parseMessage(sent.message()));
            connectionByRef.put(sent.ref(), sent.source());
            refs.add(sent.ref());
        }
    }
}
