package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import nexus.config.ContractMonth;
import nexus.journal.message.Keys;

/** An operator has looked at a platform and says what is held there. */
final class PositionCorrections {
    private final RouterState state;
    private final NexusFeed feed;

    PositionCorrections(RouterState state) {
        this.state = state;
        this.feed = new NexusFeed(state);
    }

    /** Returns null, or why it cannot be. */
    String set(Fields fields, String who) {
        String symbol = fields.requiredText(Keys.SYMBOL);
        String platform = fields.requiredText(Keys.PLATFORM);
        BigDecimal quantity = fields.requiredDecimal(Keys.QUANTITY);
        BigDecimal price = fields.decimal(Keys.PRICE);
        String reason = OperatorInputs.reason(fields);
        if (fields.refusal() != null) {
            return fields.refusal().reason();
        }
        boolean isHeld = state.book.positions().stream()
                .anyMatch(position -> position.platform.equals(platform) && position.symbol.equals(symbol));
        if (!isHeld && !state.platforms.containsKey(platform)) {
            return "no platform " + Printable.of(platform) + " is known";
        }
        if (!isHeld && !state.symbols.isUniversal(symbol)) {
            return "no symbol " + Printable.of(symbol) + " is known on " + platform;
        }
        String contract;
        if (fields.has(Keys.CONTRACT)) {
            Optional<ContractMonth> month = state.contracts.parse(symbol, String.valueOf(fields.text(Keys.CONTRACT)));
            if (month.isEmpty()) {
                return "no contract " + Printable.of(String.valueOf(fields.text(Keys.CONTRACT))) + " of "
                        + Printable.of(symbol) + " is known";
            }
            contract = state.contracts.name(symbol, month.get());
        } else {
            contract = state.activeContract(platform, symbol);
        }
        return set(platform, symbol, contract, Units.normal(quantity), price, who + ": " + reason);
    }

    private String set(
            String platform, String symbol, String contract, BigDecimal quantity, BigDecimal price, String reason) {
        BigDecimal before = state.book.held(platform, symbol, contract);
        BigDecimal average = averagePrice(platform, symbol, contract, quantity, price);
        if (average == null) {
            return "no price of " + Printable.of(symbol) + " on " + platform + " is known: give the average price";
        }
        Position position = state.book.position(platform, symbol, contract);
        position.set(quantity, average);
        BigDecimal moved = position.quantity.subtract(before);
        state.changes.executed(new CountedExecution(
                CountedExecution.Kind.ADJUSTED,
                platform,
                symbol,
                symbol,
                (moved.signum() < 0 ? Side.SELL : Side.BUY).name(),
                moved.abs(),
                moved.abs(),
                position.averagePrice,
                null,
                null,
                List.of(),
                contract));
        String text = "position set by " + reason + ": " + platform + " holds " + position.quantity.toPlainString()
                + " " + Printable.of(symbol) + " at " + position.averagePrice.toPlainString() + ", it was "
                + before.toPlainString();
        state.emitter.warn(text);
        PositionReports.agree(state, position, text);
        feed.positionSet(position, before, reason);
        return null;
    }

    /**
     * What the operator says; else nothing where nothing is held, the average price so far where the side stays, and the
     * last price of the symbol on the platform where it does not. Null if that is not known.
     */
    private BigDecimal averagePrice(
            String platform, String symbol, String contract, BigDecimal quantity, BigDecimal price) {
        if (quantity.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (price != null) {
            return price;
        }
        Position position = state.book.position(platform, symbol, contract);
        return position.quantity.signum() == quantity.signum() ? position.averagePrice : lastPrice(position);
    }

    private BigDecimal lastPrice(Position position) {
        Platform known = state.platforms.get(position.platform);
        if (known == null) {
            return null;
        }
        Instrument latest = null;
        for (Instrument instrument : known.instruments.values()) {
            boolean isPriced = position.isIn(instrument) && !Double.isNaN(instrument.lastPrice);
            if (isPriced && (latest == null || instrument.lastPriceNanos > latest.lastPriceNanos)) {
                latest = instrument;
            }
        }
        return latest == null ? null : BigDecimal.valueOf(latest.lastPrice);
    }
}
