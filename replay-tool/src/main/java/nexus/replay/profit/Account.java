package nexus.replay.profit;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * One symbol on one platform: what was bought and sold, and what that is worth. Quantities in universal units, amounts
 * in price points × universal quantity × multiplier; where the configuration knows the symbol's currency, in the base.
 *
 * <p>The average price is the router's: that of what was opened, to 16 digits; closing leaves it, crossing zero resets
 * it. Realized is what came in by selling, less what went out by buying, plus what the open rest cost at the average
 * price. That is average-cost accounting, with one difference: the rounding of an average price does not stay in it, so
 * that a flat account's profit is exact.
 *
 * <p>Unrealized is what the open rest would bring at the last price of this symbol on this platform, or at the price of
 * its last execution while no tick has come.
 *
 * <p>Of a symbol in another currency than the base, what is realized and paid becomes base as {@link ForeignAmount} says;
 * what is unrealized at the last rate. Prices stay in the symbol's currency.
 */
public final class Account {
    private final String platform;
    private final String symbol;
    private final Values values;
    private final BigDecimal multiplier;
    /** Of the prices; null where nobody knows. */
    private final String currency;

    private final boolean isForeign;
    private final ForeignAmount realizedBase;
    private final ForeignAmount commissionBase;

    private BigDecimal quantity = BigDecimal.ZERO;
    private BigDecimal averagePrice = BigDecimal.ZERO;
    /** What selling brought less what buying cost, without the multiplier. */
    private BigDecimal cash = BigDecimal.ZERO;

    private BigDecimal bought = BigDecimal.ZERO;
    private BigDecimal sold = BigDecimal.ZERO;
    private BigDecimal sideUnknown = BigDecimal.ZERO;
    private BigDecimal commission = BigDecimal.ZERO;
    private BigDecimal carried = BigDecimal.ZERO;
    private long executions;
    private boolean isUsed;

    private double tick = Double.NaN;
    private BigDecimal lastPrice;
    private BigDecimal value = BigDecimal.ZERO;

    Account(String platform, String symbol, Values values) {
        this.platform = platform;
        this.symbol = symbol;
        this.values = values;
        this.multiplier = values.multiplier(symbol);
        this.currency = values.currency(symbol);
        this.isForeign = values.isForeign(currency);
        this.realizedBase = new ForeignAmount(values);
        this.commissionBase = new ForeignAmount(values);
    }

    /** Begins with a position from before, at its average price; what it has gained or lost by now is no part of the net. */
    void carry(BigDecimal held, BigDecimal price) {
        quantity = held;
        averagePrice = price;
        cash = held.multiply(price).negate();
        if (held.signum() != 0) {
            use();
        }
        settleMark(price);
        carried = inBase(unrealized());
        revalue();
    }

    /** Notes a tick. Returns whether the account's value may have changed. */
    boolean mark(double price) {
        if (price == tick) {
            return false;
        }
        tick = price;
        if (quantity.signum() == 0) {
            return false;
        }
        lastPrice = BigDecimal.valueOf(price);
        revalue();
        return true;
    }

    void execute(ExecutionSide side, BigDecimal executed, BigDecimal price) {
        use();
        executions++;
        if (side == null) {
            sideUnknown = sideUnknown.add(executed);
        } else if (executed.signum() > 0) {
            BigDecimal before = realizedInCurrency();
            move(side, executed, price);
            if (isForeign) {
                realizedBase.add(realizedInCurrency().subtract(before), currency);
            }
        }
        settleMark(price);
        revalue();
    }

    private void move(ExecutionSide side, BigDecimal executed, BigDecimal price) {
        BigDecimal signed = side.signed(executed);
        BigDecimal after = quantity.add(signed);
        if (quantity.signum() == 0 || quantity.signum() == signed.signum()) {
            BigDecimal cost = averagePrice.multiply(quantity.abs()).add(price.multiply(executed));
            averagePrice = cost.divide(after.abs(), MathContext.DECIMAL64);
        } else if (after.signum() == 0) {
            averagePrice = BigDecimal.ZERO;
        } else if (after.signum() == signed.signum()) {
            averagePrice = price;
        }
        quantity = after;
        cash = cash.subtract(signed.multiply(price));
        if (side == ExecutionSide.BUY) {
            bought = bought.add(executed);
        } else {
            sold = sold.add(executed);
        }
    }

