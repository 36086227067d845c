package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.NormalForm;
import nexus.gateway.router.RouterRun.Note;
import nexus.gateway.router.RouterRun.Sent;
import nexus.gateway.router.RouterRun.Step;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;

/**
 * A golden test: a text file of inputs, each followed by all that it must make. The language is described in
 * {@code golden/README.md}.
 */
final class RouterScript {
    private static final Pattern LABEL = Pattern.compile("(.*\\})\\s+as\\s+(\\w+)");
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\w+)");
    private static final Pattern CONNECTION = Pattern.compile("\"@(\\w+)\"");
    private static final Pattern DURATION = Pattern.compile("\\+(\\d+)(ms|s|min|h|d)");
    private static final Map<String, Long> UNIT_NANOS = Map.of(
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "min",
            60_000_000_000L,
            "h",
            3_600_000_000_000L,
            "d",
            86_400_000_000_000L);

    /** Where alerts go that are for the journal alone. */
    private static final String ALERTS = "A";

    private final String name;
    private final List<String> lines;
    private final RouterRun run = new RouterRun();
    private final Map<String, Integer> connections = new LinkedHashMap<>();
    private final Map<String, Long> labels = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private boolean showsWarnings;
    private boolean isOpen;
    private int lastConnection;
    private int at;

    /** One expected line under an input. */
    private record Expected(int line, char mark, String who, String text, String label) {}

    RouterScript(Path file) throws IOException {
        this.name = file.getFileName().toString();
        this.lines = Files.readAllLines(file);
        connections.put(ALERTS, 0);
    }

    /** Runs the whole script; throws AssertionError at the first difference. */
    RouterRun play() {
        while (at < lines.size()) {
            String line = lines.get(at++).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                perform(line);
            }
        }
        return run;
    }

    private void perform(String line) {
        String[] words = line.split("\\s+", 3);
        switch (words[0]) {
            case "hide" -> hidden.add(words[1]);
            case "show" -> showsWarnings = true;
            case "config" -> configure(line);
            case "@" -> pass(words[1]);
            default -> {
                open("config gateway.yaml");
                input(line, words);
            }
        }
    }

    private void open(String configLine) {
        if (!isOpen) {
            isOpen = true;
            silent(run.begin(Router.VERSION));
            silent(run.configure(normalForm(configLine)));
            silent(run.recover(false));
        }
    }

    private void silent(Step step) {
        assertThat(step.outputs()).as(name + ": opening").isEmpty();
    }

    private void configure(String line) {
        if (isOpen) {
            check(run.configure(normalForm(line)));
        } else {
            open(line);
        }
    }

    /** {@code config FILE [KEY VALUE]…}: the file's normal form with some values changed. */
    private static String normalForm(String line) {
        String[] words = line.split("\\s+", -1);
        try {
            String text = NormalForm.of(ConfigLoader.load(resource(words[1])).router());
            for (int i = 2; i < words.length; i += 2) {
                String changed = text.replaceFirst("(?m)^" + words[i] + " .*$", words[i] + " " + words[i + 1]);
                assertThat(changed).as("config key " + words[i]).isNotEqualTo(text);
                text = changed;
            }
            return text;
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    static Path resource(String file) {
        try {
            return Path.of(RouterScript.class.getResource("/golden/" + file).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private void pass(String duration) {
        Matcher matcher = DURATION.matcher(duration);
        assertThat(matcher.matches()).as(where(at) + "duration " + duration).isTrue();
        run.passTime(Long.parseLong(matcher.group(1)) * UNIT_NANOS.get(matcher.group(2)));
    }

    private void input(String line, String[] words) {
        switch (words[0]) {
            case "clock" -> {
                check(run.control(RecordKind.CONTROL, "{\"type\":\"CLOCK\"}"));
                run.checkpoint();
            }
            case "continue" -> check(run.control(RecordKind.CONTROL, "{\"type\":\"CONTINUE\"}"));
            case "restart" -> restart(words.length > 1);
            case "positions" -> compareReport(run.router()::describePositions);
            case "orders" -> compareReport(run.router()::describeOrders);
            case "status" -> compareReport(run.router()::describeStatus);
            default -> peerInput(line, words);
        }
    }

    private void restart(boolean rebooted) {
        connections.clear();
        connections.put(ALERTS, 0);
        lastConnection = 0;
        check(run.restart(rebooted));
    }

    private void peerInput(String line, String[] words) {
        String who = words[0];
        String rest = words.length > 2 ? words[2] : "";
        switch (words[1]) {
            case "up" -> {
                connections.put(who, ++lastConnection);
                String endpoint = who.startsWith("P") ? "platform" : who.startsWith("N") ? "nexus" : "operator";
                check(run.control(
                        RecordKind.CONTROL,
                        "{\"type\":\"PEER_UP\",\"source\":" + connection(who) + ",\"endpoint\":\"" + endpoint
                                + "\",\"identity\":\"00\"}"));
            }
            case "down" ->
                check(run.control(
                        RecordKind.CONTROL,
                        "{\"type\":\"PEER_DOWN\",\"source\":" + connection(who) + ",\"reason\":\""
                                + (rest.isEmpty() ? "disconnected" : rest) + "\"}"));
            case "settled" ->
                check(run.control(
                        RecordKind.CONTROL, "{\"type\":\"NEXUS_SETTLED\",\"source\":" + connection(who) + "}"));
            case ">" -> check(frame(who, rest));
            default -> throw new AssertionError(where(at) + "not understood: " + line);
        }
    }

    private Step frame(String who, String text) {
        if (who.equals("C")) {
            return run.control(RecordKind.CONTROL, substitute(text));
        }
        RecordKind kind = who.startsWith("P")
                ? RecordKind.PLATFORM_IN
                : who.startsWith("N") ? RecordKind.NEXUS_IN : RecordKind.OPERATOR_IN;
        int flags = text.equals("oversize")
                ? JournalRecord.FLAG_OVERSIZE
                : text.equals("multipart") ? JournalRecord.FLAG_MULTIPART : 0;
        byte[] payload = text.startsWith("{")
                ? Json.toMessagePack(substitute(text))
                : HexFormat.of()
                        .parseHex(
                                flags != 0
                                        ? "80"
                                        : text.replaceFirst("hex\\s*", "").replace(" ", ""));
        return run.input(kind, flags, connection(who), payload);
    }

    private int connection(String who) {
        return connections.computeIfAbsent(who, name -> ++lastConnection);
    }

    private String substitute(String json) {
        String numbered = REFERENCE.matcher(json).replaceAll(m -> {
            assertThat(labels).as(where(at)).containsKey(m.group(1));
            return labels.get(m.group(1)).toString();
        });
        return CONNECTION.matcher(numbered).replaceAll(m -> Integer.toString(connection(m.group(1))));
    }

    private void compareReport(java.util.function.Consumer<MapWriter> report) {
        MapWriter writer = new MapWriter(256);
        writer.beginMap();
        report.accept(writer);
        Map<?, ?> actual = Json.parseMessage(writer.endMap().toBytes());
        for (Expected expected : expectations()) {
            Map<?, ?> wanted = (Map<?, ?>) Json.parse(expected.text());
            for (Map.Entry<?, ?> entry : wanted.entrySet()) {
                assertThat(Json.matches(entry.getValue(), actual.get(entry.getKey())))
                        .as(where(expected.line()) + "expected " + entry + " in " + actual)
                        .isTrue();
            }
        }
    }

    /** Holds what an input made against the lines below it. */
    private void check(Step step) {
        int line = at;
        List<Expected> expectations = expectations();
        List<Expected> messages =
                expectations.stream().filter(e -> "<~".indexOf(e.mark()) >= 0).toList();
        List<String> actual = new ArrayList<>();
        boolean same = true;
        int next = 0;
        for (Sent sent : step.outputs()) {
            Map<String, Object> message = new TreeMap<>();
            Json.parseMessage(sent.message()).forEach((key, value) -> message.put(key.toString(), value));
            if (hidden.contains(message.get("type"))) {
                run.store(sent);
                continue;
            }
            Expected expected = next < messages.size() ? messages.get(next) : null;
            next++;
            actual.add(show(sent, message));
            same &= expected != null && matches(expected, sent, message);
            if (expected != null && expected.mark() == '~') {
                run.lose(sent);
            } else {
                run.store(sent);
            }
            if (expected != null && expected.label() != null) {
                labels.put(expected.label(), sent.seq());
            }
        }
        if (!same || next < messages.size()) {
            throw new AssertionError(where(line) + lines.get(line - 1).strip() + "\n expected\n  "
                    + String.join(
                            "\n  ", messages.stream().map(RouterScript::show).toList()) + "\n but was\n  "
                    + String.join("\n  ", actual) + "\n notes " + step.notes());
        }
        checkNotes(line, expectations, step.notes(), '!', Outputs.Level.ALARM, true);
        checkNotes(line, expectations, step.notes(), '?', Outputs.Level.WARN, showsWarnings);
    }

    private void checkNotes(
            int line, List<Expected> expectations, List<Note> notes, char mark, Outputs.Level level, boolean all) {
        List<String> actual = notes.stream()
                .filter(note -> note.level() == level)
                .map(Note::text)
                .toList();
        List<String> wanted = expectations.stream()
                .filter(e -> e.mark() == mark)
                .map(Expected::text)
                .toList();
        boolean same = all ? wanted.size() == actual.size() : wanted.size() <= actual.size();
        for (int i = 0; same && i < wanted.size(); i++) {
            same = actual.get(i).contains(wanted.get(i));
        }
        assertThat(same)
                .as(where(line) + lines.get(line - 1).strip() + ": " + level + " expected " + wanted + " but was "
                        + actual)
                .isTrue();
    }

    private boolean matches(Expected expected, Sent sent, Map<String, Object> message) {
        Map<?, ?> wanted = (Map<?, ?>) Json.parse(expected.text());
        Map<String, Object> shown = new TreeMap<>(message);
        shown.keySet().removeIf(key -> (key.equals("seq") || key.equals("recv_ns")) && !wanted.containsKey(key));
        return sent.source() == connection(expected.who()) && Json.matches(wanted, shown);
    }

    private String show(Sent sent, Map<String, Object> message) {
        String who = connections.entrySet().stream()
                .filter(entry -> entry.getValue() == sent.source())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("connection " + sent.source());
        return who + " < " + toText(message);
    }

    private static String show(Expected expected) {
        return expected.who() + " < " + toText(new TreeMap<>((Map<?, ?>) Json.parse(expected.text())));
    }

    /** JSON enough to be read, and to be taken into a script. */
    private static String toText(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> "\"" + e.getKey() + "\": " + toText(e.getValue()))
                    .collect(java.util.stream.Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RouterScript::toText).toList().toString();
        }
        if (value instanceof Double number) {
            String plain = BigDecimal.valueOf(number).toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }

    /** The indented lines that follow. */
    private List<Expected> expectations() {
        List<Expected> found = new ArrayList<>();
        for (; at < lines.size(); at++) {
            String line = lines.get(at);
            if (!line.startsWith(" ")) {
                break;
            }
            String stripped = line.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                found.add(expectation(stripped));
            }
        }
        return found;
    }

    private Expected expectation(String line) {
        char mark = line.charAt(0);
        if ("!?=".indexOf(mark) >= 0) {
            return new Expected(at + 1, mark, null, line.substring(1).strip(), null);
        }
        String[] words = line.split("\\s+", 3);
        assertThat(words.length == 3 && words[1].matches("[<~]"))
                .as(where(at + 1) + line)
                .isTrue();
        Matcher labeled = LABEL.matcher(words[2]);
        boolean hasLabel = labeled.matches();
        String json = substitute(hasLabel ? labeled.group(1) : words[2]);
        return new Expected(at + 1, words[1].charAt(0), words[0], json, hasLabel ? labeled.group(2) : null);
    }

    private String where(int line) {
        return name + ":" + line + ": ";
    }
}
