package nexus.gateway.router;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import nexus.gateway.router.money.Conversion;

/**
 * What one position has brought, by average cost, in the instrument's currency and in the base. Exact but for two kinds
 * of quotients, which are rounded half-even to 34 digits: the cost of a part that is closed, and conversions. A flat
 * position's profit is exact in its own currency.
 *
 * <p>What is realized becomes base currency at the rate of its execution; where none was usable then, at the first usable
 * one after it.
 */
final class Profit {
    /** Of all that follows. */
    String currency;

    /** As the position's. Where the two differ, it was moved while nobody asked what that brings: see {@link #follow}. */
    BigDecimal quantity = BigDecimal.ZERO;

    /** Sum of quantity × price of what is open, at what it was opened for; negative for short. */
    BigDecimal cost = BigDecimal.ZERO;

    /** Price of the last execution; null before the first. */
    BigDecimal lastExecution;

    BigDecimal realized = BigDecimal.ZERO;
    BigDecimal realizedBase = BigDecimal.ZERO;
    BigDecimal commission = BigDecimal.ZERO;
    BigDecimal commissionBase = BigDecimal.ZERO;

    /** Part of {@link #realized} that is not in {@link #realizedBase} yet. */
    BigDecimal unconverted = BigDecimal.ZERO;

    /** Commissions that are not in {@link #commissionBase} yet, by their currency. */
    final Map<String, BigDecimal> unconvertedCommissions = new TreeMap<>();

    /** {@link #realizedBase} less {@link #commissionBase} when the day began. */
    BigDecimal dayBase = BigDecimal.ZERO;

    /** Unrealized when the day began. */
    BigDecimal dayUnrealized = BigDecimal.ZERO;

    /** The same in the base, at the last rate before; null where there was none. */
    BigDecimal dayUnrealizedBase = BigDecimal.ZERO;

    /** See {@link #doneToday}; null where one of its parts has changed since. */
    private BigDecimal doneToday;

    Profit(String currency) {
        this.currency = currency;
    }

    /** Takes the position over as it stands, at its average price, if it was moved without this. */
    void follow(Position position) {
        if (quantity.compareTo(position.quantity) != 0) {
            set(position.quantity, position.averagePrice);
        }
    }

    /** The position was set: that realizes nothing. */
    void set(BigDecimal held, BigDecimal price) {
        quantity = held;
        cost = Units.normal(held.multiply(price));
    }

    /** Cost of what is open, of a position that may have been moved without this. */
    BigDecimal cost(Position position) {
        return quantity.compareTo(position.quantity) == 0 ? cost : position.quantity.multiply(position.averagePrice);
    }

    /** An execution; returns what it realized, in the instrument's currency. */
    BigDecimal execute(BigDecimal signed, BigDecimal price, BigDecimal multiplier) {
        lastExecution = price;
        BigDecimal closed = BigDecimal.ZERO;
        if (quantity.signum() * signed.signum() < 0) {
            closed = quantity.abs().min(signed.abs());
        }
        BigDecimal gained = BigDecimal.ZERO;
        if (closed.signum() > 0) {
            boolean whole = closed.compareTo(quantity.abs()) == 0;
            BigDecimal given = whole ? cost : cost.multiply(closed).divide(quantity.abs(), MathContext.DECIMAL128);
            BigDecimal taken = quantity.signum() > 0
                    ? closed.multiply(price)
                    : closed.multiply(price).negate();
            gained = taken.subtract(given).multiply(multiplier);
            cost = cost.subtract(given);
        }
        BigDecimal opened = signed.abs().subtract(closed);
        BigDecimal openedCost = opened.multiply(price);
        cost = Units.normal(cost.add(signed.signum() > 0 ? openedCost : openedCost.negate()));
        quantity = Units.normal(quantity.add(signed));
        realized = Units.normal(realized.add(gained));
        unconverted = Units.normal(unconverted.add(gained));
        return gained;
    }

    /** A commission; a positive amount is a cost. */
    void charge(BigDecimal amount, String in) {
        if (in.equals(currency)) {
            commission = Units.normal(commission.add(amount));
        }
        unconvertedCommissions.merge(in, amount, (before, more) -> Units.normal(before.add(more)));
    }

