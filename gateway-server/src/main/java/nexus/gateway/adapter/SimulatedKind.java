package nexus.gateway.adapter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nexus.adapters.simulated.SimulatedAdapter;
import nexus.adapters.simulated.SimulatedBehaviour;
import nexus.adapters.simulated.SimulatedSettings;
import nexus.adapters.simulated.SimulatedSymbol;
import nexus.config.AdapterSettings;

/** A platform that exists only here: the model for the others, and for trying things out. */
final class SimulatedKind implements AdapterKind {
    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public Opening read(AdapterSettings settings) {
        int ticksPerSecond = settings.number("ticksPerSecond", 10, 1, 100_000);
        int seed = settings.number("seed", 1, 0, Integer.MAX_VALUE);
        SimulatedBehaviour behaviour = new SimulatedBehaviour(
                settings.millis("fillAfter", 50, 0, 3_600_000),
                settings.number("partialFills", 1, 1, 1_000),
                settings.number("rejectEvery", 0, 0, 1_000_000),
                settings.number("silentEvery", 0, 0, 1_000_000));
        List<SimulatedSymbol> symbols = new ArrayList<>();
        settings.groups("symbols").forEach((name, group) -> {
            BigDecimal start = group.decimal("startPrice");
            BigDecimal step = group.decimal("priceStep");
            symbols.add(new SimulatedSymbol(
                    name, start == null ? new BigDecimal("100") : start, step == null ? new BigDecimal("0.01") : step));
        });
        if (symbols.isEmpty()) {
            settings.refuse("symbols", "a group of at least one symbol, by the platform's own name");
        }
        return context -> SimulatedAdapter.open(
                new SimulatedSettings(context.link(), symbols, null, ticksPerSecond, seed, behaviour, null),
                context.folder(),
                context.say());
    }
}
