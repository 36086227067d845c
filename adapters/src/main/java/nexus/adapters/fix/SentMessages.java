package nexus.adapters.fix;

import java.util.LinkedHashMap;
import java.util.Map;

/** What our latest messages were about, by MsgSeqNum: a Reject may name nothing else. */
final class SentMessages {
    private static final int KEPT = 10_000;

    /**
     * One of our messages.
     *
     * @param type MsgType
     * @param about the order's ref, or the symbol
     */
    record Sent(String type, String about) {}

    private final Map<Integer, Sent> byNumber = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Sent> eldest) {
            return size() > KEPT;
        }
    };

    void sent(int number, String type, String about) {
        byNumber.remove(number);
        byNumber.put(number, new Sent(type, about));
    }

    /** Null if it is not known any more, or was nothing that matters. */
    Sent find(int number) {
        return byNumber.get(number);
    }

    /** The numbers begin anew. */
    void clear() {
        byNumber.clear();
    }
}
