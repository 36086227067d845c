package nexus.adapters.fix;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import nexus.adapters.fix.FixSessionSettings.Hours;
import nexus.adapters.fix.FixSessionSettings.Tls;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DoNotSend;
import quickfix.FieldNotFound;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;
import quickfix.field.MsgType;
import quickfix.field.Password;
import quickfix.field.TestReqID;
import quickfix.field.Text;
import quickfix.field.Username;
import quickfix.fix44.MessageFactory;

/**
 * QuickFIX/J, kept from sending anything late.
 *
 * <ul>
 *   <li>{@code PersistMessages=N}: it keeps the numbers on disk and no message. A counterparty that asks for a resend is
 *       told that there is nothing (a gap fill), so no old order is ever sent again, nor a password stored.
 *   <li>A message that the session cannot take now is not sent and not kept ({@link FixSession#leaving}).
 *   <li>No dictionary, and no check of clocks: nothing that comes is refused for its form. An execution is an execution,
 *       with fields of the counterparty's own as with a wrong time.
 * </ul>
 *
 * What comes is handed over on QuickFIX/J's thread, and is counted as received only once that has returned.
 */
final class FixEngine {
    /** What the sessions bring, on QuickFIX/J's threads. */
    interface Client {
        /** Logged on, and both sides count from 1 again: what earlier numbers meant is void. */
        void numbersBegin(FixSession session);

        /** Logged on and ready. */
        void up(FixSession session);

        /** Ready again after the counterparty had missed messages of ours, which it will not get. */
        void missed(FixSession session);

        void down(FixSession session);

        /** A message of the counterparty, or its Reject of one of ours. What this throws leaves it unreceived. */
        void received(FixSession session, Message message) throws FieldNotFound;
    }

    private final Map<SessionID, FixSession> sessions = new HashMap<>();
    private final Client client;
    private final SocketInitiator initiator;

    private FixEngine(List<FixSession> sessions, Path folder, Client client) throws ConfigError {
        this.client = client;
        SessionSettings settings = new SessionSettings();
        for (FixSession session : sessions) {
            this.sessions.put(session.id(), session);
            configure(settings, session, folder);
        }
        this.initiator = new Initiator(
                new Callbacks(), settings, (id, text) -> this.sessions.get(id).problem(text));
    }

    /**
     * Makes it, stopped.
     *
     * @param folder where the numbers are kept
     */
    static FixEngine of(List<FixSession> sessions, Path folder, Client client) {
        try {
            return new FixEngine(sessions, folder, client);
        } catch (ConfigError e) {
            throw new IllegalStateException("QuickFIX/J does not take its settings", e);
        }
    }

    static SessionID sessionId(FixSessionSettings settings) {
        return new SessionID(
                "FIX.4.4",
                settings.senderCompId(),
                settings.senderSubId(),
                SessionID.NOT_SET,
                settings.targetCompId(),
                settings.targetSubId(),
                SessionID.NOT_SET,
                SessionID.NOT_SET);
    }

    private static void configure(SessionSettings all, FixSession session, Path folder) {
        FixSessionSettings settings = session.settings();
        Map<String, String> values = new HashMap<>();
        values.put("ConnectionType", "initiator");
        values.put("SocketConnectHost", settings.host());
        values.put("SocketConnectPort", Integer.toString(settings.port()));
        values.put("ReconnectInterval", "1;2;5;10;30");
        values.put("HeartBtInt", Integer.toString(settings.heartbeatSeconds()));
        values.put("ResetOnLogon", settings.resetOnLogon() ? "Y" : "N");
        values.put("FileStorePath", folder.toString());
        values.put("PersistMessages", "N");
        values.put("UseDataDictionary", "N");
        values.put("CheckLatency", "N");
        values.put("RequiresOrigSendingTime", "N");
        hours(values, settings.hours());
        tls(values, settings.tls());
        values.forEach((key, value) -> all.setString(session.id(), key, value));
    }

    private static void hours(Map<String, String> values, Hours hours) {
        if (hours == null) {
            values.put("NonStopSession", "Y");
        } else {
            values.put("StartTime", hours.start());
            values.put("EndTime", hours.end());
            values.put("TimeZone", hours.zone());
        }
    }

