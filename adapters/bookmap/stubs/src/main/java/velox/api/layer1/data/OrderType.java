package velox.api.layer1.data;

/** Kinds of orders. */
public enum OrderType {
    STP_LMT,
    LMT,
    MKT,
    STP
}
