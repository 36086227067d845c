package nexus.replay.why;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The limits in the router's answer to a signal: what was allowed, and what was found. */
final class LimitText {
    private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final String VALUE = "(?:" + TEXT + "|[^,\\]}]+)";

    private static final Pattern MEASURED = Pattern.compile("\\{\"platform\":(" + TEXT + "),\"code\":\"[A-Z_]+\""
            + "(?:,\"scope\":(" + TEXT + "))?(?:,\"limit\":(" + VALUE + "))?(?:,\"observed\":(" + VALUE + "))?}");

    private static final Pattern PASSED =
            Pattern.compile("\\{(?:\"platform\":(" + TEXT + "),)?\"limits\":\\[([^\\]]*)]}");

    private static final Pattern LIMIT = Pattern.compile("(" + TEXT + "),(" + VALUE + "),(" + VALUE + ")");

    private LimitText() {}

    /** By platform that was skipped for a limit: {@code symbols.NQ allows 5, it would be 6}. */
    static Map<String, String> skipped(String answer) {
        Map<String, String> texts = new LinkedHashMap<>();
        Matcher matcher = MEASURED.matcher(answer);
        while (matcher.find()) {
            if (matcher.group(3) != null) {
                String scope = matcher.group(2) == null ? "the limit" : bare(matcher.group(2));
                String found = matcher.group(4) == null ? "not known" : bare(matcher.group(4));
                texts.put(bare(matcher.group(1)), scope + " allows " + bare(matcher.group(3)) + ", found " + found);
            }
        }
        return texts;
    }

    /** One line for each limit that was held, in the order in which they were checked. */
    static List<String> passed(String answer) {
        List<String> lines = new ArrayList<>();
        Matcher matcher = PASSED.matcher(answer);
        while (matcher.find()) {
            String platform = matcher.group(1) == null ? "" : " on " + bare(matcher.group(1));
            Matcher limit = LIMIT.matcher(matcher.group(2));
            while (limit.find()) {
                lines.add(bare(limit.group(1)) + platform + ": limit " + bare(limit.group(2)) + ", found "
                        + (limit.group(3).equals("null") ? "nothing" : bare(limit.group(3))));
            }
        }
        return lines;
    }

    private static String bare(String value) {
        return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }
}
