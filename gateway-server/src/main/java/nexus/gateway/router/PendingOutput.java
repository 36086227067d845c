package nexus.gateway.router;

/** A stored output that the router made and the journal has not shown yet. */
public record PendingOutput(Output.Role role, int source, long cause, long seq, String ref, byte[] message) {}
