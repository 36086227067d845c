package nexus.gateway.bench;

/** Does nothing: how long the JVM alone takes to start and to end. */
final class EmptyProgram {
    private EmptyProgram() {}

    /** Returns at once. */
    public static void main(String[] arguments) {}
}
