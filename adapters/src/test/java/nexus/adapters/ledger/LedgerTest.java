package nexus.adapters.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    @TempDir
    private Path folder;

    @Test
    void eachLineIsInTheFileBeforeTheNextIsWritten() throws IOException {
        Path file = folder.resolve("ledger ü.jsonl");
        try (Ledger ledger = Ledger.open(file)) {
            ledger.write("fill", "quantity", new BigDecimal("1.50"), "seq", 7L, "reason", null, "text", "a \"b\"\\\n");
            assertThat(Files.readAllLines(file))
                    .containsExactly(
                            "{\"event\":\"fill\",\"quantity\":1.50,\"seq\":7,\"text\":\"a \\\"b\\\"\\\\\\u000a\"}");
        }
    }

    @Test
    void goesOnBehindWhatIsThere() throws IOException {
        Path file = folder.resolve("ledger.jsonl");
        for (int i = 0; i < 2; i++) {
            try (Ledger ledger = Ledger.open(file)) {
                ledger.write("run", "number", i);
            }
        }
        assertThat(Files.readAllLines(file))
                .containsExactly("{\"event\":\"run\",\"number\":0}", "{\"event\":\"run\",\"number\":1}");
    }
}
