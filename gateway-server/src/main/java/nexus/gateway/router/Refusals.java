package nexus.gateway.router;

import java.util.LinkedHashMap;
import java.util.Map;
import nexus.journal.message.Code;

/** What platforms have against a signal. */
final class Refusals {
    private Refusals() {}

    /** The codes alone, in the same order. */
    static Map<String, Code> codes(Map<String, Refusal> refusals) {
        if (refusals.isEmpty()) {
            return Map.of();
        }
        Map<String, Code> codes = new LinkedHashMap<>();
        refusals.forEach((platform, refusal) -> codes.put(platform, refusal.code()));
        return codes;
    }
}
