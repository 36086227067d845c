package nexus.adapters.ninjatrader;

import java.math.BigDecimal;

/**
 * One instrument to trade.
 *
 * @param name as the gateway's mappings call it
 * @param instrument as instruction files name it: {@code NQ 03-25}
 * @param positionName as it is in the names of position files, which follow a setting of the platform: {@code NQ MAR25}
 * @param priceStep the tick; null takes any price, and leaves derived prices as they come out
 * @param quantityStep orders are multiples of it; whole contracts
 */
public record NinjaTraderSymbol(
        String name, String instrument, String positionName, BigDecimal priceStep, BigDecimal quantityStep) {
    public NinjaTraderSymbol {
        Instruction.requireField("instrument", instrument);
        if (quantityStep.signum() <= 0 || quantityStep.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(
                    "quantityStep of " + name + " is " + quantityStep + ": want a whole number of at least 1");
        }
    }

    /** An instrument under its own name, whole contracts. */
    public static NinjaTraderSymbol of(String name, BigDecimal priceStep) {
        return new NinjaTraderSymbol(name, name, name, priceStep, BigDecimal.ONE);
    }
}
