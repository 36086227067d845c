package nexus.gateway.router;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;

/** Everything that the router remembers between two inputs. */
final class RouterState {
    /** The layout of a state that holds nothing of futures, money, risk and alerts: byte for byte that of older builds. */
    private static final int PLAIN_LAYOUT = 1;

    /** The plain layout with more in orders and positions, and with futures, money, risk and alerts behind it. */
    private static final int LAYOUT = 2;

    /** Platforms beyond the configured ones that are kept at the most; further names are refused. */
    static final int MAX_UNKNOWN_PLATFORMS = 64;

    /** Symbols that are remembered per platform. */
    static final int MAX_INSTRUMENTS = 4096;

    final Emitter emitter = new Emitter();
    final NexusChannel nexus = new NexusChannel();
    final Changes changes = new Changes();
    final OrderBook book = new OrderBook(changes);
    final Map<Integer, Session> sessions = new TreeMap<>();
    final Map<String, Platform> platforms = new LinkedHashMap<>();
    final ArrayDeque<Later> later = new ArrayDeque<>();
    final Counters counters = new Counters();
    final Contracts contracts = new Contracts();
    final Money money = new Money(this);
    final Risk risk = new Risk(this);
    final TradingState trading = new TradingState(this);
    final Alerts alerts = new Alerts(this);

    SymbolTable symbols = new SymbolTable(
            new RouterConfig(List.of(), List.of(), RouterConfig.UnknownPlatforms.REFUSE, 0, 0, 0, 0, 0, 0, 0),
            contracts);

    /** The configuration as journaled; empty before the first. */
    String configurationText = "";

    /** Prefix of every {@code ref}; empty before the first RUN record. */
    String journalId = "";

    /** Wall clock minus the gateway's time, ns: not 0 while the gateway's time follows a step of the wall clock. */
    long wallOffsetNanos;

    long lastInput;

    /** Whether the input at work cannot be read, or its sender may not send it. */
    boolean offended;

    /** Something to do for an order when an input's share of messages allows it. */
    record Later(Action action, String ref) {
        enum Action {
            /** Tell NEXUS where the order stands. */
            TELL_STATUS,
            /** The same because a NEXUS has come: void once that is gone. */
            TELL_NEWCOMER,
            /** Ask the platform where the order stands. */
            ASK_PLATFORM,
            CANCEL,
            /** Tell NEXUS that a cancel was lost when the gateway stopped. */
            TELL_CANCEL_LOST
        }
    }

    RouterConfig config() {
        return symbols.config();
    }

    /** The platform of this name that a connection may join; created if it may exist, else null. */
    Platform platform(String name) {
        if (symbols.isConfigured(name)) {
            return platforms.get(name);
        }
        if (config().unknownPlatforms() == RouterConfig.UnknownPlatforms.REFUSE) {
            return null;
        }
        Platform known = platforms.get(name);
        if (known != null || platforms.size() >= config().platforms().size() + MAX_UNKNOWN_PLATFORMS) {
            return known;
        }
        Platform unknown = new Platform(name);
        platforms.put(name, unknown);
        emitter.warn("platform " + Printable.of(name)
                + " is not in the configuration: its market data is taken, it gets no orders");
        return unknown;
    }

    /** What a platform's symbol means; remembered, unless the platform uses absurdly many. */
    Instrument instrument(Platform platform, byte[] buffer, int offset, int length) {
        Instrument known = platform.instruments.get(buffer, offset, length);
        if (known != null) {
            return known;
        }
        byte[] key = new byte[length];
        System.arraycopy(buffer, offset, key, 0, length);
        Instrument instrument = symbols.resolve(platform.name, new String(key, StandardCharsets.UTF_8));
        if (platform.instruments.size() < MAX_INSTRUMENTS) {
            platform.instruments.add(key, instrument);
            if (!instrument.isKnown()) {
                emitter.warn("symbol " + Printable.of(instrument.platformSymbol()) + " of platform " + platform.name
                        + " is in no dialect: forwarded as it came");
            }
        } else {
            // Made anew for each message, it would be announced with each.
            instrument.announced = true;
        }
        return instrument;
    }

