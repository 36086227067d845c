package velox.api.layer1.simplified;

/** Hears the best bid and ask. */
public interface BboListener {
    /** The prices are numbers of ticks. */
    void onBbo(int bidPrice, int bidSize, int askPrice, int askSize);
}
