package nexus.journal.message;

import java.nio.charset.StandardCharsets;

/** Values of the key {@code type}. */
public final class Types {
    // From a platform
    public static final String REGISTER = "REGISTER";
    public static final String MARKET_DATA = "MARKET_DATA";
    public static final String ORDER_FILL = "ORDER_FILL";
    public static final String ORDER_ACK = "ORDER_ACK";
    public static final String ORDER_REJECT = "ORDER_REJECT";
    public static final String ORDER_CANCELED = "ORDER_CANCELED";
    public static final String ORDER_STATUS = "ORDER_STATUS";
    public static final String POSITION = "POSITION";
    public static final String HEARTBEAT = "HEARTBEAT";

    // To a platform
    public static final String ORDER = "ORDER";
    public static final String ORDER_CANCEL = "ORDER_CANCEL";
    public static final String ORDER_STATUS_REQUEST = "ORDER_STATUS_REQUEST";
    public static final String REGISTERED = "REGISTERED";
    public static final String SUPERSEDED = "SUPERSEDED";
    public static final String ERROR = "ERROR";

    // From NEXUS
    public static final String SIGNAL = "SIGNAL";
    public static final String CANCEL = "CANCEL";
    public static final String HELLO = "HELLO";

    // To NEXUS
    public static final String SIGNAL_ACK = "SIGNAL_ACK";
    public static final String REJECT = "REJECT";
    public static final String PLATFORM_STATUS = "PLATFORM_STATUS";
    public static final String RESUMED = "RESUMED";
    public static final String TRADING_STATUS = "TRADING_STATUS";
    public static final String ALERT = "ALERT";
    public static final String CONTRACT_ROLL = "CONTRACT_ROLL";

    // From a replay, to NEXUS and from it
    public static final String REPLAY_BEGIN = "REPLAY_BEGIN";
    public static final String REPLAY_END = "REPLAY_END";
    public static final String STEP_ACK = "STEP_ACK";

    // Operator
    public static final String STATUS = "STATUS";
    public static final String ORDERS = "ORDERS";
    public static final String POSITIONS = "POSITIONS";
    public static final String HALT = "HALT";
    public static final String REDUCE_ONLY = "REDUCE_ONLY";
    public static final String RESUME_TRADING = "RESUME_TRADING";
    public static final String LIMIT = "LIMIT";
    public static final String LIMITS = "LIMITS";
    public static final String RELOAD = "RELOAD";
    public static final String RESOLVE = "RESOLVE";
    public static final String STOP = "STOP";
    public static final String ALERTS = "ALERTS";
    public static final String POSITION_SET = "POSITION_SET";
    public static final String ROLLOVER = "ROLLOVER";
    public static final String ROLLOVERS = "ROLLOVERS";
    public static final String KEYS = "KEYS";
    public static final String ANSWER = "ANSWER";

    // Control records and records of the gateway's own
    public static final String RUN = "RUN";
    public static final String CONFIG = "CONFIG";
    public static final String CLOCK = "CLOCK";
    public static final String CLOCK_STEP = "CLOCK_STEP";
    public static final String CLOCK_SYNC = "CLOCK_SYNC";
    public static final String PEER_UP = "PEER_UP";
    public static final String PEER_DOWN = "PEER_DOWN";
    public static final String TURNED_AWAY = "TURNED_AWAY";
    public static final String NEXUS_SETTLED = "NEXUS_SETTLED";
    public static final String NEXUS_REFUSED = "NEXUS_REFUSED";
    public static final String NEXUS_WRITABLE = "NEXUS_WRITABLE";
    public static final String SEND_REFUSED = "SEND_REFUSED";
    public static final String CONTINUE = "CONTINUE";
    public static final String RECOVERY = "RECOVERY";
    public static final String SYSTEM_HALT = "SYSTEM_HALT";
    public static final String DISK_BACK = "DISK_BACK";
    public static final String SEALS = "SEALS";
    public static final String CHECKPOINT = "CHECKPOINT";
    public static final String NOTE = "NOTE";
    public static final String PRUNE = "PRUNE";

    /** {@link #RECOVERY} as it stands in a message. */
    public static final byte[] RECOVERY_UTF8 = RECOVERY.getBytes(StandardCharsets.US_ASCII);

    /** {@link #NEXUS_REFUSED} as it stands in a message. */
    public static final byte[] NEXUS_REFUSED_UTF8 = NEXUS_REFUSED.getBytes(StandardCharsets.US_ASCII);

    private Types() {}
}
