package nexus.gateway.duty;

import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;

/** For replays of what was sent and logged when it was live. */
final class Silent implements Outputs {
    @Override
    public void output(Output output) {
        // Replay compares outputs itself; nothing is ever sent from a replay.
    }

    @Override
    public void note(Level level, long seq, String text) {
        // The live router has said so.
    }
}
