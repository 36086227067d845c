package nexus.replay.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.journal.codec.JsonText;

/** Hears what the router makes of one record. Makes no texts unless somebody reads them. */
final class Ear implements Outputs {
    private final List<String> texts = new ArrayList<>();
    private boolean isListening;
    private boolean madeOrder;
    private boolean refused;

    /**
     * Forgets what it heard.
     *
     * @param listens whether texts are wanted this time
     */
    void begin(boolean listens) {
        isListening = listens;
        madeOrder = false;
        refused = false;
        texts.clear();
    }

    @Override
    public void output(Output output) {
        madeOrder |= output.role() == Output.Role.ORDER;
        if (isListening) {
            texts.add(String.format(Locale.ROOT, "%-7s %s to connection %d", "output", output.role(), output.source())
                    + ": " + JsonText.of(output.buffer(), output.offset(), output.length()));
        }
    }

    @Override
    public void note(Level level, long seq, String text) {
        refused |= text.startsWith("rejected ") || text.startsWith("refused ");
        if (isListening) {
            texts.add(String.format(Locale.ROOT, "%-7s %-5s %s", "note", level, text));
        }
    }

    /** What was heard, in order. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** Whether an ORDER went out. */
    boolean madeOrder() {
        return madeOrder;
    }

    /** Whether somebody was refused something. */
    boolean refused() {
        return refused;
    }
}
