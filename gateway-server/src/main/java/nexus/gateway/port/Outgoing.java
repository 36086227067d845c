package nexus.gateway.port;

import zmq.pipe.Pipe;

/** What is on its way to one connection. Outlives it; belongs to the thread that owns the socket. */
public final class Outgoing {
    private final Pipe pipe;

    Outgoing(Pipe pipe) {
        this.pipe = pipe;
    }

    /**
     * Tells the other end that nothing more comes, if the operating system has all that was sent. It then reads what is
     * left, however slowly, and hangs up, which {@link PortEvents#peerDown} tells: proof that it has everything.
     *
     * @return false while something is still to be written, or if the connection is gone
     */
    public boolean end() {
        if (!ConnectionInternals.isAllWritten(pipe)) {
            return false;
        }
        ConnectionInternals.endOutput(pipe);
        return true;
    }

    /** Whether nothing waits for the connection any longer, or waited when it ended; that proves not that it was read. */
    public boolean isTaken() {
        return ConnectionInternals.isAllTaken(pipe);
    }
}
