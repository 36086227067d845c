package nexus.adapters.conformance;

/**
 * What a check has found.
 *
 * @param name of the check
 * @param detail what was seen, or what was missing, in one line
 */
public record Result(String name, Verdict verdict, String detail) {
    /** Whether it holds. */
    public enum Verdict {
        /** It holds. */
        PASS,
        /** It does not, and money could be lost by it. */
        FAIL,
        /** Allowed, but something that the gateway can do with better adapters is missing. */
        WARN,
        /** Not tried, and why. */
        SKIP
    }
}
