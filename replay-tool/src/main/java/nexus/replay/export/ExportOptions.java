package nexus.replay.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nexus.replay.command.Moment;
import nexus.replay.table.Manifest;

/** What is asked for. */
record ExportOptions(What what, Format format, Optional<Moment> from, Optional<Moment> to, Selection selection) {
    private static final String KIND = "export";

    /** The names of the files. */
    List<String> fileNames() {
        return what.tables().stream()
                .map(table -> TableFile.name(table, format))
                .toList();
    }

    /** Whether rows are needed that only a router can give. */
    boolean needsRouter() {
        return what.tables().stream().anyMatch(table -> table != What.RECORDS);
    }

    /** A manifest that asks, and does not answer yet. */
    Manifest question(String journalId) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("what", what.word());
        settings.put("format", format.word());
        settings.put("from", from.map(Moment::toString).orElse(null));
        settings.put("to", to.map(Moment::toString).orElse(null));
        settings.put("symbols", String.join(",", selection.symbols()));
        settings.put("platforms", String.join(",", selection.platforms()));
        return new Manifest(
                KIND, settings, journalId, new Manifest.Covered(0, 0, 0, 0, null), List.of(), List.of(), List.of());
    }
}
