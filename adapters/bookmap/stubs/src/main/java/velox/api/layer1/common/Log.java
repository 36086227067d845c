package velox.api.layer1.common;

/** Bookmap's log; here it goes nowhere. */
public class Log {
    /** Something happened. */
    public static void info(String message) {}

    /** Something the user should know. */
    public static void warn(String message) {}

    /** Something is wrong. */
    public static void error(String message) {}

    /** Something is wrong, with its cause. */
    public static void error(String message, Throwable ex) {}
}
