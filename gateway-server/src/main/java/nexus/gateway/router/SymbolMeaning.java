package nexus.gateway.router;

import java.math.BigDecimal;

/**
 * What a platform's symbol stands for.
 *
 * @param universal the same as the platform's own where no dialect knows it
 * @param contract of a future, such as {@code NQH25}; null where the symbol is none, or nobody knows
 * @param quantityFactor platform units for one universal unit
 */
public record SymbolMeaning(String universal, String contract, BigDecimal quantityFactor) {}
