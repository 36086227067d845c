package nexus.gateway.logging;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;

/** Logback's own troubles, such as a log file that cannot be written, on stderr. Set up by Logback. */
public final class ProblemsOnStderr implements StatusListener {
    @Override
    public void addStatusEvent(Status status) {
        if (status.getEffectiveLevel() >= Status.WARN) {
            Throwable cause = status.getThrowable();
            System.err.println("logging: " + status.getMessage() + (cause == null ? "" : ": " + cause));
        }
    }
}
