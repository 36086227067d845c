package nexus.gateway.router;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nexus.journal.message.Code;

/**
 * What the last input did, for those who keep accounts behind the router: no part of its state or of its outputs, and
 * the router itself never looks at it. Reused: what it gives is borrowed until the next input.
 */
public final class Changes {
    private final Set<Order> orders = new LinkedHashSet<>();
    private final List<Refused> refusals = new ArrayList<>();
    private final Map<String, Code> skipped = new LinkedHashMap<>();
    private CountedExecution execution;
    private final List<NexusEvent> told = new ArrayList<>();
    private Order named;
    private Platform speaker;
    private Refused refusedMessage;
    private Platform tickPlatform;
    private Instrument tickInstrument;

    Changes() {}

    /**
     * A REJECT for NEXUS, delivered or not.
     *
     * @param orderId as it came; null if it could not be read
     * @param platform null where it concerns the signal as a whole
     */
    public record Refused(String orderId, String platform, Code code, String reason) {}

    /** A message that the router made for NEXUS: a range of an array that may not be changed. */
    public record Told(byte[] buffer, int offset, int length) {}

    void begin() {
        tickInstrument = null;
        execution = null;
        named = null;
        speaker = null;
        refusedMessage = null;
        if (!told.isEmpty()) {
            told.clear();
        }
        if (!orders.isEmpty()) {
            orders.clear();
        }
        if (!refusals.isEmpty()) {
            refusals.clear();
        }
        if (!skipped.isEmpty()) {
            skipped.clear();
        }
    }

    void tick(Platform platform, Instrument instrument) {
        tickPlatform = platform;
        tickInstrument = instrument;
    }

    void touched(Order order) {
        orders.add(order);
    }

    void named(Order order) {
        named = order;
    }

    void executed(CountedExecution counted) {
        execution = counted;
    }

    void spoken(Platform platform) {
        speaker = platform;
    }

    void refusedMessage(Refusal refusal) {
        refusedMessage = new Refused(null, speakerName(), refusal.code(), refusal.reason());
    }

    void told(NexusEvent event) {
        told.add(event);
    }

    void refused(String orderId, String platform, Code code, String reason) {
        refusals.add(new Refused(orderId, platform, code, reason));
    }

    void skipped(Map<String, Code> platforms) {
        skipped.putAll(platforms);
    }

    /** The orders that were made or changed, each once, as they stand now. */
    public List<OrderView> orders() {
        return orders.isEmpty() ? List.of() : orders.stream().map(OrderView::of).toList();
    }

    /** The execution that was counted; an input brings one at the most. */
    public Optional<CountedExecution> execution() {
        return Optional.ofNullable(execution);
    }

    /** The order that a platform's message or an operator's RESOLVE named, whether or not anything changed. */
    public Optional<OrderView> named() {
        return Optional.ofNullable(named).map(OrderView::of);
    }

    /** The {@code ref} of {@link #named}, or null: one of {@link #orders} may be the same, and is looked at once then. */
    public String namedRef() {
        return named == null ? null : named.ref;
    }

    /** What was refused to NEXUS. */
    public List<Refused> refusals() {
        return Collections.unmodifiableList(refusals);
    }

    /** Why a platform's message was refused, whether or not the platform was told; empty if none was. */
    public Optional<Refused> refusedMessage() {
        return Optional.ofNullable(refusedMessage);
    }

    /** The platform that sent a message other than a tick, by its connection; empty if it speaks for none. */
    public Optional<String> speaker() {
        return Optional.ofNullable(speakerName());
    }

    private String speakerName() {
        return speaker == null ? null : speaker.name;
    }

    /** The messages that were made for NEXUS, market data and alerts excepted, delivered or not. */
    public List<Told> told() {
        return told.isEmpty() ? List.of() : told.stream().map(Changes::view).toList();
    }

    private static Told view(NexusEvent event) {
        int headroom = OutputDigest.PREFIX_LENGTH;
        return new Told(event.buffer(), headroom, event.buffer().length - headroom);
    }

    /** The platforms that got no order of the signal, and why; in the order of the configuration. */
    public Map<String, Code> skipped() {
        return Collections.unmodifiableMap(skipped);
    }

    /** Whether the input was a tick that was taken. */
    public boolean isTick() {
        return tickInstrument != null;
    }

    /** Name of the platform that a tick came from. */
    public String tickPlatform() {
        return tickPlatform.name;
    }

    /** The universal symbol, of whatever contract of a future the tick is; the platform's own where no dialect knows it. */
    public String tickUniversal() {
        return tickInstrument.universal();
    }

    /** The tick's universal symbol; the platform's own where no dialect knows it. */
    public String tickSymbol() {
        return tickInstrument.symbol();
    }

    /** Which contract of a future the tick is of, such as {@code NQH25}; null where the symbol is none, or nobody knows. */
    public String tickContract() {
        return tickInstrument.contract();
    }

    /** The tick's price: of the trade, or the mid, or the one side. */
    public double tickPrice() {
        return tickInstrument.lastPrice;
    }
}
