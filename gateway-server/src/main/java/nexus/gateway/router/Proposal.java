package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.config.RouterConfig.Mapping;

/** One platform's part of a signal on its way through the checks. Quantities in universal units unless they say so. */
final class Proposal {
    final Signal signal;
    final String name;

    /** Null where the configuration has no such platform, or the platform no such symbol. */
    final Mapping mapping;

    final Units units;
    final BigDecimal platformQuantity;
    final BigDecimal quantity;

    /** Null where the configuration has none of this name. */
    Platform platform;

    /** Null where {@link #mapping} is, and so with the next. */
    Holding holding;

    LimitSet limits;

    /** The limits that it passed; null where none are held against it. Borrowed until the next signal. */
    PassedLimits passed;

    private BigDecimal worst;

    Proposal(Signal signal, String name, Mapping mapping) {
        this.signal = signal;
        this.name = name;
        this.mapping = mapping;
        this.units = mapping == null ? Units.SAME : new Units(mapping.quantityFactor(), mapping.lotStep());
        this.platformQuantity = units.toPlatform(signal.quantity());
        this.quantity = units.toUniversal(platformQuantity);
    }

    /** The most that its holding can come to, long or short, with this order; to be asked before the holding moves. */
    BigDecimal worst() {
        if (worst == null) {
            worst = holding.worst(signal.side()).add(quantity).max(holding.worst());
        }
        return worst;
    }
}
