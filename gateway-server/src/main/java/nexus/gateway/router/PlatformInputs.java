package nexus.gateway.router;

import java.util.List;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;

/** Takes what platforms say. */
final class PlatformInputs {
    private static final byte[] MARKET_DATA = SymbolTable.utf8(Types.MARKET_DATA);
    private static final byte[] REGISTER = SymbolTable.utf8(Types.REGISTER);

    private final RouterState state;
    private final Connections connections;
    private final MarketDataForwarder marketData;
    private final OrderEvents orderEvents;
    private final PositionReports positions;
    private final SecurityInputs security;
    private final MapReader message = new MapReader();

    PlatformInputs(
            RouterState state,
            Connections connections,
            MarketDataForwarder marketData,
            OrderEvents orderEvents,
            PositionReports positions,
            SecurityInputs security) {
        this.state = state;
        this.connections = connections;
        this.marketData = marketData;
        this.orderEvents = orderEvents;
        this.positions = positions;
        this.security = security;
    }

    /** Another input begins, of whatever kind. */
    void beginInput() {
        marketData.beginInput();
    }

    /** Whether the last input was a tick that was dropped because there was no NEXUS that could take it. */
    boolean hasDroppedTick() {
        return marketData.hasDropped();
    }

    /** Writes that tick's message into a map that has been begun, but for its end. */
    void renderDroppedTick(MapWriter out) {
        marketData.renderDropped(out, message);
    }

    void take(JournalRecord record) {
        state.counters.platformMessages++;
        Session session = connections.session(record.source());
        String malformed = Frames.problem(record);
        if (malformed == null) {
            malformed = message.wrap(record.payload(), record.payloadOffset(), record.payloadLength());
        }
        if (malformed != null) {
            state.counters.malformed++;
            state.offended = true;
            Refusal refusal = new Refusal(Code.MALFORMED, malformed);
            state.changes.spoken(session.platform);
            state.changes.refusedMessage(refusal);
            answer(session, refusal, null, null);
            return;
        }
        connections.heardFrom(session);
        int type = message.find(Keys.TYPE);
        if (session.principal != null && !countsAsItsPlatform(session, type)) {
            return;
        }
        if (type != MapReader.ABSENT && message.textEquals(type, MARKET_DATA)) {
            takeMarketData(session);
        } else {
            takeOther(session, type);
        }
    }

    /** A connection with a key speaks as its platform, from its first message on, and as no other. */
    private boolean countsAsItsPlatform(Session session, int typeField) {
        Refusal foreign = security.foreign(session, message);
        if (foreign != null) {
            boolean isText = typeField != MapReader.ABSENT && message.type(typeField) == ValueType.STRING;
            refuse(session, foreign, isText ? message.textValue(typeField) : null);
            return false;
        }
        boolean registers = typeField != MapReader.ABSENT && message.textEquals(typeField, REGISTER);
        if (session.platform == null && !session.superseded && !registers) {
            Platform platform = knownPlatform(session.principal);
            if (platform != null && !platform.isUp()) {
                connections.bind(session, platform, "known by its key");
            }
        }
        return true;
    }

    private void takeMarketData(Session session) {
        Refusal refusal = bindByName(session);
        if (refusal == null && session.platform != null) {
            refusal = marketData.take(session.platform, message);
        }
        if (refusal != null) {
            refuse(session, refusal, Types.MARKET_DATA);
        }
    }

    /**
     * Market data from a connection without a platform joins it to the platform that it names: v0 reconnects so. Where
     * the connection before is not known to be gone yet, the tick is dropped and nothing is answered, for a v0 client
     * would take it for an order; the next tick may find the name free.
     */
    private Refusal bindByName(Session session) {
        int field = message.find(Keys.PLATFORM);
        boolean named = field != MapReader.ABSENT && message.type(field) == ValueType.STRING;
        if (session.platform != null) {
            if (named && !message.textEquals(field, session.platform.nameUtf8)) {
                warnOfName(session, "passed on as " + session.platform.name + "'s, for which it speaks");
            }
            return null;
        }
        if (!named) {
            return new Refusal(Code.NOT_REGISTERED, "send REGISTER first, or name the platform");
        }
        String name = message.textValue(field);
        Platform platform = knownPlatform(name);
        if (platform == null) {
            return unknownPlatform(name);
        }
        if (platform.isUp()) {
            warnOfName(session, "dropped while another live connection speaks for it");
            return null;
        }
        connections.bind(session, platform, "spoke without registering");
        return null;
    }

