package nexus.replay.why;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;
import nexus.journal.message.Keys;

/**
 * The checks that a signal goes through, in the router's order. What came out is taken from the router's answer; the
 * figures beside it from the signal, its record and the configuration in force.
 */
final class SignalChecks {
    private static final Set<String> FIELD_CODES = Set.of("MALFORMED", "MISSING_FIELD", "BAD_VALUE", "UNKNOWN_TYPE");

    private final KeptRecord signal;
    private final Verdict verdict;
    private final Optional<SignalContext> context;
    private final List<String> lines = new ArrayList<>();

    private SignalChecks(KeptRecord signal, Verdict verdict, Optional<SignalContext> context) {
        this.signal = signal;
        this.verdict = verdict;
        this.context = context;
    }

    /** One line for each check that was made, the one that refused the signal last. */
    static List<String> lines(KeptRecord signal, Verdict verdict, Optional<SignalContext> context) {
        SignalChecks checks = new SignalChecks(signal, verdict, context);
        if (verdict.isKnown()) {
            checks.makeAll();
        }
        return checks.lines;
    }

    private void makeAll() {
        boolean refused = check(FIELD_CODES, "all fields are there and can be read")
                || check(
                        Set.of("DUPLICATE_ORDER_ID"),
                        "not a duplicate: no signal with this order_id, symbol and side is remembered")
                || check(Set.of("AMBIGUOUS_NEXUS"), "one NEXUS is connected, not several")
                || check(Set.of("HALTED"), "trading is not halted")
                || (!verdict.isByLimits() && check(Set.of("STALE_SIGNAL"), age()))
                || check(
                        Set.of("UNKNOWN_SYMBOL", "UNKNOWN_CONTRACT"),
                        "the configuration knows " + text(signal.message().text(Keys.SYMBOL)));
        if (refused) {
            return;
        }
        verdict.held().forEach(limit -> lines.add("ok: " + limit));
        if (!verdict.held().isEmpty()) {
            lines.add("ok: " + age());
        }
        platforms();
        if (verdict.code() != null) {
            lines.add(refusal());
        }
    }

    /** Returns whether the signal was refused here. */
    private boolean check(Set<String> codes, String passed) {
        boolean refused = verdict.code() != null && codes.contains(verdict.code());
        lines.add(refused ? refusal() : "ok: " + passed);
        return refused;
    }

    private String refusal() {
        return "REFUSED: " + verdict.code() + ": " + verdict.reason();
    }

    private String age() {
        BigDecimal timestamp = signal.message().number(Keys.TIMESTAMP);
        if (timestamp == null) {
            return "the signal has no timestamp, so its age was not judged";
        }
        long offset = context.map(SignalContext::wallOffsetNanos).orElse(0L);
        BigDecimal ageMillis = BigDecimal.valueOf(signal.timeNanos() + offset, 9)
                .subtract(timestamp)
                .movePointRight(3)
                .setScale(3, RoundingMode.HALF_EVEN);
        BigDecimal ttl = signal.message().number(Keys.TTL_MS);
        String limit = ttl != null
                ? ttl.stripTrailingZeros().toPlainString() + " ms (its ttl_ms)"
                : context.map(SignalContext::config)
                        .map(config -> config.maxSignalAgeMillis() + " ms")
                        .orElse("not known");
        return "age " + ageMillis.toPlainString() + " ms by its timestamp, the limit is " + limit;
    }

    /** Those that the signal names, or those that have a mapping; then what each came to. */
    private void platforms() {
        Set<String> names = new LinkedHashSet<>(signal.message().texts(Keys.PLATFORMS));
        boolean isNamed = !names.isEmpty();
        context.map(SignalContext::config).ifPresent(config -> {
            for (RouterConfig.Platform platform : config.platforms()) {
                if (!isNamed && mapping(config, platform.name()) != null) {
                    names.add(platform.name());
                }
            }
        });
        names.addAll(verdict.taken());
        names.addAll(verdict.skipped().keySet());
        names.forEach(this::taken);
        verdict.skipped().values().stream().distinct().forEach(code -> skipped(names, code));
    }

    private void taken(String name) {
        if (verdict.taken().contains(name)) {
            String facts = context.map(SignalContext::config)
                    .map(config -> facts(config, name))
                    .orElse("");
            lines.add("ok: " + name + ": " + facts + "connected");
        }
    }

    /** Platforms with the same thing against them, in one line. */
    private void skipped(Set<String> names, String code) {
        List<String> same = names.stream()
                .filter(name -> code.equals(verdict.skipped().get(name)))
                .map(name -> name + quantity(code, name) + broken(name))
                .toList();
        lines.add("skipped: " + String.join(", ", same) + ": " + code + reason(code));
    }

    private String broken(String name) {
        String limit = verdict.broken().get(name);
        return limit == null ? "" : " (" + limit + ")";
    }

    private String quantity(String code, String name) {
        return !code.equals("QUANTITY_TOO_SMALL")
                ? ""
                : context.map(SignalContext::config)
                        .map(config -> " (" + units(mapping(config, name)) + ")")
                        .orElse("");
    }

    private String facts(RouterConfig config, String name) {
        Mapping mapping = mapping(config, name);
        if (mapping == null) {
            return "";
        }
        boolean isPriced =
                signal.message().has(Keys.LIMIT_PRICE) || signal.message().has(Keys.STOP_PRICE);
        String there = context.orElseThrow().names().getOrDefault(name, mapping.platformSymbol());
        return mapping.universal() + " is " + there + " there, " + units(mapping) + ", "
                + (isPriced && mapping.samePrice() ? "prices are comparable, " : "");
    }

    /** The quantity on its way into the platform's units. */
    private String units(Mapping mapping) {
        BigDecimal quantity = signal.message().number(Keys.QUANTITY);
        if (mapping == null || quantity == null) {
            return "quantity unknown";
        }
        BigDecimal exact = quantity.multiply(mapping.quantityFactor());
        BigDecimal lots = exact.divide(mapping.lotStep(), 0, RoundingMode.DOWN);
        return Ids.digits(quantity) + " × factor " + mapping.quantityFactor().toPlainString() + " in steps of "
                + mapping.lotStep().toPlainString() + " = " + Ids.digits(lots.multiply(mapping.lotStep()));
    }

    private static String reason(String code) {
        return switch (code) {
            case "PLATFORM_DOWN" -> ", not connected";
            case "PRICE_NOT_COMPARABLE" -> ", its prices are not those of the universal symbol";
            case "UNKNOWN_SYMBOL" -> ", no mapping for the symbol";
            case "UNKNOWN_PLATFORM" -> ", not in the configuration";
            case "NO_CONTRACT" -> ", its name for the symbol is constant: no contract can be chosen there";
            case "QUANTITY_TOO_SMALL" -> ", nothing is left";
            default -> "";
        };
    }

    private Mapping mapping(RouterConfig config, String platform) {
        String symbol = signal.message().text(Keys.SYMBOL);
        for (RouterConfig.Platform one : config.platforms()) {
            if (one.name().equals(platform)) {
                return config.mappings().stream()
                        .filter(mapping -> mapping.dialect().equals(one.dialect())
                                && mapping.universal().equals(symbol))
                        .findFirst()
                        .orElse(null);
            }
        }
        return null;
    }

    private static String text(String symbol) {
        return symbol == null ? "the symbol" : symbol;
    }
}
