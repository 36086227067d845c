package nexus.adapters.metatrader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nexus.adapters.metatrader.DwxText.DwxObject;

/**
 * One message of the EA.
 *
 * @param millis its number, which grows with each; it begins anew when the machine of the terminal is started
 * @param errorType empty for information
 */
record DwxMessage(long millis, String errorType, String text) {
    private static final String ORDER_SENT = "Successfully sent order: ";
    private static final String ORDER_CLOSED = "Successfully closed order: ";
    private static final String HISTORY_READ = "Successfully read historic trades.";

    /** All messages of the file, oldest first. */
    static List<DwxMessage> all(DwxObject file) {
        List<DwxMessage> messages = new ArrayList<>();
        for (Map.Entry<String, Object> entry : file.entries()) {
            if (entry.getValue() instanceof DwxObject line && entry.getKey().matches("[0-9]{1,18}")) {
                boolean isError = line.text("type").equals("ERROR");
                messages.add(new DwxMessage(
                        Long.parseLong(entry.getKey()),
                        isError ? line.text("error_type") : "",
                        line.text(isError ? "description" : "message")));
            }
        }
        messages.sort(Comparator.comparingLong(DwxMessage::millis));
        return messages;
    }

    boolean isError() {
        return !errorType.isEmpty();
    }

    /** Whether it answers OPEN_ORDER. */
    boolean answersOpen() {
        return isError() ? errorType.startsWith("OPEN_ORDER") : text.startsWith(ORDER_SENT);
    }

    /** Whether it answers CLOSE_ORDER. */
    boolean answersClose() {
        return isError() ? errorType.startsWith("CLOSE_ORDER") : text.startsWith(ORDER_CLOSED);
    }

    /** Whether it answers GET_HISTORIC_TRADES. */
    boolean answersHistory() {
        return isError() ? errorType.equals("HISTORIC_TRADES") : text.equals(HISTORY_READ);
    }
}
