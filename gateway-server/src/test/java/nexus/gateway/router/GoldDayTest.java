package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import nexus.config.ConfigLoader;
import nexus.config.ContractMonth;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A recorded day of gold futures, ten contracts of which trade at once: the active one is GC, each other is itself. */
class GoldDayTest {
    private static final Path RECORDED = Path.of("shared", "data", "gc-2013-10-07-trades.csv.gz");
    private static final int PLATFORM = 1;
    private static final int NEXUS = 2;

    private static Path find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(RECORDED))) {
                return folder.resolve(RECORDED);
            }
        }
        return null;
    }

    @Test
    void keepsTenContractsApart() throws Exception {
        Path file = find();
        Assumptions.assumeTrue(file != null, "the recorded day is not here");
        RouterConfig config =
                ConfigLoader.load(RouterScript.resource("gold.yaml")).router();
        assertThat(config.futures().futures().get(0).pinned()).isEmpty();
        RouterRun run = new RouterRun();
        run.begin(Router.VERSION);
        Map<String, Integer> told = new TreeMap<>();
        Map<String, Integer> rows = new TreeMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            String line = reader.readLine();
            run.passTime(Long.parseLong(line.split(",", -1)[0]) * 1_000_000 - run.timeNanos());
            run.configure(NormalForm.of(config));
            connect(run);
            for (; line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                run.passTime(Long.parseLong(cells[0]) * 1_000_000 - run.timeNanos());
                rows.merge(cells[1], 1, Integer::sum);
                String name = "GC " + cells[1].substring(4) + "-" + cells[1].substring(2, 4);
                Map<?, ?> data = tick(run, name, cells[2]);
                ContractMonth month = new ContractMonth(
                        Integer.parseInt(cells[1].substring(0, 4)), Integer.parseInt(cells[1].substring(4)));
                assertThat(data.get("contract")).isEqualTo(month.contract("GC"));
                assertThat(data.get("symbol")).isEqualTo(cells[1].equals("201312") ? "GC" : month.contract("GC"));
                told.merge((String) data.get("symbol"), 1, Integer::sum);
            }
        }
        assertThat(rows).hasSize(10);
        assertThat(told).hasSize(10).containsEntry("GC", rows.get("201312")).containsEntry("GCG14", rows.get("201402"));
        assertThat(run.router().prices()).hasSize(10);
    }

    private static void connect(RouterRun run) {
        run.control(RecordKind.CONTROL, up(PLATFORM, "platform"));
        run.control(RecordKind.CONTROL, up(NEXUS, "nexus"));
        run.control(RecordKind.CONTROL, "{\"type\":\"NEXUS_SETTLED\",\"source\":" + NEXUS + "}");
        run.input(
                RecordKind.PLATFORM_IN,
                0,
                PLATFORM,
                Json.toMessagePack("{\"type\":\"REGISTER\",\"platform\":\"nt8\"}"));
    }

    private static String up(int source, String endpoint) {
        return "{\"type\":\"PEER_UP\",\"source\":" + source + ",\"endpoint\":\"" + endpoint + "\",\"identity\":\"00\"}";
    }

    private static Map<?, ?> tick(RouterRun run, String symbol, String price) {
        RouterRun.Step step = run.input(
                RecordKind.PLATFORM_IN,
                0,
                PLATFORM,
                Json.toMessagePack(
                        "{\"type\":\"MARKET_DATA\",\"data\":{\"symbol\":\"" + symbol + "\",\"price\":" + price + "}}"));
        Map<?, ?> message = (Map<?, ?>) Json.parseMessage(step.outputs().get(0).message());
        return (Map<?, ?>) message.get("data");
    }
}
