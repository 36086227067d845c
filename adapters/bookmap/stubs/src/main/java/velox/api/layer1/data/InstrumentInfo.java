package velox.api.layer1.data;

/** An instrument: the price of a level is {@code level * pips}, the real size {@code size / sizeMultiplier}. */
public class InstrumentInfo extends InstrumentCoreInfo {
    public final double pips;
    public final double multiplier;
    public final String fullName;
    public final boolean isFullDepth;
    public final double sizeMultiplier;

    public InstrumentInfo(
            String symbol,
            String exchange,
            String type,
            double pips,
            double multiplier,
            String fullName,
            boolean isFullDepth,
            double sizeMultiplier) {
        super(symbol, exchange, type);
        this.pips = pips;
        this.multiplier = multiplier;
        this.fullName = fullName;
        this.isFullDepth = isFullDepth;
        this.sizeMultiplier = sizeMultiplier;
    }
}