    Instrument instrument(Platform platform, String platformSymbol) {
        byte[] key = SymbolTable.utf8(platformSymbol);
        return instrument(platform, key, 0, key.length);
    }

    void configure(String text) {
        SymbolTable before = symbols;
        symbols = new SymbolTable(NormalForm.parse(text), contracts);
        configurationText = text;
        contracts.configure(config(), emitter.timeNanos());
        ContractAdoption.adopt(this, before);
        money.configure(config().money());
        risk.configure(config().risk());
        for (RouterConfig.Platform platform : config().platforms()) {
            platforms.computeIfAbsent(platform.name(), Platform::new);
        }
        resolveAgain();
        alerts.configure(config().alerts());
        money.adopt(emitter.timeNanos());
    }

    /** The active contract, where the platform has a name for each contract of the symbol; else null. */
    String activeContract(String platform, String universal) {
        Mapping mapping = symbols.toPlatform(platform, universal);
        boolean isKnown = mapping != null && contracts.symbols().isPattern(mapping);
        return isKnown ? contracts.future(universal).activeName() : null;
    }

    /** Names mean something else now: what was looked up before is void. */
    void resolveAgain() {
        symbols = new SymbolTable(config(), contracts);
        platforms.values().forEach(this::resolveAgain);
    }

    private void resolveAgain(Platform platform) {
        BytesMap<Instrument> old = platform.instruments;
        platform.instruments = new BytesMap<>();
        for (Instrument before : old.values()) {
            Instrument now = symbols.resolve(platform.name, before.platformSymbol());
            now.lastPrice = before.lastPrice;
            now.lastPriceNanos = before.lastPriceNanos;
            now.announced = before.announced;
            platform.instruments.add(SymbolTable.utf8(now.platformSymbol()), now);
        }
    }

    byte[] toBytes() {
        boolean plain =
                !contracts.isUsed() && !money.isUsed() && !risk.isUsed() && !alerts.isUsed() && !hasPrincipals();
        StateWriter out = new StateWriter(!plain);
        out.put("layout", plain ? PLAIN_LAYOUT : LAYOUT).put("lastInput", lastInput);
        out.put("journalId", journalId).put("configuration", configurationText).put("halt", trading.haltReason());
        out.put("wallOffset", wallOffsetNanos);
        OutputDigest digest = emitter.digest();
        out.put("crc", digest.crc()).put("outputs", digest.count()).put("outputBytes", digest.bytes());
        counters.writeTo(out);
        out.put("platforms", platforms.size());
        platforms.values().forEach(platform -> write(out, platform));
        out.put("sessions", sessions.size());
        sessions.values().forEach(session -> write(out, session));
        book.writeTo(out);
        nexus.writeTo(out);
        out.put("later", later.size());
        later.forEach(todo -> out.put("action", todo.action().name()).put("ref", todo.ref()));
        if (!plain) {
            contracts.writeTo(out);
            money.writeTo(out);
            risk.writeTo(out);
            alerts.writeTo(out);
        }
        return out.toBytes();
    }

    private boolean hasPrincipals() {
        return sessions.values().stream().anyMatch(session -> session.principal != null);
    }

    private static void write(StateWriter out, Platform platform) {
        out.put("name", platform.name).put("ticks", platform.ticks);
        out.put("instruments", platform.instruments.size());
        for (Instrument instrument : platform.instruments.values()) {
            out.put("platformSymbol", instrument.platformSymbol());
            out.put("lastPrice", Double.doubleToLongBits(instrument.lastPrice));
            out.put("lastPriceNanos", instrument.lastPriceNanos).put("announced", instrument.announced);
        }
    }

