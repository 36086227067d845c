package nexus.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of one section of the normal form, taken one after another. */
final class FormLines {
    private final List<String> lines;
    private int taken;

    FormLines(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    boolean hasNext() {
        return taken < lines.size();
    }

    /** The next line. */
    String next() {
        if (!hasNext()) {
            throw new IllegalArgumentException("the section ends early");
        }
        return lines.get(taken++);
    }

    /** The next line, which must be of this form as a whole. */
    Matcher next(Pattern form) {
        String line = next();
        Matcher matcher = form.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(Problems.shown(line) + " — expected the form " + form);
        }
        return matcher;
    }
}
