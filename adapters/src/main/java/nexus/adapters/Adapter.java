package nexus.adapters;

import java.util.List;

/**
 * One platform's adapter: between its platform and a link of its own to the gateway. Made stopped; each is started and
 * closed once. Safe from any thread.
 */
public interface Adapter extends AutoCloseable {
    /** Begins to connect to both sides and returns at once; what cannot be reached yet is tried again. */
    void start();

    /** Whether both the gateway and the platform are there. */
    boolean isUp();

    /** Why it has ended by itself, for people; null while it lives. */
    String endReason();

    /** How it stands, in a few lines for people. */
    List<String> status();

    /** Ends it within 3 s. What the platform holds stays as it is: working orders go on working. */
    @Override
    void close();
}