    /**
     * An operator has said what is held, and at which average price: no trade. What has been realized stays, and so does
     * the value; what the position gained or lost by now moves to what was carried in.
     */
    void adjust(BigDecimal signed, BigDecimal price) {
        use();
        BigDecimal before = value;
        BigDecimal gained = cash.add(quantity.multiply(averagePrice));
        quantity = quantity.add(signed);
        averagePrice = quantity.signum() == 0 ? BigDecimal.ZERO : price;
        cash = gained.subtract(quantity.multiply(averagePrice));
        if (quantity.signum() != 0) {
            settleMark(price);
        }
        revalue();
        carried = carried.add(value.subtract(before));
        revalue();
    }

    /** A commission; {@code in} is its currency, null for the symbol's. Returns it in the symbol's currency. */
    BigDecimal pay(BigDecimal amount, String in) {
        use();
        String paidIn = in == null ? currency : in;
        boolean isOther = paidIn != null && currency != null && !paidIn.equals(currency);
        BigDecimal ours = isOther ? values.convert(amount, paidIn, currency).orElse(amount) : amount;
        commission = commission.add(ours);
        if (isForeign) {
            commissionBase.add(amount, paidIn);
        }
        revalue();
        return ours;
    }

    private void use() {
        isUsed = true;
        values.use(symbol);
    }

    /** An amount in the symbol's currency, in the base at the last rate. */
    BigDecimal inBase(BigDecimal amount) {
        return isForeign ? values.toBaseByLastRate(amount, currency).orElse(BigDecimal.ZERO) : amount;
    }

    /** The last tick's price; else the last execution's. */
    private void settleMark(BigDecimal executionPrice) {
        lastPrice = Double.isNaN(tick) ? executionPrice : BigDecimal.valueOf(tick);
    }

    /** Works the value out anew: a rate may be another now. */
    void revalue() {
        if (isForeign) {
            value = realized().add(inBase(unrealized())).subtract(carried).subtract(paid());
            return;
        }
        BigDecimal open = quantity.signum() == 0 ? BigDecimal.ZERO : quantity.multiply(lastPrice);
        value = cash.add(open).multiply(multiplier).subtract(carried).subtract(commission);
    }

    /** What it has brought in all since its beginning: realized and unrealized, less what was carried in and commission. */
    BigDecimal value() {
        return value;
    }

    public String platform() {
        return platform;
    }

    public String symbol() {
        return symbol;
    }

    /** Negative is short. */
    public BigDecimal quantity() {
        return quantity;
    }

    BigDecimal multiplier() {
        return multiplier;
    }

    /** Of what is held; 0 while nothing is. */
    BigDecimal averagePrice() {
        return averagePrice;
    }

    private BigDecimal realized() {
        return isForeign ? realizedBase.amount() : realizedInCurrency();
    }

    private BigDecimal paid() {
        return isForeign ? commissionBase.amount() : commission;
    }

    private BigDecimal realizedInCurrency() {
        return cash.add(quantity.multiply(averagePrice)).multiply(multiplier);
    }

    private BigDecimal unrealized() {
        return quantity.signum() == 0
                ? BigDecimal.ZERO
                : lastPrice.subtract(averagePrice).multiply(quantity).multiply(multiplier);
    }

    /** Whether something of it could never be converted, so that it is in no sum. */
    boolean isUnconverted() {
        boolean openWithoutRate = quantity.signum() != 0
                && values.toBaseByLastRate(BigDecimal.ONE, currency).isEmpty();
        return isForeign && (openWithoutRate || realizedBase.isIncomplete() || commissionBase.isIncomplete());
    }

    /** Whether anything was ever held or executed. */
    boolean isUsed() {
        return isUsed;
    }

    /** As it stands. */
    ProfitRow row() {
        BigDecimal price = Double.isNaN(tick) ? lastPrice : BigDecimal.valueOf(tick);
        return new ProfitRow(
                platform,
                symbol,
                executions,
                Decimals.normal(bought),
                Decimals.normal(sold),
                Decimals.normal(sideUnknown),
                Decimals.normal(quantity),
                Decimals.normal(averagePrice),
                price == null ? null : Decimals.normal(price),
                Decimals.normal(realized()),
                Decimals.normal(inBase(unrealized())),
                Decimals.normal(carried),
                Decimals.normal(paid()),
                Decimals.normal(value),
                currency,
                Decimals.normal(realizedInCurrency()),
                Decimals.normal(unrealized()),
                Decimals.normal(commission));
    }
}
