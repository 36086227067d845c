package nexus.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nexus.config.RouterConfig.Mapping;
import nexus.config.RouterConfig.Platform;

/** What a configuration amounts to, in a few lines for people. */
public final class ConfigSummary {
    private ConfigSummary() {}

    /** Some eight lines, each ended by a line feed. */
    public static String of(GatewayConfig config) {
        EdgeConfig edge = config.edge();
        RouterConfig router = config.router();
        return String.format(
                Locale.ROOT,
                """
                listens    platforms %s, NEXUS %s, operators %s (%s)
                platforms  %s; others: %s
                symbols    %s
                %slimits     %s
                signals    refused when older than %s; their ids forgotten after %s
                journal    survives the %s; trading halts below %s of free disk
                """,
                edge.platformEndpoint(),
                edge.nexusEndpoint(),
                edge.controlEndpoint(),
                reach(edge),
                platforms(router.platforms()),
                Words.of(router.unknownPlatforms()),
                symbols(router.mappings()),
                money(router.money()),
                limits(router.risk()),
                Measure.DURATION.format(router.maxSignalAgeMillis()),
                Measure.DURATION.format(router.forgetIdsAfterMillis()),
                edge.durability() == EdgeConfig.Durability.POWER ? "machine" : "process",
                Measure.SIZE.format(edge.minFreeDiskBytes()));
    }

    private static String reach(EdgeConfig edge) {
        if (edge.isLoopbackOnly()) {
            return "this machine only" + (edge.needsKeys() ? ", registered keys only" : "");
        }
        return "OPEN TO THE NETWORK" + (edge.needsKeys() ? ", there for registered keys only" : "");
    }

    private static String platforms(List<Platform> platforms) {
        return platforms.stream()
                .map(platform -> platform.name().equals(platform.dialect())
                        ? platform.name()
                        : platform.name() + " (speaks " + platform.dialect() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String symbols(List<Mapping> mappings) {
        return mappings.stream().map(Mapping::universal).distinct().collect(Collectors.joining(", "))
                + ", by " + mappings.size() + " names in "
                + mappings.stream().map(Mapping::dialect).distinct().count() + " dialects";
    }

    /** A line of its own; empty where the file says nothing of money. */
    private static String money(MoneyConfig money) {
        if (!money.isConfigured()) {
            return "";
        }
        String rates = Stream.concat(
                        money.fixedRates().stream().map(rate -> rate.currency() + " (fixed)"),
                        money.marketRates().stream().map(rate -> rate.currency() + " (by " + rate.symbol() + ")"))
                .collect(Collectors.joining(", "));
        String valued =
                money.instruments().stream().map(MoneyConfig.Instrument::symbol).collect(Collectors.joining(", "));
        return "money      in " + money.base() + "; rates of " + (rates.isEmpty() ? "nothing else" : rates)
                + "; worth known of " + (valued.isEmpty() ? "nothing" : valued) + "\n";
    }

    private static String limits(RiskConfig risk) {
        return risk.limits().isEmpty()
                ? "NONE: every order that is well formed goes out; set some under risk"
                : risk.limits().stream()
                                .map(limit -> limit.kind().key())
                                .distinct()
                                .collect(Collectors.joining(", ")) + "; gateway limits shows them";
    }
}
