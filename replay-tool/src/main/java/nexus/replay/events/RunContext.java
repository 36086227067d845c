package nexus.replay.events;

import java.util.HashMap;
import java.util.Map;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Sha256;
import nexus.replay.command.RecordFields;
import nexus.replay.events.SignalFacts.Client;

/** Under which run, build and configuration records were written, and which program spoke on a NEXUS connection. */
final class RunContext {
    private final History history;
    private final RecordFields fields = new RecordFields();
    private final Map<Integer, Client> clients = new HashMap<>();
    private String runId;
    private String build;
    private String configuration;
    private String configurationHash;

    RunContext(History history) {
        this.history = history;
    }

    /** A run begins with this record. */
    void begins(JournalRecord run) {
        clients.clear();
        fields.of(run);
        runId = fields.text(Keys.RUN_ID);
        build = fields.text(Keys.BUILD);
    }

    /** Reading begins in the middle, at this record: its run is looked up. */
    void entered(long sequence) {
        history.run(sequence).ifPresent(this::begins);
    }

    /** The program on this connection has named itself. */
    void hello(int source, RecordFields hello) {
        clients.put(source, Client.of(hello));
    }

    /** Who speaks on this connection at this record. */
    Client client(int source, long sequence) {
        return clients.computeIfAbsent(source, s -> history.client(s, sequence));
    }

    String runId() {
        return runId;
    }

    String build() {
        return build;
    }

    /** SHA-256 of the configuration's normal form, 64 digits in hexadecimal; null before the first one. */
    String configurationHash(String inForce) {
        if (!inForce.equals(configuration)) {
            configuration = inForce;
            configurationHash = inForce.isEmpty() ? null : Sha256.of(inForce);
        }
        return configurationHash;
    }
}
