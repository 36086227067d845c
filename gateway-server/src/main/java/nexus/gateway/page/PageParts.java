package nexus.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What all pages carry inside: the common look, and uPlot (MIT licence), which draws the charts. */
public final class PageParts {
    private static final String LOOK = "/nexus/gateway/page/page.css";
    private static final String CHART_LIBRARY = "/META-INF/resources/webjars/uplot/1.6.30/";

    private PageParts() {}

    /**
     * By their names in a template: {@code style}, the common look with light and dark colours; {@code chartStyle},
     * {@code chartScript} and {@code chartLicence}.
     */
    public static Map<String, String> common() {
        return Map.of(
                "style", resource(PageParts.class, LOOK),
                "chartStyle", resource(PageParts.class, CHART_LIBRARY + "dist/uPlot.min.css"),
                "chartScript", resource(PageParts.class, CHART_LIBRARY + "dist/uPlot.iife.min.js"),
                "chartLicence", resource(PageParts.class, CHART_LIBRARY + "LICENSE"));
    }

    /**
     * A text from the class path.
     *
     * @param beside any class of the jar that holds it
     * @throws IllegalStateException if it is not there
     */
    public static String resource(Class<?> beside, String name) {
        try (InputStream stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read from the class path: " + name, e);
        }
    }

    /** JSON as the text of a script element: {@code <} stands in texts only, where it may be escaped, so that none ends it. */
    public static String insideScript(String json) {
        return json.replace("<", "\\u003c");
    }
}