    private static void write(StateWriter out, Session session) {
        out.put("source", session.source);
        out.put("platform", session.platform == null ? null : session.platform.name);
        out.put("bound", session.platform != null && session.platform.session == session);
        out.put("registered", session.registered).put("warnedOfName", session.warnedOfName);
        out.put("understandsAnswers", session.understandsAnswers).put("superseded", session.superseded);
        out.put("silent", session.silent).put("sendsHeartbeats", session.sendsHeartbeats);
        out.put("lastSeen", session.lastSeenNanos).put("capabilities", session.capabilities.size());
        session.capabilities.forEach(capability -> out.put("capability", capability));
        if (out.isExtended()) {
            out.put("principal", session.principal);
        }
    }

    static RouterState ofBytes(byte[] bytes) {
        StateReader in = new StateReader(bytes);
        RouterState state = new RouterState();
        long layout = in.integer("layout");
        if (layout != PLAIN_LAYOUT && layout != LAYOUT) {
            throw new IllegalArgumentException(
                    "router state has layout " + layout + ", this build reads " + PLAIN_LAYOUT + " and " + LAYOUT);
        }
        in.setExtended(layout == LAYOUT);
        state.lastInput = in.integer("lastInput");
        state.journalId = in.text("journalId");
        String configuration = in.text("configuration");
        state.trading.restoreHalt(in.text("halt"));
        state.wallOffsetNanos = in.integer("wallOffset");
        state.emitter.digest().restore(in.small("crc"), in.integer("outputs"), in.integer("outputBytes"));
        state.counters.readFrom(in);
        if (!configuration.isEmpty()) {
            state.symbols = new SymbolTable(NormalForm.parse(configuration), state.contracts);
            state.contracts.restore(state.config());
            state.configurationText = configuration;
            state.money.configure(state.config().money());
            state.risk.configure(state.config().risk());
            state.alerts.restore(state.config().alerts());
        }
        int platforms = in.small("platforms");
        for (int i = 0; i < platforms; i++) {
            state.readPlatform(in);
        }
        int sessions = in.small("sessions");
        for (int i = 0; i < sessions; i++) {
            state.readSession(in);
        }
        state.book.readFrom(in);
        state.nexus.readFrom(in);
        int later = in.small("later");
        for (int i = 0; i < later; i++) {
            state.later.add(new Later(Later.Action.valueOf(in.text("action")), in.text("ref")));
        }
        if (in.isExtended()) {
            state.contracts.readFrom(in);
            state.resolveAgain();
            state.money.readFrom(in);
            state.risk.readFrom(in);
            state.alerts.readFrom(in);
        }
        return state;
    }

    private void readPlatform(StateReader in) {
        Platform platform = new Platform(in.text("name"));
        platform.ticks = in.integer("ticks");
        platforms.put(platform.name, platform);
        int instruments = in.small("instruments");
        for (int i = 0; i < instruments; i++) {
            Instrument instrument = symbols.resolve(platform.name, in.text("platformSymbol"));
            instrument.lastPrice = Double.longBitsToDouble(in.integer("lastPrice"));
            instrument.lastPriceNanos = in.integer("lastPriceNanos");
            instrument.announced = in.flag("announced");
            platform.instruments.add(SymbolTable.utf8(instrument.platformSymbol()), instrument);
        }
    }

    private void readSession(StateReader in) {
        Session session = new Session(in.small("source"));
        String platform = in.text("platform");
        session.platform = platform == null ? null : platforms.get(platform);
        if (in.flag("bound")) {
            session.platform.session = session;
        }
        session.registered = in.flag("registered");
        session.warnedOfName = in.flag("warnedOfName");
        session.understandsAnswers = in.flag("understandsAnswers");
        session.superseded = in.flag("superseded");
        session.silent = in.flag("silent");
        session.sendsHeartbeats = in.flag("sendsHeartbeats");
        session.lastSeenNanos = in.integer("lastSeen");
        int capabilities = in.small("capabilities");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < capabilities; i++) {
            names.add(in.text("capability"));
        }
        session.capabilities = List.copyOf(names);
        session.tieTo(in.isExtended() ? in.text("principal") : null);
        sessions.put(session.source, session);
    }
}
