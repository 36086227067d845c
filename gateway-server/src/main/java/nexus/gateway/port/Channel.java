package nexus.gateway.port;

import nexus.config.EdgeConfig;
import nexus.journal.message.RecordKind;

/** One of the gateway's three endpoints. */
public enum Channel {
    /** Platform adapters, one connection each. */
    PLATFORM("platform", RecordKind.PLATFORM_IN),
    /** NEXUS, one connection at a time. */
    NEXUS("nexus", RecordKind.NEXUS_IN),
    /** Operators' tools. */
    OPERATOR("operator", RecordKind.OPERATOR_IN);

    private final String text;
    private final RecordKind inputKind;

    Channel(String text, RecordKind inputKind) {
        this.text = text;
        this.inputKind = inputKind;
    }

    /** The value of {@code endpoint} in a PEER_UP record. */
    public String text() {
        return text;
    }

    /** Where it is to be bound. */
    public String endpoint(EdgeConfig config) {
        return switch (this) {
            case PLATFORM -> config.platformEndpoint();
            case NEXUS -> config.nexusEndpoint();
            case OPERATOR -> config.controlEndpoint();
        };
    }

    /** The kind of record that a frame from this endpoint becomes. */
    public RecordKind inputKind() {
        return inputKind;
    }
}
