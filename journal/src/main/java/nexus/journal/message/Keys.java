package nexus.journal.message;

/** Every map key that the gateway reads or writes, in the groups of docs/protocol.md. */
public final class Keys {
    // Common
    public static final Key TYPE = Key.of("type");
    public static final Key SEQ = Key.of("seq");
    public static final Key RECV_NS = Key.of("recv_ns");
    public static final Key REPLAY = Key.of("replay");
    public static final Key PLATFORM = Key.of("platform");
    public static final Key PLATFORMS = Key.of("platforms");
    public static final Key CODE = Key.of("code");
    public static final Key REASON = Key.of("reason");
    public static final Key OK = Key.of("ok");

    // Market data
    public static final Key DATA = Key.of("data");
    public static final Key SYMBOL = Key.of("symbol");
    public static final Key PRICE = Key.of("price");
    public static final Key VOLUME = Key.of("volume");
    public static final Key TIMESTAMP = Key.of("timestamp");
    public static final Key BID = Key.of("bid");
    public static final Key ASK = Key.of("ask");
    public static final Key BID_SIZE = Key.of("bid_size");
    public static final Key ASK_SIZE = Key.of("ask_size");
    public static final Key AGGRESSOR = Key.of("aggressor");
    public static final Key CURRENCY = Key.of("currency");
    public static final Key PRICE_KIND = Key.of("price_kind");
    public static final Key PLATFORM_SYMBOL = Key.of("platform_symbol");

    // Orders
    public static final Key ORDER_ID = Key.of("order_id");
    public static final Key REF = Key.of("ref");
    public static final Key SIDE = Key.of("side");
    public static final Key QUANTITY = Key.of("quantity");
    public static final Key ORDER_TYPE = Key.of("order_type");
    public static final Key LIMIT_PRICE = Key.of("limit_price");
    public static final Key STOP_PRICE = Key.of("stop_price");
    public static final Key TIME_IN_FORCE = Key.of("time_in_force");
    public static final Key UNIVERSAL_SYMBOL = Key.of("universal_symbol");
    public static final Key TTL_MS = Key.of("ttl_ms");
    public static final Key CONFIDENCE = Key.of("confidence");
    public static final Key METADATA = Key.of("metadata");
    public static final Key FILLED_QTY = Key.of("filled_qty");
    public static final Key FILL_PRICE = Key.of("fill_price");
    public static final Key STATUS = Key.of("status");
    public static final Key EXEC_ID = Key.of("exec_id");
    public static final Key COMMISSION = Key.of("commission");
    public static final Key PLATFORM_ORDER_ID = Key.of("platform_order_id");
    public static final Key CUM_QTY = Key.of("cum_qty");
    public static final Key AVG_PRICE = Key.of("avg_price");
    public static final Key LEAVES_QTY = Key.of("leaves_qty");
    public static final Key PLATFORM_QTY = Key.of("platform_qty");
    public static final Key FLAGS = Key.of("flags");
    public static final Key SKIPPED = Key.of("skipped");

    // Risk
    public static final Key LIMIT = Key.of("limit");
    public static final Key LIMITS = Key.of("limits");
    public static final Key OBSERVED = Key.of("observed");
    public static final Key SCOPE = Key.of("scope");
    public static final Key CHECKS = Key.of("checks");
    public static final Key VALUE = Key.of("value");

    // Alerts and positions
    public static final Key SUBJECT = Key.of("subject");
    public static final Key STATE = Key.of("state");
    public static final Key SINCE_NS = Key.of("since_ns");
    public static final Key LAST_NS = Key.of("last_ns");
    public static final Key CAUSE = Key.of("cause");
    public static final Key PREVIOUS = Key.of("previous");

    // Contracts
    public static final Key CONTRACT = Key.of("contract");
    public static final Key FROM = Key.of("from");
    public static final Key TO = Key.of("to");
    public static final Key AT_NS = Key.of("at_ns");
    public static final Key EXPIRY = Key.of("expiry");
    public static final Key DATE = Key.of("date");

    // Sessions
    public static final Key VERSION = Key.of("version");
    public static final Key CLIENT = Key.of("client");
    public static final Key CAPABILITIES = Key.of("capabilities");
    public static final Key SYMBOLS = Key.of("symbols");
    public static final Key HEARTBEAT_MS = Key.of("heartbeat_ms");
    public static final Key REF_TYPE = Key.of("ref_type");
    public static final Key RESUME_FROM = Key.of("resume_from");
    public static final Key FROM_SEQ = Key.of("from_seq");
    public static final Key TO_SEQ = Key.of("to_seq");

    // Replay
    public static final Key MESSAGES = Key.of("messages");
    public static final Key SHA256 = Key.of("sha256");

    // Operator
    public static final Key FILLED = Key.of("filled");
    public static final Key NOT_SENT = Key.of("not_sent");
    public static final Key WHO = Key.of("who");

    // Control records
    public static final Key SOURCE = Key.of("source");
    public static final Key ENDPOINT = Key.of("endpoint");
    public static final Key IDENTITY = Key.of("identity");
    public static final Key ADDRESS = Key.of("address");
    public static final Key PRINCIPAL = Key.of("principal");
    public static final Key ROLE = Key.of("role");
    public static final Key COUNT = Key.of("count");
    public static final Key JOURNAL_ID = Key.of("journal_id");
    public static final Key RUN_ID = Key.of("run_id");
    public static final Key ROUTER_VERSION = Key.of("router_version");
    public static final Key BUILD = Key.of("build");
    public static final Key JAVA = Key.of("java");
    public static final Key OS = Key.of("os");
    public static final Key SCHEMA = Key.of("schema");
    public static final Key CLOCK = Key.of("clock");
    public static final Key BOOT_ID = Key.of("boot_id");
    public static final Key CONFIGURATION = Key.of("configuration");
    public static final Key EDGE_HASH = Key.of("edge_hash");
    public static final Key NEXUS_FROM_SEQ = Key.of("nexus_from_seq");
    public static final Key ABANDONED = Key.of("abandoned");
    public static final Key UNCANCELED = Key.of("uncanceled");
    public static final Key REBOOTED = Key.of("rebooted");
    public static final Key MISSING = Key.of("missing");
    public static final Key LAST_SEQUENCE = Key.of("last_sequence");
    public static final Key TORN = Key.of("torn");
    public static final Key TICKS = Key.of("ticks");
    public static final Key OFFSET_NS = Key.of("offset_ns");
    public static final Key ERROR_NS = Key.of("error_ns");
    public static final Key STRATUM = Key.of("stratum");
    public static final Key SYNCHRONISED = Key.of("synchronised");
    public static final Key REFERENCE = Key.of("reference");
    public static final Key WALL_NS = Key.of("wall_ns");
    public static final Key JOURNAL_NS = Key.of("journal_ns");
    public static final Key WALL_BEFORE_NS = Key.of("wall_before_ns");
    public static final Key WALL_AFTER_NS = Key.of("wall_after_ns");
    public static final Key NUMBER = Key.of("number");
    public static final Key POLICY = Key.of("policy");
    public static final Key RUNS = Key.of("runs");
    public static final Key NAME = Key.of("name");
    public static final Key CRC = Key.of("crc");
    public static final Key BYTES = Key.of("bytes");
    public static final Key LEVEL = Key.of("level");
    public static final Key TEXT = Key.of("text");

    private Keys() {}
}
