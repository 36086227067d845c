package nexus.config;

import java.util.List;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;

/**
 * A configuration as canonical text, for the journal: the same configuration always gives the same text, whatever the
 * file's layout, comments and defaults.
 *
 * <pre>
 * nexus-router-config 1
 * platforms 1
 * platform name=nt8 dialect=nt8
 * mappings 1
 * mapping universal=NQ dialect=nt8 quantityFactor=1 lotStep=1 samePrice=true platformSymbol=NQ 03-25
 * unknownPlatforms data-only
 * maxSignalAgeMillis 10000
 * clockSkewAlarmMillis 2000
 * heartbeatMillis 1000
 * heartbeatTimeoutMillis 5000
 * maxHeldEvents 100000
 * maxResumeEvents 100000
 * forgetIdsAfterMillis 604800000
 * </pre>
 *
 * <p>Behind them come the sections {@value #FUTURES}, {@value #MONEY}, {@value #RISK} and {@value #ALERTS}, in this order
 * and each only where the file has it: {@code section money 12}, then so many lines.
 *
 * <p>Every line ends with one line feed. Platforms and mappings stand in the order of the file, the rest in this order.
 * Decimals are plain, without trailing zeros. The platform symbol comes last, since it may hold spaces. What later
 * versions add comes after the last line, so that {@link #parse} can tell its absence.
 */
public final class NormalForm {
    static final String ROUTER_HEADER = "nexus-router-config 1";
    static final String FUTURES = "futures";
    static final String MONEY = "money";
    static final String RISK = "risk";
    static final String ALERTS = "alerts";
    private static final String EDGE_HEADER = "nexus-edge-config 1";

    private NormalForm() {}

    /**
     * The canonical text; {@link #parse} gives back an equal configuration.
     *
     * @throws IllegalArgumentException if a name could not be read back: {@link ConfigLoader} lets none such pass
     */
    public static String of(RouterConfig config) {
        Lines lines = new Lines(ROUTER_HEADER);
        lines.add("platforms", config.platforms().size());
        for (Platform platform : config.platforms()) {
            lines.add(
                    "platform",
                    "name=" + checked(NameRule.PLATFORM, platform.name()) + " dialect="
                            + checked(NameRule.PLATFORM, platform.dialect()));
        }
        lines.add("mappings", config.mappings().size());
        for (Mapping mapping : config.mappings()) {
            lines.add("mapping", text(mapping));
        }
        lines.add("unknownPlatforms", Words.of(config.unknownPlatforms()));
        lines.add("maxSignalAgeMillis", config.maxSignalAgeMillis());
        lines.add("clockSkewAlarmMillis", config.clockSkewAlarmMillis());
        lines.add("heartbeatMillis", config.heartbeatMillis());
        lines.add("heartbeatTimeoutMillis", config.heartbeatTimeoutMillis());
        lines.add("maxHeldEvents", config.maxHeldEvents());
        lines.add("maxResumeEvents", config.maxResumeEvents());
        lines.add("forgetIdsAfterMillis", config.forgetIdsAfterMillis());
        if (config.futures().isConfigured()) {
            lines.addSection(FUTURES, FuturesForm.write(config.futures()));
        }
        if (config.money().isConfigured()) {
            lines.addSection(MONEY, MoneyForm.write(config.money()));
        }
        if (config.risk().isConfigured()) {
            lines.addSection(RISK, RiskForm.write(config.risk()));
        }
        if (config.alerts().isConfigured()) {
            lines.addSection(ALERTS, AlertsForm.write(config.alerts()));
        }
        return lines.toString();
    }

    private static String text(Mapping mapping) {
        return "universal=" + checked(NameRule.UNIVERSAL_SYMBOL, mapping.universal())
                + " dialect=" + checked(NameRule.PLATFORM, mapping.dialect())
                + " quantityFactor=" + mapping.quantityFactor().toPlainString()
                + " lotStep=" + mapping.lotStep().toPlainString()
                + " samePrice=" + mapping.samePrice()
                + " platformSymbol=" + checked(NameRule.PLATFORM_SYMBOL, mapping.platformSymbol());
    }

    private static String checked(NameRule rule, String name) {
        if (!rule.accepts(name)) {
            throw new IllegalArgumentException("\"" + Problems.shown(name) + "\" — must be " + rule.rule());
        }
        return name;
    }

    /**
     * Reads what {@link #of} wrote, this version's or an older one's: a missing key means the behaviour from before
     * the key existed.
     *
     * @throws IllegalArgumentException if the text is damaged, or from a later version; it names the line
     */
    public static RouterConfig parse(String text) {
        return new NormalFormReader(text).read();
    }

    /** The edge configuration as canonical text, of which the journal keeps a hash. It holds no secrets. */
    public static String ofEdge(EdgeConfig config) {
        Lines lines = new Lines(EDGE_HEADER);
        lines.add("platformEndpoint", config.platformEndpoint());
        lines.add("nexusEndpoint", config.nexusEndpoint());
        lines.add("controlEndpoint", config.controlEndpoint());
        lines.add("durability", Words.of(config.durability()));
        lines.add("maxFrameBytes", config.maxFrameBytes());
        lines.add("maxQueuedMessages", config.maxQueuedMessages());
        lines.add("minFreeDiskBytes", config.minFreeDiskBytes());
        lines.add("reserveDiskBytes", config.reserveDiskBytes());
        lines.add("snapshotRecords", config.snapshotRecords());
        lines.add("snapshotSeconds", config.snapshotSeconds());
        lines.add("maxMessagesPerSecond", config.maxMessagesPerSecond());
        lines.add("maxMalformed", config.maxMalformed());
        lines.add("keys", config.security().keys());
        lines.add("curve", Words.of(config.security().curve()));
        lines.add("controlToken", config.security().controlToken());
        lines.add("clockSource", Words.of(config.clock().source()));
        lines.add("clockIntervalSeconds", config.clock().intervalSeconds());
        lines.add("sealed", Boolean.toString(config.seals().enabled()));
        lines.add("sealKey", config.seals().key());
        lines.add("sealCopyTo", config.seals().copyTo());
        lines.add("sealSeconds", config.seals().intervalSeconds());
        lines.add("sealRecords", config.seals().records());
        return lines.toString();
    }

    private static final class Lines {
        private final StringBuilder text = new StringBuilder();

        Lines(String header) {
            text.append(header).append('\n');
        }

        void add(String key, long value) {
            add(key, Long.toString(value));
        }

        void add(String key, String value) {
            text.append(key).append(' ').append(value).append('\n');
        }

        void addSection(String name, List<String> section) {
            add("section", name + " " + section.size());
            section.forEach(line -> text.append(line).append('\n'));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
