package nexus.gateway.duty;

import nexus.journal.store.DiskGuard;

/** How much room the journal has. Asked by the duty cycle, so it must answer at once. */
public interface DiskLevel extends AutoCloseable {
    /** How the space stands. */
    DiskGuard.Level level();

    /** The same in one line, for a log or an operator. */
    String describe();

    @Override
    void close();
}
