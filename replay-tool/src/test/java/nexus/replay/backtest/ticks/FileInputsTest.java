package nexus.replay.backtest.ticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import nexus.config.RouterConfig;
import nexus.journal.codec.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileInputsTest {
    private static final long MILLI = 1_000_000;
    private static final RouterConfig CONFIG = RouterConfig.of(
            List.of(new RouterConfig.Platform("nt8", "nt8"), new RouterConfig.Platform("mt5", "mt5")),
            List.of(
                    new RouterConfig.Mapping("GC", "nt8", "GC 12-13", BigDecimal.ONE, BigDecimal.ONE, true),
                    new RouterConfig.Mapping("ES", "mt5", "US500", BigDecimal.ONE, BigDecimal.ONE, false)));

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> read(String symbol, String contract, long from, long to, Path... files)
            throws IOException, TickException {
        List<TickFile> tickFiles = new ArrayList<>();
        for (Path file : files) {
            tickFiles.add(TickFile.of(file.toString(), symbol, contract));
        }
        List<String> lines = new ArrayList<>();
        try (FileInputs inputs = FileInputs.open(tickFiles, PlatformSymbols.of(CONFIG, null, symbol), from, to)) {
            while (inputs.next()) {
                lines.add(line(inputs));
            }
        }
        return lines;
    }

    private static String line(PlatformInputs inputs) {
        String line = inputs.timeNanos() + " " + inputs.kind();
        return inputs.kind() == PlatformInputs.Kind.TICK
                ? line + " " + JsonText.of(inputs.buffer(), inputs.offset(), inputs.length())
                : line;
    }

    /** The ticks of one file with a symbol of its own, without the connect and the REGISTER. */
    private List<String> ticks(String text) throws IOException, TickException {
        List<String> all = read(null, null, 0, Long.MAX_VALUE, file("ticks.csv", text));
        return all.subList(2, all.size());
    }

    @Test
    void aPlatformConnectsRegistersAndSendsItsTicks() throws Exception {
        Path file = file(
                "gc.csv", "ts_ms,contract,price,size\n1000,201312,1313.7,1\n1000,201402,5,5\n1001,201312,1314,2\n");

        assertThat(read("GC", null, 0, Long.MAX_VALUE, file))
                .containsExactly(
                        "1000000000 CONNECT",
                        "1000000000 REGISTER",
                        "1000000000 TICK {\"type\":\"MARKET_DATA\",\"platform\":\"nt8\",\"data\":{\"symbol\":\"GC 12-13\","
                                + "\"price\":1313.7,\"volume\":1,\"timestamp\":1.0}}",
                        "1001000000 TICK {\"type\":\"MARKET_DATA\",\"platform\":\"nt8\",\"data\":{\"symbol\":\"GC 12-13\","
                                + "\"price\":1314.0,\"volume\":2,\"timestamp\":1.001}}");
    }

    @Test
    void everyColumnIsReadInAnyOrder() throws Exception {
        assertThat(ticks("""
                        Ask_Size,ASK,bid,bid_size,volume,price,symbol,timestamp,comment
                        4,101.5,101,2.5,3,101.25,GC,2013-10-07T00:00:00.5Z,hello
                        ,,101,,,,GC,2013-10-07T00:00:01Z,
                        """))
                .containsExactly(
                        "1381104000500000000 TICK {\"type\":\"MARKET_DATA\",\"platform\":\"nt8\",\"data\":{\"symbol\":"
                                + "\"GC 12-13\",\"price\":101.25,\"bid\":101.0,\"ask\":101.5,\"volume\":3,\"bid_size\":2.5,"
                                + "\"ask_size\":4,\"timestamp\":1381104000.5}}",
                        "1381104001000000000 TICK {\"type\":\"MARKET_DATA\",\"platform\":\"nt8\",\"data\":{\"symbol\":"
                                + "\"GC 12-13\",\"bid\":101.0,\"timestamp\":1381104001.0}}");
    }

    @ParameterizedTest
    @CsvSource({
        "ts_ms, 1381104000276",
        "ts_us, 1381104000276000",
        "time_ns, 1381104000276000000",
        "timestamp, 1381104000.276",
        "time, 2013-10-07T00:00:00.276Z"
    })
    void timesMayHaveManyForms(String header, String time) throws Exception {
        assertThat(ticks(header + ",price,symbol\n" + time + ",1,X\n").get(0)).startsWith("1381104000276000000 TICK");
    }

    @Test
    void symbolsMayBeUniversalOrThePlatformsOwn() throws Exception {
        List<String> ticks = ticks("ts_ms,price,symbol\n1,1,GC\n2,1,GC 12-13\n3,1,VIX\n4,1,GC\n");

        assertThat(ticks)
                .extracting(line -> line.replaceAll(".*\"symbol\":\"([^\"]*)\".*", "$1"))
                .containsExactly("GC 12-13", "GC 12-13", "VIX", "GC 12-13");
    }

    @Test
    void filesAreMergedByTimeTheFirstNamedFirst() throws Exception {
        Path a = file("a.csv", "ts_ms,price,symbol\n1,1,A\n3,2,A\n3,3,A\n9,4,A\n");
        Path b = file("b.csv", "ts_ms,price,symbol\n2,5,B\n3,6,B\n10,7,B\n");

        assertThat(read(null, null, 0, Long.MAX_VALUE, a, b))
                .filteredOn(line -> line.contains("TICK"))
                .extracting(line -> line.replaceAll("(\\d+) .*\"price\":(\\d).*", "$1 $2"))
                .containsExactly(
                        "1000000 1", "2000000 5", "3000000 2", "3000000 3", "3000000 6", "9000000 4", "10000000 7");
        assertThat(read(null, null, 2 * MILLI, 9 * MILLI, a, b))
                .filteredOn(line -> line.contains("TICK"))
                .extracting(line -> line.replaceAll(".*\"price\":(\\d).*", "$1"))
                .containsExactly("5", "2", "3", "6", "4");
    }

    @Test
    void anySystemsLineEndsAByteOrderMarkAndEmptyLinesDoNotMatter() throws Exception {
        List<String> plain = ticks("ts_ms,price,symbol\n1,1,A\n2,2,A\n");

        assertThat(ticks("\ufeffts_ms,price,symbol\r\n1,1,A\r\n\r\n2,2,A")).isEqualTo(plain);
        assertThat(ticks("ts_ms,price,symbol\n\n1,1,A\n2,2,A\r\n\n")).isEqualTo(plain);
    }

    @Test
    void linesAreFoundWhereverTheReadsEnd() throws Exception {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("ts_ms,comment,price,symbol\n");
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 40_000; i++) {
            String comment = "x".repeat(random.nextInt(1_000) == 0 ? 60_000 : random.nextInt(40));
            text.append(i).append(',').append(comment).append(',').append(i).append(".25,A\n");
            expected.add(i * MILLI + " " + i + ".25");
        }
        Path gzip = folder.resolve("long.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }

        for (Path file : List.of(file("long.csv", text.toString()), gzip)) {
            assertThat(read(null, null, 0, Long.MAX_VALUE, file))
                    .as("seed " + seed)
                    .filteredOn(line -> line.contains("TICK"))
                    .extracting(line -> line.replaceAll("(\\d+) .*\"price\":([\\d.]+).*", "$1 $2"))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ts_ms,price,symbol;1,abc,A           | :2: column 2: 'abc' is no decimal number",
                "ts_ms,price,symbol;1,1e3,A           | :2: column 2: '1e3' is no decimal number",
                "ts_ms,price,symbol;1,,A              | :2: column 2: empty, and so are the other prices",
                "ts_ms,price,symbol;1,1,A;x,1,A       | :3: column 1: 'x' is no time",
                "ts_ms,price,symbol;0,1,A             | :2: column 1: '0' is no time",
                "ts_ms,price,symbol;99999999999999,1,A| :2: column 1: '99999999999999' lies behind the year 2262",
                "timestamp,price,symbol;2013-10-07T00:00:00,1,A| :2: column 1: '2013-10-07T00:00:00' is no time: ISO 8601 with zone",
                "ts_ms,price,symbol;5,1,A;4,1,A       | :3: column 1: the time is 0.001 s before that of the tick above it",
                "ts_ms,price,symbol;1,1               | :2: 2 columns, the header has 3",
                "ts_ms,price,symbol;1,1,              | :2: column 3: empty",
                "ts_ms,price,size,symbol;1,1,-1,A     | :2: column 3: '-1' must not be negative",
                "ts_ms,price,symbol;1,`1`,A           | :2: column 2: a quote: quoted cells are not read",
                "ts_ms,price,price,symbol;1,1,1,A     | :1: column 3: 'price': the file has such a column already",
                "ts_ms,time,price,symbol;1,1,1,A      | :1: column 2: 'time': the file has such a column already",
                "time,symbol;1,A                      | :1: the header 'time,symbol' lacks a time or a price",
                "price,symbol;1,A                     | :1: the header 'price,symbol' lacks a time or a price",
                "ts_ms,price;1,1                      | : the file has no column symbol: say which it is, with --symbol",
                "ts_ms,price,symbol                   | there is no tick in the range"
            })
    void errorsNameFileLineAndColumn(String text, String message) {
        assertThatThrownBy(() -> ticks(text.replace(';', '\n').replace('`', '"') + "\n"))
                .isInstanceOf(TickException.class)
                .hasMessageContaining("ticks.csv")
                .hasMessageContaining(message);
    }

    @Test
    void anEmptyFileALineWithoutEndAndADamagedGzipAreNamed() throws Exception {
        assertThatThrownBy(() -> ticks("")).hasMessageContaining("ticks.csv: the file is empty");
        assertThatThrownBy(() -> ticks("ts_ms,price,symbol\n1,1," + "A".repeat(400_000)))
                .hasMessageContaining("ticks.csv:2: column 1: the line is longer than 65536 bytes");
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write("ts_ms,price,symbol\n1,1,A\n2,2,A\n".getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = gzip.toByteArray();
        Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes, bytes.length - 12));
        assertThatThrownBy(() -> read(null, null, 0, Long.MAX_VALUE, cut))
                .hasMessageContaining("cut.csv.gz: behind line ")
                .hasMessageContaining("the compressed file is cut off or damaged");
    }

    @Test
    void theContractIsTheOneThatWasAskedForOrTheBusiest() throws Exception {
        Path file = file("c.csv", "ts_ms,contract,price\n1,B,1\n2,A,2\n3,B,3\n4,A,4\n5,C,5\n");

        assertThat(read("GC", null, 0, Long.MAX_VALUE, file))
                .filteredOn(line -> line.contains("TICK"))
                .extracting(line -> line.replaceAll(".*\"price\":(\\d).*", "$1"))
                .containsExactly("2", "4");
        assertThat(read("GC", "C", 0, Long.MAX_VALUE, file)).hasSize(3);
        assertThatThrownBy(() -> read("GC", "D", 0, Long.MAX_VALUE, file)).hasMessageContaining("there is no tick");
    }

    @Test
    void thePlatformIsTheFirstThatHasTheSymbol() throws Exception {
        assertThat(PlatformSymbols.of(CONFIG, null, "ES").platform()).isEqualTo("mt5");
        assertThat(PlatformSymbols.of(CONFIG, null, "US500").platform()).isEqualTo("mt5");
        assertThat(PlatformSymbols.of(CONFIG, null, null).platform()).isEqualTo("nt8");
        assertThatThrownBy(() -> PlatformSymbols.of(CONFIG, "sierra", "GC"))
                .hasMessage("the configuration has no platform 'sierra': it has [nt8, mt5]");
        assertThatThrownBy(() -> PlatformSymbols.of(CONFIG, null, "CL"))
                .hasMessage("no platform of the configuration has the symbol 'CL'");
    }

    @Test
    void whatIsNotReadAndWhatNoOrderCanReachIsRemarked() throws Exception {
        Path file = file("vix.csv", "ts_ms,price,venue\n1,1,A\n");
        try (FileInputs inputs = FileInputs.open(
                List.of(TickFile.of(file.toString(), "VIX", null)),
                PlatformSymbols.of(CONFIG, "nt8", null),
                0,
                Long.MAX_VALUE)) {
            assertThat(inputs.remarks())
                    .containsExactly(
                            file + ": not used: the columns venue",
                            file + ": VIX is neither a symbol of the configuration nor nt8's name of one: its ticks are"
                                    + " passed on, but no order can reach it");
        }
    }

    @Test
    void aFileMayBringItsSymbol() throws Exception {
        Path file = file("es.csv", "ts_ms,price\n1,1\n");

        assertThat(TickFile.of("ES=" + file, "GC", null)).isEqualTo(new TickFile(file, "ES", null));
        assertThatThrownBy(() -> TickFile.of("ES=" + file + "x", "GC", null)).hasMessageContaining("there is no file");
    }
}
