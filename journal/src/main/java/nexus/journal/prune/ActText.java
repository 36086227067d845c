package nexus.journal.prune;

import java.util.ArrayList;
import java.util.List;
import nexus.journal.prune.PruneAct.NamedFile;
import nexus.journal.prune.PruneAct.Run;
import nexus.journal.prune.PruneAct.SealRoot;

/**
 * An act as text, for people and programs: UTF-8, a line per fact, a tab between a line's fields; in texts a backslash
 * stands before {@code t}, {@code n} and itself.
 *
 * <pre>
 * NEXUS prune act  1
 * number   1
 * time_ns  nanoseconds since the epoch
 * journal  id
 * who, reason, policy
 * base     SHA-256 of the snapshot's file
 * run      folder, first, last, time of the first, time of the last; what follows belongs to it
 * file     name, bytes, SHA-256
 * seal     file, first, last, root
 * export   manifest, bytes, SHA-256
 * archive  file, bytes, SHA-256; missing where the run was deleted
 * end
 * </pre>
 */
final class ActText {
    private static final String HEADER = "NEXUS prune act\t1";
    private static final String END = "end";

    private ActText() {}

    static String of(PruneAct act) {
        StringBuilder text = new StringBuilder(1 << 10);
        text.append(HEADER).append('\n');
        line(text, "number", act.number());
        line(text, "time_ns", act.timeNanos());
        line(text, "journal", act.journalId());
        line(text, "who", act.who());
        line(text, "reason", act.reason());
        line(text, "policy", act.policy());
        line(text, "base", act.baseSha256());
        for (Run run : act.runs()) {
            line(text, "run", run.folder(), run.first(), run.last(), run.firstNanos(), run.lastNanos());
            run.files().forEach(file -> line(text, "file", file.name(), file.bytes(), file.sha256()));
            run.seals().forEach(seal -> line(text, "seal", seal.file(), seal.first(), seal.last(), seal.root()));
            run.exports().forEach(file -> line(text, "export", file.name(), file.bytes(), file.sha256()));
            if (run.archive() != null) {
                line(
                        text,
                        "archive",
                        run.archive().name(),
                        run.archive().bytes(),
                        run.archive().sha256());
            }
        }
        return text.append(END).append('\n').toString();
    }

    private static void line(StringBuilder text, String name, Object... values) {
        text.append(name);
        for (Object value : values) {
            text.append('\t')
                    .append(value.toString()
                            .replace("\\", "\\\\")
                            .replace("\t", "\\t")
                            .replace("\r", " ")
                            .replace("\n", "\\n"));
        }
        text.append('\n');
    }

    /** @throws IllegalArgumentException if it is not the text of an act; it says where */
    static PruneAct parse(String text) {
        return new Reading(text).act();
    }

    private static final class Reading {
        private final List<String> lines;
        private int at;

        Reading(String text) {
            lines = text.lines().toList();
        }

        PruneAct act() {
            if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
                throw fault("'" + HEADER.replace('\t', ' ') + "' expected");
            }
            at = 1;
            int number = Math.toIntExact(number(fields("number", 1)[0]));
            long time = number(fields("time_ns", 1)[0]);
            String journal = fields("journal", 1)[0];
            String who = fields("who", 1)[0];
            String reason = fields("reason", 1)[0];
            String policy = fields("policy", 1)[0];
            String base = fields("base", 1)[0];
            List<Run> runs = new ArrayList<>();
            while (is("run")) {
                runs.add(run());
            }
            if (at != lines.size() - 1 || !lines.get(at).equals(END)) {
                throw fault("'" + END + "' expected, and nothing behind it");
            }
            return new PruneAct(number, time, journal, who, reason, policy, base, runs);
        }

        private Run run() {
            String[] run = fields("run", 5);
            List<NamedFile> files = files("file");
            List<SealRoot> seals = new ArrayList<>();
            while (is("seal")) {
                String[] seal = fields("seal", 4);
                seals.add(new SealRoot(seal[0], number(seal[1]), number(seal[2]), seal[3]));
            }
            List<NamedFile> exports = files("export");
            List<NamedFile> archive = files("archive");
            return new Run(
                    run[0],
                    number(run[1]),
                    number(run[2]),
                    number(run[3]),
                    number(run[4]),
                    files,
                    seals,
                    exports,
                    archive.isEmpty() ? null : archive.get(0));
        }

        private List<NamedFile> files(String name) {
            List<NamedFile> files = new ArrayList<>();
            while (is(name)) {
                String[] file = fields(name, 3);
                files.add(new NamedFile(file[0], number(file[1]), file[2]));
            }
            return files;
        }

        private boolean is(String name) {
            return at < lines.size() && lines.get(at).startsWith(name + "\t");
        }

        private String[] fields(String name, int count) {
            String[] parts = is(name) ? lines.get(at).split("\t", -1) : new String[0];
            if (parts.length != count + 1) {
                throw fault("'" + name + "' with " + count + " fields expected");
            }
            at++;
            String[] fields = new String[count];
            for (int i = 0; i < count; i++) {
                fields[i] = unescaped(parts[i + 1]);
            }
            return fields;
        }

        private static String unescaped(String field) {
            StringBuilder text = new StringBuilder(field.length());
            for (int i = 0; i < field.length(); i++) {
                char c = field.charAt(i);
                if (c == '\\' && i + 1 < field.length()) {
                    char next = field.charAt(++i);
                    text.append(next == 't' ? '\t' : next == 'n' ? '\n' : next);
                } else {
                    text.append(c);
                }
            }
            return text.toString();
        }

        private long number(String digits) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                throw fault("'" + digits + "' is no number");
            }
        }

        private IllegalArgumentException fault(String what) {
            return new IllegalArgumentException("line " + (at + 1) + ": " + what);
        }
    }
}
