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
            day.tick("nt8", "NQ 03-25", 80).tick("mt5", "NAS100", 50).after(61 * SECOND);
            day.tick("nt8", "NQ 03-25", 100).after(SECOND);
            day.signal("early", "NQ", "BUY", "1").fill("nt8", "early", "NQ 03-25", "1", "101");
            // What comes behind the signal must not reach its features.
            day.tick("nt8", "NQ 03-25", 200).after(400 * SECOND).tick("nt8", "NQ 03-25", 103);
            day.signal("late", "ES", "SELL", "2");
        }
        Path out = folder.resolve("learning");
        assertThat(CommandRun.of("dataset", "--data", data, "--out", out).exitCode())
                .isZero();

        String doc = Files.readString(documentation());
        List<String> examples = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            for (String table : List.of("trades", "signals", "orders", "outcomes")) {
                statement.execute(
                        found(VIEWS, doc).replace("{table}", table).replace("/data/learning", out.toString()));
            }
            ResultSet rows = statement.executeQuery(found(QUERY, doc));
            while (rows.next()) {
                examples.add(rows.getString("platform") + " " + rows.getString("symbol") + " " + rows.getInt("side")
                        + " price " + rows.getObject("price") + " age " + rows.getObject("price_age_ms") + " move "
                        + rows.getObject("move_1min_bps") + " slippage " + rows.getObject("slippage_bps"));
            }
        }

        // From 80 to 100 within a minute, bought at 101: a hundredth is a hundred basis points; mt5 did not fill.
        // Each record comes 1 ms behind the one before, and the waits.
        assertThat(examples)
                .containsExactlyInAnyOrder(
                        "nt8 NQ 1 price 100.0 age 1001.0 move 2500.0 slippage 100.0",
                        "mt5 NQ 1 price 50.0 age 62002.0 move 0.0 slippage null",
                        "nt8 ES -1 price null age null move null slippage null");
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
