package nexus.config;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * How a broker's statement, a CSV file, is to be read.
 *
 * @param platform whose executions it lists
 * @param separator between cells
 * @param charset of the file
 * @param skipLines how many lines stand before the header
 * @param decimalComma whether numbers are written {@code 1.234,50}
 * @param columns the header's names of the columns that are there
 * @param timeFormat how times are written
 * @param timePattern for {@link TimeFormat#PATTERN}, as of {@link java.time.format.DateTimeFormatter}; else empty
 * @param zone of times that do not name theirs, and of the days that the statement covers
 * @param buy the words for bought; without a column for the side, a quantity above 0 was bought
 * @param sell the words for sold
 * @param feeIsNegative whether what was charged has a minus sign
 * @param feeCurrency of all fees where there is no column for it; empty if nobody knows
 * @param symbols the platform's symbol for each of the statement's; one that is missing is the same
 * @param timeToleranceMillis how far times of the same execution may lie apart
 * @param priceTolerance how far its prices may
 * @param feeTolerance how far its fees may
 */
public record StatementMap(
        String platform,
        char separator,
        Charset charset,
        int skipLines,
        boolean decimalComma,
        Map<Column, String> columns,
        TimeFormat timeFormat,
        String timePattern,
        ZoneId zone,
        Set<String> buy,
        Set<String> sell,
        boolean feeIsNegative,
        String feeCurrency,
        Map<String, String> symbols,
        long timeToleranceMillis,
        BigDecimal priceTolerance,
        BigDecimal feeTolerance) {

    public StatementMap {
        columns = Map.copyOf(columns);
        buy = Set.copyOf(buy);
        sell = Set.copyOf(sell);
        symbols = Map.copyOf(symbols);
    }

    /** What a column may hold; in a file in lower case with hyphens. */
    public enum Column {
        EXEC_ID,
        ORDER_ID,
        SYMBOL,
        SIDE,
        QUANTITY,
        PRICE,
        FEE,
        CURRENCY,
        DATE,
        TIME
    }

    /** How times are written. */
    public enum TimeFormat {
        /** ISO 8601, with a zone or without. */
        ISO,
        EPOCH_S,
        EPOCH_MS,
        EPOCH_NS,
        PATTERN
    }
}
