package nexus.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * From a file to the nodes of its YAML, which know their lines. What YAML offers beyond plain groups, lists and values
 * (aliases, tags, several documents) is refused: a value stands where it is used.
 */
final class YamlText {
    private static final int MAX_DEPTH = 16;
    private static final String NO_YAML = "not valid YAML: ";
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Path file;
    private final Problems problems;

    private YamlText(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * The root of the file.
     *
     * @throws ConfigException if it cannot be read, or is no YAML
     */
    static Node read(Path file, Problems problems) throws ConfigException {
        YamlText yaml = new YamlText(file, problems);
        return yaml.compose(yaml.decode(yaml.readBytes()));
    }

    private byte[] readBytes() throws ConfigException {
        if (Files.isDirectory(file)) {
            throw unusable("a folder, not a file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(Settings.MAX_FILE_BYTES + 1);
            if (bytes.length > Settings.MAX_FILE_BYTES) {
                throw unusable("larger than " + Measure.SIZE.format(Settings.MAX_FILE_BYTES));
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw unusable("no such file");
        } catch (AccessDeniedException e) {
            throw unusable("cannot be read: permission denied");
        } catch (IOException e) {
            throw unusable("cannot be read: " + e.getMessage());
        }
    }

    /** The text, without the byte order mark that some Windows editors put before it. */
    private String decode(byte[] bytes) throws ConfigException {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(input).toString();
        } catch (CharacterCodingException e) {
            String before = new String(bytes, 0, input.position(), StandardCharsets.ISO_8859_1);
            throw unusable(
                    lineAtEndOf(before),
                    String.format("not UTF-8 (byte 0x%02x): save the file as UTF-8", bytes[input.position()]));
        }
        text = text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
        for (int index = 0; index < text.length(); index = text.offsetByCodePoints(index, 1)) {
            if (!StreamReader.isPrintable(text.codePointAt(index))) {
                throw unusable(
                        lineAtEndOf(text.substring(0, index)),
                        String.format("the character U+%04X cannot stand in a text file", text.codePointAt(index)));
            }
        }
        return text;
    }

    private static int lineAtEndOf(String text) {
        return (int) text.replace("\r\n", "\n")
                        .chars()
                        .filter(c -> c == '\n' || c == '\r')
                        .count()
                + 1;
    }

    private Node compose(String text) throws ConfigException {
        LoadSettings settings = LoadSettings.builder().build();
        try {
            checkEvents(new Parse(settings).parseString(text));
            Optional<Node> root = new Compose(settings).composeString(text);
            return root.filter(node -> !node.getTag().equals(Tag.NULL))
                    .orElseThrow(() -> unusable("empty: platforms and symbols are required"));
        } catch (MarkedYamlEngineException e) {
            throw unusable(lineOf(e), describe(e));
        } catch (YamlEngineException e) {
            throw unusable(NO_YAML + Problems.shown(e.getMessage()));
        }
    }

    /** Before any node is built: the composer would follow aliases, and recurse as deep as the file is nested. */
    private void checkEvents(Iterable<Event> events) throws ConfigException {
        int depth = 0;
        for (Event event : events) {
            int line = lineOf(event.getStartMark());
            if (event instanceof AliasEvent) {
                throw unusable(line, "an alias (*name): write the value out");
            }
            if (tagOf(event).isPresent()) {
                throw unusable(line, "a tag (" + Problems.shown(tagOf(event).get()) + "): write the plain value");
            }
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                throw unusable(line, "nested deeper than " + MAX_DEPTH);
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    private static Optional<String> tagOf(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
    }

    /** Where the reader gave up; but a quote that is never closed, or a key without colon, shows only further down. */
    private static int lineOf(MarkedYamlEngineException e) {
        boolean begun = e.getContext() != null && e.getContext().startsWith("while scanning a ");
        return lineOf(begun ? e.getContextMark() : e.getProblemMark());
    }

    private static int lineOf(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    private static String describe(MarkedYamlEngineException e) {
        boolean atTab = e.getProblemMark()
                .map(mark -> mark.getPointer() < mark.getBuffer().length && mark.getBuffer()[mark.getPointer()] == '\t')
                .orElse(false);
        if (atTab) {
            return "a tab where YAML wants spaces";
        }
        int begun = lineOf(e.getContextMark());
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        String where = e.getContextMark().isPresent() && begun < lineOf(e) ? " (begun in line " + begun + ")" : "";
        return NO_YAML + Problems.visible(context + e.getProblem()) + where;
    }

    private ConfigException unusable(String text) {
        problems.addForFile(text);
        return problems.toException();
    }

    private ConfigException unusable(int line, String text) {
        problems.add(line, text);
        return problems.toException();
    }
}
