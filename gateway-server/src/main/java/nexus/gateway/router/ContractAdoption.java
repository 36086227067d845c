package nexus.gateway.router;

import java.util.List;
import java.util.Optional;
import nexus.config.ContractMonth;
import nexus.config.RouterConfig.Mapping;

/**
 * When a symbol becomes a future whose name was constant before, what was traded under that name was one contract of it:
 * its orders and positions get that contract, so that their fills and their end are found.
 */
final class ContractAdoption {
    private ContractAdoption() {}

    /** @param before the symbols of the configuration that was in force */
    static void adopt(RouterState state, SymbolTable before) {
        if (state.contracts.futures().isEmpty()) {
            return;
        }
        for (Intent intent : state.book.intents()) {
            for (Order order : intent.orders) {
                if (order.contract == null) {
                    order.contract = contract(state, order.platform, intent.symbol, order.platformSymbol);
                }
            }
        }
        for (Position position : List.copyOf(state.book.positions())) {
            Mapping mapping = before.toPlatform(position.platform, position.symbol);
            if (position.contract == null && mapping != null) {
                String contract = contract(state, position.platform, position.symbol, mapping.platformSymbol());
                state.book.assign(position, contract);
            }
        }
    }

    /** The contract that a platform means by this name of the symbol, or null. */
    private static String contract(RouterState state, String platform, String universal, String platformSymbol) {
        Mapping mapping = state.symbols.toPlatform(platform, universal);
        Optional<ContractMonth> month = mapping == null
                ? Optional.empty()
                : state.contracts.symbols().parse(mapping, platformSymbol, state.contracts.near());
        return month.map(found -> state.contracts.name(universal, found)).orElse(null);
    }
}
