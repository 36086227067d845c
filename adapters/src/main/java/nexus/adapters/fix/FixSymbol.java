package nexus.adapters.fix;

import java.util.Map;
import java.util.TreeMap;
import nexus.adapters.orders.Steps;

/**
 * What is traded.
 *
 * @param name as the gateway calls it on this platform
 * @param fixName Symbol (55) at the counterparty; may be a number
 * @param fields what else tells the instrument, by tag, such as 48 and 22, 207, 167, 200: in orders and subscriptions
 */
public record FixSymbol(String name, String fixName, Map<Integer, String> fields, Steps steps) {
    public FixSymbol {
        fields = Map.copyOf(new TreeMap<>(fields));
    }
}
