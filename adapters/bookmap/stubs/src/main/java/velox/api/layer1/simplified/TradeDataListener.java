package velox.api.layer1.simplified;

import velox.api.layer1.data.TradeInfo;

/** Hears trades. */
public interface TradeDataListener {
    /** The price is a number of ticks. */
    void onTrade(double price, int size, TradeInfo tradeInfo);
}
