package velox.api.layer1.data;

/** What is known of a trade beside price and size. */
public class TradeInfo {
    public final boolean isOtc;
    public final boolean isBidAggressor;

    public TradeInfo(boolean isOtc, boolean isBidAggressor) {
        this.isOtc = isOtc;
        this.isBidAggressor = isBidAggressor;
    }
}