    /** Once for each connection, however many ticks there are. */
    private void warnOfName(Session session, String consequence) {
        if (!session.warnedOfName) {
            session.warnedOfName = true;
            String name = Printable.of(message.textValue(message.find(Keys.PLATFORM)));
            state.emitter.warn("market data of connection " + session.source + " names " + name + ": " + consequence);
        }
    }

    private Platform knownPlatform(String name) {
        return Printable.isId(name) ? state.platform(name) : null;
    }

    private static Refusal unknownPlatform(String name) {
        return new Refusal(Code.UNKNOWN_PLATFORM, "the configuration has no platform '" + Printable.of(name) + "'");
    }

    private void takeOther(Session session, int typeField) {
        state.changes.spoken(session.platform);
        Fields fields = new Fields(message);
        String type = fields.requiredText(Keys.TYPE);
        Refusal refusal = fields.refusal();
        if (refusal == null) {
            refusal = switch (type) {
                case Types.REGISTER -> register(session, fields);
                case Types.HEARTBEAT -> heartbeat(session);
                case Types.ORDER_FILL -> orderEvents.fill(session, message, fields);
                case Types.ORDER_ACK -> orderEvents.acknowledged(session, fields);
                case Types.ORDER_REJECT -> orderEvents.rejected(session, fields);
                case Types.ORDER_CANCELED -> orderEvents.canceled(session, fields);
                case Types.ORDER_STATUS -> orderEvents.status(session, fields);
                case Types.POSITION -> positions.take(session, fields);
                default -> new Refusal(Code.UNKNOWN_TYPE, "type '" + Printable.of(type) + "' is not known");
            };
        }
        if (refusal != null) {
            refuse(session, refusal, typeField == MapReader.ABSENT ? null : type);
        }
    }

    private Refusal register(Session session, Fields fields) {
        String name = fields.requiredText(Keys.PLATFORM);
        List<String> capabilities = fields.texts(Keys.CAPABILITIES);
        if (fields.refusal() != null) {
            return fields.refusal();
        }
        Platform platform = knownPlatform(name);
        if (platform == null) {
            return unknownPlatform(name);
        }
        if (session.registered && session.platform == platform) {
            return null;
        }
        session.registered = true;
        session.understandsAnswers = fields.has(Keys.VERSION) || capabilities != null;
        session.capabilities = capabilities == null ? List.of() : capabilities;
        connections.bind(session, platform, session.understandsAnswers ? "registered" : "registered, v0");
        if (session.understandsAnswers) {
            state.emitter
                    .message(Types.REGISTERED)
                    .put(Keys.PLATFORM, platform.name)
                    .put(Keys.HEARTBEAT_MS, state.config().heartbeatMillis());
            state.emitter.send(Output.Role.PLATFORM_OTHER, session.source, null);
        }
        return null;
    }

    private static Refusal heartbeat(Session session) {
        session.sendsHeartbeats = true;
        return null;
    }

    /**
     * A v0 client takes any message for an order, so a connection that is known to be one is not answered: the refusal
     * is in the journal and in the log.
     */
    private void refuse(Session session, Refusal refusal, String type) {
        state.changes.refusedMessage(refusal);
        boolean isV0 = (session.platform != null || session.superseded) && !session.understandsAnswers;
        if (isV0) {
            warn(session, refusal);
        } else {
            Fields fields = new Fields(message);
            answer(session, refusal, type, NexusFeed.Id.of(fields));
        }
    }

    private void answer(Session session, Refusal refusal, String type, NexusFeed.Id orderId) {
        MapWriter error = state.emitter.message(Types.ERROR);
        error.put(Keys.CODE, refusal.code().name()).put(Keys.REASON, refusal.reason());
        if (type != null) {
            error.put(Keys.REF_TYPE, Printable.of(type));
        }
        if (orderId != null) {
            orderId.put(error);
        }
        state.emitter.send(Output.Role.PLATFORM_OTHER, session.source, null);
        warn(session, refusal);
    }

    private void warn(Session session, Refusal refusal) {
        if (refusal.code() == Code.DUPLICATE_FILL) {
            // Said where it was found: a client that repeats itself after a reconnect does right.
            return;
        }
        String who = session.platform == null ? "connection " + session.source : session.platform.name;
        state.emitter.warn("refused a message from " + who + ": " + refusal.code() + ": " + refusal.reason());
    }
}
