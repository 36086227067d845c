package velox.api.layer1.simplified;

/** Hears the time of the events that follow. */
public interface TimeListener {
    /** Nanoseconds since the epoch. */
    void onTimestamp(long t);
}
