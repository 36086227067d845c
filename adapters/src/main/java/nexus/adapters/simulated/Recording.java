package nexus.adapters.simulated;

import java.nio.file.Path;

/**
 * Recorded trades to play.
 *
 * @param file CSV, gzipped if its name ends in {@code .gz}, with the columns {@code ts_ms,contract,price,size}
 * @param contract which to play, or null for the one with the most trades
 * @param symbol the platform's symbol to play it as
 */
public record Recording(Path file, String contract, String symbol) {}
