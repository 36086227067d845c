package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nexus.config.MoneyConfig;
import nexus.config.MoneyConfig.FixedRate;
import nexus.config.MoneyConfig.MarketRate;
import nexus.journal.message.AlertCode;

/** What each currency is worth in the base, by the configuration and by the ticks; and which of them is missed. */
final class Rates {
    private static final BigDecimal SMALLEST_QUOTE = new BigDecimal("1E-12");
    private static final int MAX_MISSED = 64;

    private final RouterState state;

    /** The base first, each behind what it is converted into. */
    private final Map<String, CurrencyRate> rates = new LinkedHashMap<>();

    private BytesMap<CurrencyRate> byUtf8 = new BytesMap<>();

    /** Currencies that had to be converted and could not, until they can be. */
    private final TreeSet<String> missed = new TreeSet<>();

    Rates(RouterState state) {
        this.state = state;
        build(MoneyConfig.NONE);
    }

    /** Quotes of sources that the configuration goes on to name are kept. */
    void configure(MoneyConfig config) {
        List<CurrencyRate> before = List.copyOf(rates.values());
        build(config);
        for (CurrencyRate old : before) {
            CurrencyRate now = rates.get(old.currency);
            if (old.market != null && old.quote() != null && now != null && old.market.equals(now.market)) {
                quote(now, old.quote(), old.quoteNanos());
            }
        }
    }

    private void build(MoneyConfig config) {
        Map<String, FixedRate> fixed = new LinkedHashMap<>();
        config.fixedRates().forEach(rate -> fixed.put(rate.currency(), rate));
        Map<String, MarketRate> market = new LinkedHashMap<>();
        config.marketRates().forEach(rate -> market.put(rate.currency(), rate));
        rates.clear();
        rates.put(config.base(), CurrencyRate.ofBase(config.base()));
        fixed.keySet().forEach(currency -> build(currency, fixed, market));
        market.keySet().forEach(currency -> build(currency, fixed, market));
        byUtf8 = new BytesMap<>();
        rates.values().forEach(rate -> byUtf8.add(rate.currencyUtf8, rate));
    }

    /** No circle: the configuration's reader refuses them. */
    private CurrencyRate build(String currency, Map<String, FixedRate> fixed, Map<String, MarketRate> market) {
        CurrencyRate known = rates.get(currency);
        if (known != null) {
            return known;
        }
        FixedRate stated = fixed.get(currency);
        CurrencyRate made = stated != null
                ? CurrencyRate.of(stated, build(stated.into(), fixed, market))
                : CurrencyRate.of(
                        market.get(currency), build(market.get(currency).into(), fixed, market));
        rates.put(currency, made);
        return made;
    }

    /** Null where the configuration has no such currency. */
    CurrencyRate of(String currency) {
        return rates.get(currency);
    }

    /** The same by the bytes of its name. */
    CurrencyRate of(byte[] buffer, int offset, int length) {
        return byUtf8.get(buffer, offset, length);
    }

    /** All of them, the base first. */
    Collection<CurrencyRate> all() {
        return Collections.unmodifiableCollection(rates.values());
    }

    /** Those that a symbol's prices on a platform give; null if none. */
    CurrencyRate[] quotedBy(String platform, String symbol, boolean samePrice) {
        List<CurrencyRate> quoted = new ArrayList<>();
        for (CurrencyRate rate : rates.values()) {
            if (rate.market != null && rate.market.symbol().equals(symbol)) {
                boolean counts = rate.market.platform().isEmpty()
                        ? samePrice
                        : rate.market.platform().equals(platform);
                if (counts) {
                    quoted.add(rate);
                }
            }
        }
        return quoted.isEmpty() ? null : quoted.toArray(CurrencyRate[]::new);
    }

    /** A tick has brought a price; one that no rate can be is left. */
    void quoted(CurrencyRate[] by, BigDecimal price, long timeNanos) {
        if (price.compareTo(SMALLEST_QUOTE) < 0 || !Fields.isSensible(price)) {
            return;
        }
        for (CurrencyRate rate : by) {
            quote(rate, price, timeNanos);
        }
        if (!missed.isEmpty()) {
            clearFound(timeNanos);
        }
    }

    private void quote(CurrencyRate rate, BigDecimal price, long timeNanos) {
        boolean changed = rate.quote() == null || rate.quote().compareTo(price) != 0;
        rate.quote(price, timeNanos);
        for (CurrencyRate other : rates.values()) {
            if (other != rate) {
                other.derive(changed);
            }
        }
    }

    /** Something had to be converted and could not be: said once, until it can be again. */
    void miss(String currency, long timeNanos) {
        if (missed.contains(currency) || missed.size() == MAX_MISSED) {
            return;
        }
        missed.add(currency);
        CurrencyRate rate = rates.get(currency);
        String why = rate == null ? "it has none in the configuration" : rate.fault(timeNanos);
        state.alerts.raise(
                AlertCode.RATE,
                currency,
                "no usable rate of " + currency + ": " + why + "; its prices and amounts are not converted");
    }

    /** Tells of the missed ones that can be converted now, or that nobody needs any more. */
    void clearFound(long timeNanos) {
        var waiting = missed.iterator();
        while (waiting.hasNext()) {
            String currency = waiting.next();
            CurrencyRate rate = rates.get(currency);
            if (rate != null && rate.isUsable(timeNanos)) {
                waiting.remove();
                state.alerts.clear(AlertCode.RATE, currency, currency + " has a usable rate again");
            }
        }
    }

    void writeTo(StateWriter out) {
        List<CurrencyRate> quoted = rates.values().stream()
                .filter(rate -> rate.market != null && rate.quote() != null)
                .toList();
        out.put("quotes", quoted.size());
        for (CurrencyRate rate : quoted) {
            out.put("currency", rate.currency).put("quote", rate.quote()).put("quoteNanos", rate.quoteNanos());
        }
        out.put("missed", missed.size());
        missed.forEach(currency -> out.put("currency", currency));
    }

    void readFrom(StateReader in) {
        int quotes = in.small("quotes");
        for (int i = 0; i < quotes; i++) {
            CurrencyRate rate = rates.get(in.text("currency"));
            quote(rate, in.decimal("quote"), in.integer("quoteNanos"));
        }
        int missing = in.small("missed");
        for (int i = 0; i < missing; i++) {
            missed.add(in.text("currency"));
        }
    }
}
