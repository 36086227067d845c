package velox.api.layer1.data;

/** One execution: it names the order by Bookmap's id alone. */
public class ExecutionInfo {
    public final String orderId;
    public final int size;
    public final double price;
    public final String executionId;
    public final long time;
    public final boolean isSimulated;

    public ExecutionInfo(String orderId, int size, double price, String executionId, long time, boolean isSimulated) {
        this.orderId = orderId;
        this.size = size;
        this.price = price;
        this.executionId = executionId;
        this.time = time;
        this.isSimulated = isSimulated;
    }
}
