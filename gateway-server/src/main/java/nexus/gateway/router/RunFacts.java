package nexus.gateway.router;

/**
 * What a RUN record says of the process that writes it; the router version it adds itself.
 *
 * @param journalId 8 of [A-Z0-9], made once per journal
 * @param runId unique in the journal; part of the run's folder name
 * @param build version of the program
 * @param java version of the virtual machine
 * @param os name, version and architecture
 * @param clock where the records' times come from
 * @param bootId which boot of the machine
 * @param edgeHash SHA-256 over the edge configuration: shows that it changed, not what it is
 * @param durability what a committed record survives in this run: {@code PROCESS} or {@code POWER}
 */
public record RunFacts(
        String journalId,
        String runId,
        String build,
        String java,
        String os,
        String clock,
        String bootId,
        String edgeHash,
        String durability) {

    /** Version of the journal's records. */
    public static final int SCHEMA = 1;
}
