package nexus.gateway.adapter;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All kinds of adapters. */
final class AdapterKinds {
    private static final List<AdapterKind> ALL = List.of(
            new SimulatedKind(),
            new CompanionKind(),
            new FixKind(),
            new MetaTraderKind(),
            new NinjaTraderKind(),
            new SierraKind());

    private AdapterKinds() {}

    static Optional<AdapterKind> find(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** Their names, to follow "must be". */
    static String names() {
        return ALL.stream().map(AdapterKind::name).collect(Collectors.joining(" or "));
    }
}