    private static void tls(Map<String, String> values, Tls tls) {
        if (tls != null) {
            // Without a trust store of its own QuickFIX/J trusts everybody.
            if (tls.trustStore() == null) {
                values.put(
                        "SocketTrustStore",
                        Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                                .toString());
            } else {
                values.put("SocketTrustStore", tls.trustStore().toString());
                values.put("SocketTrustStorePassword", tls.password());
            }
            values.put("SocketUseSSL", "Y");
            values.put("EndpointIdentificationAlgorithm", "HTTPS");
        }
    }

    void start() {
        try {
            initiator.start();
        } catch (ConfigError e) {
            throw new IllegalStateException("QuickFIX/J does not start: " + e.getMessage(), e);
        }
    }

    /** Does what is due; to be called every 100 ms or so. */
    void pass(long nowNanos) {
        sessions.values().forEach(session -> session.pass(nowNanos));
    }

    /** Logs out and ends; at most about 2.5 s. */
    void close() {
        sessions.values().forEach(FixSession::logout);
        initiator.stop();
    }

    /** Without a clock of its own, which ticks once a second: {@link #pass} is quicker, and one clock is enough. */
    private static final class Initiator extends SocketInitiator {
        private Initiator(Application application, SessionSettings settings, BiConsumer<SessionID, String> problems)
                throws ConfigError {
            super(
                    application,
                    new FileStoreFactory(settings),
                    settings,
                    MaskedLog.factory(problems),
                    new MessageFactory());
        }

        @Override
        protected void startSessionTimer() {}
    }

    /** What QuickFIX/J calls; some of it while it holds locks of its own, so none of ours may be waited for there. */
    private final class Callbacks implements Application {
        /** Whether a session has not been ready yet since it logged on. */
        private final Map<SessionID, Boolean> fresh = new ConcurrentHashMap<>();

        @Override
        public void onCreate(SessionID id) {
            sessions.get(id).opened(Session.lookupSession(id));
        }

        @Override
        public void onLogon(SessionID id) {
            FixSession session = sessions.get(id);
            fresh.put(id, true);
            session.loggedOn();
            if (Session.lookupSession(id).getExpectedSenderNum() <= 2) {
                client.numbersBegin(session);
            }
            session.test();
        }

        @Override
        public void onLogout(SessionID id) {
            FixSession session = sessions.get(id);
            session.loggedOut();
            client.down(session);
        }

        @Override
        public void toAdmin(Message message, SessionID id) {
            FixSessionSettings settings = sessions.get(id).settings();
            if (isType(message, MsgType.LOGON)) {
                if (!settings.username().isEmpty()) {
                    message.setString(Username.FIELD, settings.username());
                }
                if (!settings.password().isEmpty()) {
                    message.setString(Password.FIELD, settings.password());
                }
            }
        }

        @Override
        public void fromAdmin(Message message, SessionID id) throws FieldNotFound {
            FixSession session = sessions.get(id);
            session.heard();
            if (isType(message, MsgType.LOGOUT)) {
                session.complaint(text(message, "the counterparty has logged out"));
            } else if (isType(message, MsgType.REJECT)) {
                session.complaint(text(message, "the counterparty rejects a message"));
                client.received(session, message);
            } else if (isType(message, MsgType.RESEND_REQUEST)) {
                session.resendRequested();
            } else if (isType(message, MsgType.HEARTBEAT)
                    && message.isSetField(TestReqID.FIELD)
                    && session.answered(message.getString(TestReqID.FIELD))) {
                ready(session, id);
            }
        }

        private void ready(FixSession session, SessionID id) {
            if (fresh.replace(id, false)) {
                client.up(session);
            } else {
                client.missed(session);
            }
        }

        @Override
        public void toApp(Message message, SessionID id) throws DoNotSend {
            sessions.get(id).leaving(message);
        }

        @Override
        public void fromApp(Message message, SessionID id) throws FieldNotFound {
            FixSession session = sessions.get(id);
            session.heard();
            client.received(session, message);
        }
    }

    private static boolean isType(Message message, String type) {
        try {
            return message.getHeader().getString(MsgType.FIELD).equals(type);
        } catch (FieldNotFound e) {
            return false;
        }
    }

    private static String text(Message message, String otherwise) throws FieldNotFound {
        return message.isSetField(Text.FIELD) ? message.getString(Text.FIELD) : otherwise;
    }
}
