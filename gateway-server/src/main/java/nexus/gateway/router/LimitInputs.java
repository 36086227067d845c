package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.Optional;
import nexus.config.LimitKind;
import nexus.config.RiskConfig.Scope;
import nexus.journal.message.Keys;

/** Takes what operators say of limits: they may be tightened, never loosened. */
final class LimitInputs {
    private final RouterState state;

    LimitInputs(RouterState state) {
        this.state = state;
    }

    /** Returns null, or why the limit stays as it is. */
    String take(Fields fields, String who) {
        String scopeText = fields.requiredText(Keys.SCOPE);
        String name = fields.requiredText(Keys.LIMIT);
        String valueText = fields.requiredText(Keys.VALUE);
        String reason = OperatorInputs.reason(fields);
        if (fields.refusal() != null) {
            return fields.refusal().reason();
        }
        Scope scope = Scope.ofText(scopeText);
        String problem = problem(scope, scopeText);
        Optional<LimitKind> kind = LimitKind.ofKey(name);
        if (problem == null && kind.isEmpty()) {
            problem = "no limit is called " + Printable.of(name) + "; there are " + String.join(", ", LimitKind.keys());
        }
        if (problem == null && !kind.get().mayStandIn(scope)) {
            problem = name + " may stand " + kind.get().places();
        }
        return problem != null ? problem : tighten(scope, kind.get(), valueText, who, reason);
    }

    private String problem(Scope scope, String text) {
        if (scope == null) {
            return "scope is " + Printable.of(text)
                    + ", must be global, platforms.NAME, symbols.SYMBOL or platforms.NAME.symbols.SYMBOL";
        }
        if (!scope.platform().isEmpty() && !state.symbols.isConfigured(scope.platform())) {
            return "the configuration has no platform " + scope.platform();
        }
        return scope.symbol().isEmpty() || state.symbols.isUniversal(scope.symbol())
                ? null
                : "the configuration has no symbol " + scope.symbol();
    }

    private String tighten(Scope scope, LimitKind kind, String text, String who, String reason) {
        Optional<BigDecimal> value = kind.parse(text.strip());
        if (value.isEmpty()) {
            return kind.key() + " is " + Printable.of(text) + ", must be " + kind.rule();
        }
        boolean hasWorth =
                !kind.needsWorth() || scope.symbol().isEmpty() || state.money.instrument(scope.symbol()) != null;
        if (!hasWorth) {
            return kind.key() + " needs the currency and multiplier of " + scope.symbol() + " in the configuration";
        }
        Limit now = state.risk.limits().find(scope, kind);
        if (now != null && !kind.isTighter(value.get(), now.value)) {
            return kind.key() + " of " + scope.text() + " is " + now.text()
                    + " and can only be tightened here; what loosens it is another configuration and a reload";
        }
        state.emitter.warn("limit " + kind.key() + " of " + scope.text() + " set by " + who + " to "
                + kind.format(value.get()) + (now == null ? "" : ", it was " + now.text()) + ": " + reason);
        state.risk.tighten(scope, kind, value.get(), who, reason);
        return null;
    }
}
