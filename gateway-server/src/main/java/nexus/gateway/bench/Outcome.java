package nexus.gateway.bench;

import java.util.List;

/**
 * What became of one measurement.
 *
 * @param measurement its id
 * @param figures none if it failed
 * @param failure why it failed, or null
 */
record Outcome(String measurement, List<Figure> figures, Exception failure) {
    boolean isFailed() {
        return failure != null;
    }

    /** Why it failed, in one line. */
    String reason() {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String reason = failure instanceof RuntimeException ? "a fault in this program: " + failure : message;
        return reason.replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
