package nexus.replay.backtest.ticks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;

/**
 * What the platforms of a recorded journal did, at the times of the records: connects, REGISTERs, market data and
 * disconnects. All else is left out: orders and what became of them, NEXUS, operators, heartbeats.
 *
 * <p>Each connection gets a number of its own, also where a later run of the gateway used a source again; at the beginning
 * of a run all connections of the run before are gone. Where the stretch begins in the middle, the connections that are
 * there then connect and register at its first record.
 */
public final class RecordedInputs implements PlatformInputs {
    private static final byte[] MARKET_DATA = Types.MARKET_DATA.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REGISTER = Types.REGISTER.getBytes(StandardCharsets.US_ASCII);

    private final JournalReader journal;
    private final long from;
    private final long to;
    private final String description;
    private final JournalRecord record = new JournalRecord();
    private final MapReader message = new MapReader();
    /** By their source in the recorded journal. */
    private final TreeMap<Integer, Session> sessions = new TreeMap<>();

    private final TreeMap<String, Session> speakers = new TreeMap<>();
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private Event event;
    private int connections;
    private boolean begun;

    /** A connection of the recorded journal. */
    private static final class Session {
        private int connection;
        private String platform;
        private byte[] register;
    }

    private record Event(
            Kind kind, int connection, String platform, byte[] buffer, int offset, int length, String reason) {}

    /**
     * Begins before the journal's first record, for sessions that are there when the stretch begins.
     *
     * @param journal is read from its start, and closed with this
     * @param from sequence of the stretch's first record
     * @param to of its last
     */
    public RecordedInputs(JournalReader journal, long from, long to) {
        this.journal = journal;
        this.from = from;
        this.to = to;
        journal.toStart();
        boolean isRun = journal.next(record) && record.kind() == RecordKind.RUN && wrap();
        description = "records from " + from + " on of journal " + (isRun ? text(Keys.JOURNAL_ID) : "(unnamed)");
        journal.toStart();
    }

    @Override
    public boolean next() {
        while (events.isEmpty()) {
            if (!journal.next(record) || record.sequence() > to) {
                return false;
            }
            if (!begun && record.sequence() >= from) {
                begun = true;
                sessions.values().forEach(this::announce);
            }
            take();
        }
        event = events.remove();
        return true;
    }

    private void announce(Session session) {
        session.connection = connections++;
        tell(Kind.CONNECT, session, null);
        if (session.register != null) {
            byte[] register = session.register;
            events.add(
                    new Event(Kind.REGISTER, session.connection, session.platform, register, 0, register.length, null));
        }
    }

    private void tell(Kind what, Session session, String reason) {
        events.add(new Event(what, session.connection, session.platform, new byte[0], 0, 0, reason));
    }

    private void tellMessage(Kind what, Session session) {
        events.add(new Event(
                what,
                session.connection,
                session.platform,
                record.payload(),
                record.payloadOffset(),
                record.payloadLength(),
                null));
    }

    private void take() {
        switch (record.kind()) {
            case RUN -> {
                for (Integer source : List.copyOf(sessions.keySet())) {
                    gone(source, "the gateway was stopped");
                }
            }
            case CONTROL -> control();
            case PLATFORM_IN -> {
                if (record.flags() == 0 && wrap()) {
                    platformSaid(session(record.source()));
                }
            }
            default -> {
                // Not the platforms' doing.
            }
        }
    }

    private boolean wrap() {
        return message.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null;
    }

    private void control() {
        if (!wrap()) {
            return;
        }
        String type = text(Keys.TYPE);
        if (type.equals(Types.PEER_UP) && text(Keys.ENDPOINT).equals("platform")) {
            session((int) message.longValue(message.find(Keys.SOURCE)));
        } else if (type.equals(Types.PEER_DOWN)) {
            gone((int) message.longValue(message.find(Keys.SOURCE)), text(Keys.REASON));
        }
    }

    /** The session of a source; made if its connect was not seen. */
    private Session session(int source) {
        Session known = sessions.get(source);
        if (known != null) {
            return known;
        }
        Session session = new Session();
        sessions.put(source, session);
        if (begun) {
            announce(session);
        }
        return session;
    }

    private void gone(int source, String reason) {
        Session session = sessions.remove(source);
        if (session == null) {
            return;
        }
        speakers.values().remove(session);
        if (begun) {
            tell(Kind.DISCONNECT, session, reason);
        }
    }

    private void platformSaid(Session session) {
        int type = message.find(Keys.TYPE);
        if (type == MapReader.ABSENT) {
            return;
        }
        if (message.textEquals(type, MARKET_DATA)) {
            if (session.platform == null && !speakers.containsKey(text(Keys.PLATFORM))) {
                bind(session, text(Keys.PLATFORM));
            }
            if (begun) {
                tellMessage(Kind.TICK, session);
            }
        } else if (message.textEquals(type, REGISTER)) {
            bind(session, text(Keys.PLATFORM));
            session.register = record.copyPayload();
            if (begun) {
                tellMessage(Kind.REGISTER, session);
            }
        }
    }

    /** As the router does it: who registers takes the name over, who only speaks gets it if nobody has it. */
    private void bind(Session session, String platform) {
        if (platform.isEmpty()) {
            return;
        }
        speakers.values().remove(session);
        Session before = speakers.put(platform, session);
        if (before != null) {
            before.platform = null;
        }
        session.platform = platform;
    }

    private String text(Key key) {
        int field = message.find(key);
        return field == MapReader.ABSENT || message.type(field) != ValueType.STRING ? "" : message.textValue(field);
    }

    @Override
    public Kind kind() {
        return event.kind();
    }

    @Override
    public long timeNanos() {
        return record.timeNanos();
    }

    @Override
    public int connection() {
        return event.connection();
    }

    @Override
    public String platform() {
        return event.platform();
    }

    @Override
    public byte[] buffer() {
        return event.buffer();
    }

    @Override
    public int offset() {
        return event.offset();
    }

    @Override
    public int length() {
        return event.length();
    }

    @Override
    public String reason() {
        return event.reason();
    }

    @Override
    public double done() {
        return Math.max(0, Math.min(1, (record.sequence() - from + 1) / (double) (to - from + 1)));
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }

    @Override
    public void close() {
        journal.close();
    }
}
