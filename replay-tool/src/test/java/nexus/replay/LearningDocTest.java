package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query of docs/learning.md, as it stands there, on learning data of a small day. */
class LearningDocTest {
    private static final long SECOND = 1_000_000_000;
    private static final Pattern VIEWS = Pattern.compile("db\\.sql\\(f\"(create view .*?)\"\\)");
    private static final Pattern QUERY = Pattern.compile("db\\.sql\\(\"\"\"(.*?)\"\"\"\\)", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theQueryJoinsEachOrderWithWhatWasKnownAndWhatCameOfIt() throws Exception {
        Path data = folder.resolve("data");
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            day.quote("nt8", "NQ 03-25", 99, 101).quote("mt5", "NAS100", 50, 51);
            day.signal("early", "NQ", "BUY", "1").fill("nt8", "early", "NQ 03-25", "1", "101");
            // What comes behind the signal must not reach its features.
            day.quote("nt8", "NQ 03-25", 199, 201).after(400 * SECOND).quote("nt8", "NQ 03-25", 102, 104);
            day.signal("late", "ES", "SELL", "2");
        }
        Path out = folder.resolve("learning");
        assertThat(CommandRun.of("dataset", "--data", data, "--out", out).exitCode())
                .isZero();

        String doc = Files.readString(documentation());
        List<String> examples = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            for (String table : List.of("quotes", "signals", "orders", "outcomes")) {
                statement.execute(
                        found(VIEWS, doc).replace("{table}", table).replace("/data/learning", out.toString()));
            }
            ResultSet rows = statement.executeQuery(found(QUERY, doc));
            while (rows.next()) {
                examples.add(rows.getString("platform") + " " + rows.getString("symbol") + " " + rows.getInt("side")
                        + " spread " + rows.getObject("spread_bps") + " slippage " + rows.getObject("slippage_bps"));
            }
        }

        // mid 100, spread 2, bought at 101: a hundredth is a hundred basis points; mt5 did not fill.
        assertThat(examples)
                .containsExactlyInAnyOrder(
                        "nt8 NQ 1 spread 200.0 slippage 100.0",
                        "mt5 NQ 1 spread " + 2e4 / 101 + " slippage null",
                        "nt8 ES -1 spread null slippage null");
    }

    private static Path documentation() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docs/learning.md"))) {
            here = here.getParent();
        }
        return here.resolve("docs/learning.md");
    }

    private static String found(Pattern pattern, String doc) {
        Matcher matcher = pattern.matcher(doc);
        assertThat(matcher.find()).as(pattern.pattern()).isTrue();
        return matcher.group(1);
    }
}
