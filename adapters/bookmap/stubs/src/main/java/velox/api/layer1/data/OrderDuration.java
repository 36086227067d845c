package velox.api.layer1.data;

/** How long orders live. */
public enum OrderDuration {
    DAY,
    DYP,
    GTC,
    GCP,
    GTD,
    GDP,
    GTT,
    FOK,
    ATO,
    ATC,
    IOC,
    GTC_PO
}
