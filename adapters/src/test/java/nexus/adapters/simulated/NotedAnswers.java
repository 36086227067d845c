package nexus.adapters.simulated;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nexus.adapters.link.Fill;
import nexus.adapters.link.OrderAnswers;
import nexus.adapters.link.OrderStatus;

/** Notes what a platform answers. */
final class NotedAnswers implements OrderAnswers {
    private final List<String> lines = new ArrayList<>();

    /** What was answered since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public boolean ack(String ref, String platformOrderId) {
        return lines.add("ack " + ref);
    }

    @Override
    public boolean fill(Fill fill) {
        return lines.add("fill " + fill.ref() + " " + fill.quantity().toPlainString() + " @ "
                + fill.price().toPlainString() + " " + fill.execId());
    }

    @Override
    public boolean reject(String ref, String reason) {
        return lines.add("reject " + ref + " " + reason);
    }

    @Override
    public boolean canceled(String ref, String reason) {
        return lines.add("canceled " + ref);
    }

    @Override
    public boolean status(String ref, OrderStatus status, BigDecimal filled, BigDecimal averagePrice) {
        return lines.add("status " + ref + " " + status + " " + filled.toPlainString() + " " + averagePrice);
    }
}
