package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker's statement against two executions, of 2027-01-15 08:00 UTC. */
class AuditStatementTest {
    private static final String NQ = "NQ 03-25";
    private static final String MAP = """
            platform: nt8
            columns:
              execId: Exec ID
              symbol: Symbol
              side: B/S
              quantity: Qty
              price: Price
              fee: Fee
              currency: Ccy
              time: Time
            time: { zone: UTC, format: iso }
            symbols:
              NQH25: NQ 03-25
            """;
    private static final String HEADER = "Time,Exec ID,Symbol,B/S,Qty,Price,Fee,Ccy\n";
    private static final String FIRST = "2027-01-15T08:00:00Z,E1,NQH25,B,1,100,2.25,USD\n";
    private static final String SECOND = "2027-01-15T08:00:01Z,E2,NQH25,S,2,99.75,4.50,USD\n";

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void record() throws Exception {
        data = folder.resolve("the data");
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            day.quote("nt8", NQ, 99.75, 100).quote("mt5", "NAS100", 99.75, 100);
            day.signal("1", "NQ", "BUY", "1").ack("nt8", "1").ack("mt5", "1");
            day.fill("nt8", "1", NQ, "1", "100", map -> charged(map.put(Keys.EXEC_ID, "E1"), "2.25"));
            day.fill("mt5", "1", "NAS100", "2", "100", map -> map.put(Keys.EXEC_ID, "E1"));
            day.after(1_000_000_000L).quote("nt8", NQ, 99.75, 100);
            day.signal(
                    "2",
                    "NQ",
                    "SELL",
                    "2",
                    map -> map.beginArray(Keys.PLATFORMS, 1).add("nt8"));
            day.fill("nt8", "2", NQ, "2", "99.75", map -> charged(map.put(Keys.EXEC_ID, "E2"), "4.5"));
        }
    }

    private static void charged(MapWriter map, String fee) {
        map.put(Keys.COMMISSION, new BigDecimal(fee)).put(Keys.CURRENCY, "USD");
    }

    private CommandRun audit(String map, String csv) throws Exception {
        return audit(map, csv, StandardCharsets.UTF_8);
    }

    private CommandRun audit(String map, String csv, Charset charset) throws Exception {
        Path mapFile = Files.writeString(folder.resolve("map.yaml"), map);
        Path file = Files.writeString(folder.resolve("statement.csv"), csv, charset);
        return CommandRun.of("audit", "--data", data, "--statement", file, "--map", mapFile, "--json");
    }

    private List<?> findings(String map, String csv) throws Exception {
        return (List<?>) ReportCommandTest.json(audit(map, csv).out()).get("findings");
    }

    private Object only(String csv) throws Exception {
        List<?> findings = findings(MAP, csv);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    @Test
    void aStatementThatAgreesGivesNothing() throws Exception {
        CommandRun run = audit(MAP, HEADER + FIRST + SECOND);

        Map<String, Object> json = ReportCommandTest.json(run.out());
        assertThat((List<?>) json.get("findings")).isEmpty();
        assertThat(ReportCommandTest.at(json, "statement", "matched")).isEqualTo(2);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void oneThatTheJournalHasNot() throws Exception {
        Object finding = only(HEADER + FIRST + SECOND + "2027-01-15T08:00:01Z,E3,NQH25,B,1,101,0,USD\n");

        assertThat(ReportCommandTest.at(finding, "code")).isEqualTo("R01");
        assertThat(ReportCommandTest.at(finding, "observed")).isEqualTo("none for E3, 1 NQ 03-25 @ 101");
        assertThat(ReportCommandTest.at(finding, "explanation").toString()).startsWith("Line 4 of the statement");
    }

    @Test
    void oneThatTheStatementHasNot() throws Exception {
        Object finding = only(HEADER + FIRST);

        assertThat(ReportCommandTest.at(finding, "code")).isEqualTo("R02");
        assertThat(ReportCommandTest.at(finding, "order_id")).isEqualTo("2");
    }

    @Test
    void anotherQuantityPriceFeeOrCurrency() throws Exception {
        Map<String, String> planted = Map.of(
                "S,2,99.75,4.50,USD", "S,3,99.75,4.50,USD",
                "99.75,4.50", "99.5,4.50",
                "4.50,USD", "5.50,USD",
                "4.50,USD ", "4.50,EUR");
        Map<String, String> codes =
                Map.of("S,2,99.75,4.50,USD", "R03", "99.75,4.50", "R04", "4.50,USD", "R05", "4.50,USD ", "R05");
        for (String was : planted.keySet()) {
            Object finding = only(HEADER + FIRST + SECOND.replace(was.strip(), planted.get(was)));

            assertThat(ReportCommandTest.at(finding, "code")).as(was).isEqualTo(codes.get(was));
        }
    }

    @Test
    void aSaleForAPurchaseIsAnotherQuantity() throws Exception {
        Object finding = only(HEADER + FIRST + SECOND.replace(",S,", ",B,"));

        assertThat(ReportCommandTest.at(finding, "code")).isEqualTo("R03");
        assertThat(ReportCommandTest.at(finding, "expected")).isEqualTo("2");
        assertThat(ReportCommandTest.at(finding, "observed")).isEqualTo("-2");
    }

    @Test
    void withoutExecutionIdsTheyArePairedByWhatTheyAre() throws Exception {
        String map = MAP.replace("  execId: Exec ID\n", "");

        assertThat(findings(map, HEADER + SECOND + FIRST)).isEmpty();
        assertThat(findings(map, HEADER + FIRST + SECOND.replace("99.75", "99.5")))
                .extracting(finding -> ReportCommandTest.at(finding, "code"))
                .containsExactly("R01", "R02");
    }

    @Test
    void byOrderIdDifferencesAreTold() throws Exception {
        String map = MAP.replace("  execId: Exec ID\n", "  orderId: Exec ID\n");

        assertThat(findings(
                        map,
                        HEADER
                                + FIRST.replace("E1", "1")
                                + SECOND.replace("E2", "2").replace("99.75", "99.5")))
                .extracting(finding -> ReportCommandTest.at(finding, "code"))
                .containsExactly("R04");
    }

    @Test
    void aContinentalStatementIsRead() throws Exception {
        String map = """
                platform: nt8
                file: { separator: semicolon, encoding: windows-1252, skipLines: 2, decimalComma: true }
                columns:
                  symbol: Symbol
                  quantity: Stück
                  price: Kurs
                  fee: Gebühr
                  date: Datum
                  time: Uhrzeit
                time: { zone: Europe/Berlin, format: dd.MM.yyyy HH:mm:ss }
                fee: { negative: true, currency: USD }
                symbols:
                  NASDAQ;FUT: NQ 03-25
                """;
        String csv = """
                Kontoauszug

                Datum;Uhrzeit;Symbol;Stück;Kurs;Gebühr
                15.01.2027;09:00:00;"NASDAQ;FUT";1;100,00;-2,25
                15.01.2027;09:00:01;"NASDAQ;FUT";-2;99,75;-4,50
                """.replace("\n", "\r\n");

        CommandRun run = audit(map, csv, Charset.forName("windows-1252"));

        assertThat(run.err()).isEmpty();
        Map<String, Object> json = ReportCommandTest.json(run.out());
        assertThat((List<?>) json.get("findings")).isEmpty();
        assertThat(ReportCommandTest.at(json, "statement", "matched")).isEqualTo(2);
    }

    @Test
    void rowsOutsideOfTheRangeAreLeftAside() throws Exception {
        Map<String, Object> json = ReportCommandTest.json(
                audit(MAP, HEADER + "2027-01-14T08:00:00Z,E0,NQH25,B,1,90,0,USD\n" + FIRST + SECOND)
                        .out());

        assertThat((List<?>) json.get("findings")).isEmpty();
        assertThat(ReportCommandTest.at(json, "statement", "outside")).isEqualTo(1);
    }

    @Test
    void allThatIsWrongIsSaidWithItsPlace() throws Exception {
        CommandRun run = audit(MAP, HEADER + FIRST.replace(",1,100,", ",one,1O0,") + SECOND.replace(",S,", ",X,"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("statement.csv:2: Qty: 'one' — must be a number such as 1234.50")
                .contains("statement.csv:2: Price: '1O0' — must be a number")
                .contains("statement.csv:3: B/S: 'X' — must be one of side.buy or side.sell in the map");
        assertThat(audit(MAP, "a,b\n").err()).contains("statement.csv:1: the header has no column 'Exec ID'");
        assertThat(audit(MAP.replace("iso", "epoch-ms"), HEADER + FIRST).err())
                .contains("must be a time as time.format");
        assertThat(audit(MAP.replace("zone: UTC", "zone: Mars"), HEADER).err())
                .contains("map.yaml:11: time.zone: Mars — must be a time zone");
        assertThat(CommandRun.of("audit", "--data", data, "--statement", "x.csv")
                        .err())
                .contains("--statement and --map belong together");
    }
}
