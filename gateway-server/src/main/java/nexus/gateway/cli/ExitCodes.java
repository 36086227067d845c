package nexus.gateway.cli;

/** What the process ends with; the help of each command shows the same list. */
final class ExitCodes {
    static final int OK = 0;
    /** The command ran, and the answer is no. */
    static final int NO = 1;
    /** The command could not run: usage, configuration, ports, folders, no gateway. */
    static final int CANNOT = 2;
    /** A defect of the program. */
    static final int FAULT = 4;

    private ExitCodes() {}
}
