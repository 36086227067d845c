package nexus.journal.message;

/** Why something was refused or flagged: values of {@code code} and {@code flags}. */
public enum Code {
    /** Not a well-formed message: see docs/protocol.md, Transport. */
    MALFORMED,
    UNKNOWN_TYPE,
    MISSING_FIELD,
    BAD_VALUE,
    /** The sender is bound to no platform. */
    NOT_REGISTERED,
    /** The configuration has no platform of that name. */
    UNKNOWN_PLATFORM,
    DUPLICATE_ORDER_ID,
    /** An {@code exec_id} came twice from one platform. */
    DUPLICATE_FILL,
    /** An execution or answer that belongs to no order of ours. */
    UNKNOWN_ORDER,
    /** An execution of no order of ours whose side is known: somebody trades on the platform itself. */
    MANUAL,
    /** Executions exceed the order's quantity. */
    OVERFILL,
    /** An execution at a price that is on no tick, or far from the market. */
    FILL_PRICE,
    /** An execution from a connection that cannot be tied to a platform. */
    UNATTRIBUTED,
    UNKNOWN_SYMBOL,
    /** No platform took the signal. */
    NO_PLATFORM,
    PLATFORM_DOWN,
    STALE_SIGNAL,
    /** More than one NEXUS is connected. */
    AMBIGUOUS_NEXUS,
    CANCEL_UNSUPPORTED,
    /** A limit or stop price for a mapping whose prices are not those of the universal symbol. */
    PRICE_NOT_COMPARABLE,
    /** Rounded down to the platform's lot step, nothing is left. */
    QUANTITY_TOO_SMALL,
    HALTED,
    /** The signal names a contract that the future does not have, or that has expired. */
    UNKNOWN_CONTRACT,
    /** The signal names a contract, and the platform's name for the symbol is constant. */
    NO_CONTRACT,
    /** The sender's key is for something else. */
    FORBIDDEN,
    /** An operator's request without the control token, or with a wrong one. */
    UNAUTHORIZED,
    /** Cut off: more messages in a second than a connection may send. */
    TOO_FAST,
    /** Cut off: too many messages that cannot be read, or that the sender may not send. */
    TOO_MANY_BAD,
    /** Cut off: its key was revoked. */
    REVOKED,
    /** Trading is restricted, and the order could enlarge a position. */
    RISK_REDUCE_ONLY,
    /** None of the symbol's trading sessions is open. */
    RISK_SESSION_CLOSED,
    /** A limit or stop price that is no multiple of the symbol's tick. */
    RISK_PRICE_TICK,
    RISK_MAX_ORDER_QUANTITY,
    RISK_MAX_ORDER_NOTIONAL,
    /** A limit has to be held against a last price, and there is none. */
    RISK_NO_PRICE,
    /** The last price is too old. */
    RISK_MAX_PRICE_AGE,
    /** A limit or stop price too far from the last price. */
    RISK_PRICE_COLLAR,
    RISK_MAX_POSITION,
    RISK_MAX_GROSS_EXPOSURE,
    RISK_MAX_DAILY_LOSS,
    /** A limit on an amount of money, and what it is held against cannot be worked out: no price, value or fresh rate. */
    RISK_NO_VALUE,
    RISK_MAX_SIGNALS_PER_SECOND,
    RISK_MAX_SIGNALS_PER_MINUTE,
    RISK_MAX_ORDERS_PER_SECOND,
    RISK_MAX_ORDERS_PER_MINUTE,
    /** The same content came too short a while ago. */
    RISK_DUPLICATE_WINDOW,
    RISK_MIN_CONFIDENCE,
    /** Not every platform could take it, and the policy is all or none. */
    RISK_ALL_OR_NONE,
    /** {@code resume_from} is older than what the gateway still holds. */
    RESUME_GAP
}