    boolean isConverted() {
        return unconverted.signum() == 0 && unconvertedCommissions.isEmpty();
    }

    /** Converts what waits for it, as far as the rates can be used. Returns the currency of what still waits, or null. */
    String convert(Rates rates, long timeNanos) {
        doneToday = null;
        CurrencyRate own = rates.of(currency);
        boolean ownUsable = own != null && own.isUsable(timeNanos);
        if (ownUsable && unconverted.signum() != 0) {
            realizedBase = Units.normal(realizedBase.add(own.conversion().amount(unconverted)));
            unconverted = BigDecimal.ZERO;
        }
        String missing = unconverted.signum() == 0 ? null : currency;
        var waiting = unconvertedCommissions.entrySet().iterator();
        while (waiting.hasNext()) {
            Map.Entry<String, BigDecimal> next = waiting.next();
            CurrencyRate rate = rates.of(next.getKey());
            boolean foreign = !next.getKey().equals(currency);
            if (rate == null || !rate.isUsable(timeNanos)) {
                missing = next.getKey();
            } else if (foreign && !ownUsable) {
                missing = currency;
            } else {
                BigDecimal inBase = rate.conversion().amount(next.getValue());
                commissionBase = Units.normal(commissionBase.add(inBase));
                if (foreign) {
                    BigDecimal ours = own.conversion().inverse().amount(inBase);
                    commission = Units.normal(commission.add(ours));
                }
                waiting.remove();
            }
        }
        return missing;
    }

    /** What was realized since the day began, less commissions; in the base. */
    BigDecimal doneToday() {
        if (doneToday == null) {
            doneToday = realizedBase.subtract(commissionBase).subtract(dayBase);
        }
        return doneToday;
    }

    /** What the open rest would bring at a price, in the instrument's currency. */
    BigDecimal unrealized(Position position, BigDecimal price, BigDecimal multiplier) {
        return position.quantity.signum() == 0
                ? BigDecimal.ZERO
                : position.quantity.multiply(price).subtract(cost(position)).multiply(multiplier);
    }

    /** A day begins. */
    void beginDay(BigDecimal unrealized, Conversion conversion) {
        doneToday = null;
        dayBase = realizedBase.subtract(commissionBase);
        dayUnrealized = Units.normal(unrealized);
        dayUnrealizedBase = unrealized.signum() == 0
                ? BigDecimal.ZERO
                : conversion == null ? null : Units.normal(conversion.amount(unrealized));
    }

    void writeTo(StateWriter out) {
        out.put("currency", currency)
                .put("quantity", quantity)
                .put("cost", cost)
                .put("lastExecution", lastExecution);
        out.put("realized", realized).put("realizedBase", realizedBase);
        out.put("commission", commission).put("commissionBase", commissionBase);
        out.put("unconverted", unconverted).put("commissions", unconvertedCommissions.size());
        unconvertedCommissions.forEach((in, amount) -> out.put("in", in).put("amount", amount));
        out.put("dayBase", dayBase).put("dayUnrealized", dayUnrealized);
        out.put("dayUnrealizedBase", dayUnrealizedBase);
    }

    static Profit readFrom(StateReader in) {
        Profit profit = new Profit(in.text("currency"));
        profit.quantity = in.decimal("quantity");
        profit.cost = in.decimal("cost");
        profit.lastExecution = in.decimal("lastExecution");
        profit.realized = in.decimal("realized");
        profit.realizedBase = in.decimal("realizedBase");
        profit.commission = in.decimal("commission");
        profit.commissionBase = in.decimal("commissionBase");
        profit.unconverted = in.decimal("unconverted");
        int commissions = in.small("commissions");
        for (int i = 0; i < commissions; i++) {
            profit.unconvertedCommissions.put(in.text("in"), in.decimal("amount"));
        }
        profit.dayBase = in.decimal("dayBase");
        profit.dayUnrealized = in.decimal("dayUnrealized");
        profit.dayUnrealizedBase = in.decimal("dayUnrealizedBase");
        return profit;
    }
}
