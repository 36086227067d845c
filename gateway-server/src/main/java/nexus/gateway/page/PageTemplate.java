package nexus.gateway.page;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with gaps: {@code {{name}}} is filled with a text, escaped for HTML; {@code {{{name}}}} with a text as it is;
 * what stands between {@code {{#name}}} and {@code {{/name}}} is repeated for each element of a list.
 */
public final class PageTemplate {
    private static final Pattern GAP = Pattern.compile(
            "\\{\\{\\{(?<raw>\\w+)}}}|\\{\\{(?<text>\\w+)}}|" + "\\{\\{#(?<list>\\w+)}}(?<each>.*?)\\{\\{/\\k<list>}}",
            Pattern.DOTALL);

    private PageTemplate() {}

    /**
     * Fills all gaps.
     *
     * @param values by name: a text, or a list of maps such as this one; what is inside a repeated part is looked up in
     *     the element only
     * @throws IllegalArgumentException if one is missing
     */
    public static String fill(String template, Map<String, ?> values) {
        StringBuilder page = new StringBuilder();
        Matcher gap = GAP.matcher(template);
        int behind = 0;
        while (gap.find()) {
            page.append(template, behind, gap.start());
            behind = gap.end();
            if (gap.group("raw") != null) {
                page.append(value(values, gap.group("raw")));
            } else if (gap.group("text") != null) {
                page.append(escaped(value(values, gap.group("text")).toString()));
            } else {
                for (Object element : (List<?>) value(values, gap.group("list"))) {
                    page.append(fill(gap.group("each"), asMap(element)));
                }
            }
        }
        return page.append(template, behind, template.length()).toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> asMap(Object element) {
        return (Map<String, ?>) element;
    }

    private static Object value(Map<String, ?> values, String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing to fill " + name + " with");
        }
        return value;
    }

    /** Safe as an element's text and inside of a quoted attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
