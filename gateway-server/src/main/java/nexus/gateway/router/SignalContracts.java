package nexus.gateway.router;

import java.util.Optional;
import nexus.config.ContractMonth;
import nexus.config.RouterConfig.Mapping;
import nexus.journal.message.Code;

/** Finds the contract that a signal is for: the one that it names, else the active one. */
final class SignalContracts {
    private final RouterState state;

    SignalContracts(RouterState state) {
        this.state = state;
    }

    /** Null, or why the contract that the signal names cannot be traded. The symbol must be a known one. */
    Refusal check(Signal signal) {
        if (signal.contract() == null) {
            return null;
        }
        Contracts.Rolling future = state.contracts.future(signal.symbol());
        Optional<ContractMonth> month = state.contracts.parse(signal.symbol(), signal.contract());
        if (month.isEmpty()) {
            return new Refusal(
                    Code.UNKNOWN_CONTRACT,
                    "contract is '" + Printable.of(signal.contract()) + "', must be one of " + signal.symbol()
                            + ", such as " + future.activeName());
        }
        boolean isOver = state.emitter.timeNanos() >= future.calendar.expiredNanos(month.get());
        return isOver && !month.get().equals(future.active)
                ? new Refusal(
                        Code.UNKNOWN_CONTRACT, signal.contract() + " expired on " + future.calendar.expiry(month.get()))
                : null;
    }

    /** Whether the mapping's platforms can tell the contract that the signal names. */
    boolean isTradable(Signal signal, Mapping mapping) {
        return signal.contract() == null || state.contracts.symbols().isPattern(mapping);
    }

    /** What the mapping's platforms call it. To be used only for a signal that passes the checks. */
    String platformSymbol(Signal signal, Mapping mapping) {
        return signal.contract() == null
                ? state.contracts.activeSymbol(mapping)
                : state.contracts.symbols().name(mapping, named(signal));
    }

    /** The contract's name such as {@code NQH25}, likewise; null where the platform's name is constant. */
    String name(Signal signal, Mapping mapping) {
        if (!state.contracts.symbols().isPattern(mapping)) {
            return null;
        }
        return signal.contract() == null
                ? state.contracts.future(signal.symbol()).activeName()
                : state.contracts.name(signal.symbol(), named(signal));
    }

    private ContractMonth named(Signal signal) {
        return state.contracts.parse(signal.symbol(), signal.contract()).orElseThrow();
    }
}
