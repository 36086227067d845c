package velox.api.layer1.data;

/** What names an instrument. */
public class InstrumentCoreInfo {
    public final String symbol;
    public final String exchange;
    public final String type;

    public InstrumentCoreInfo(String symbol, String exchange, String type) {
        this.symbol = symbol;
        this.exchange = exchange;
        this.type = type;
    }
}
