package nexus.replay.command;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a price point is worth. */
public final class MultiplierOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--multiplier",
            paramLabel = "SYMBOL=VALUE",
            split = ",",
            description =
                    "What one point of one universal unit is worth, by universal symbol: NQ=20,ES=50. Default: what the"
                            + " configuration says under instruments; 1 where it does not, and amounts are price points ×"
                            + " quantity then.")
    private Map<String, BigDecimal> values = new LinkedHashMap<>();

    /**
     * By universal symbol; only those that were given.
     *
     * @throws ParameterException if one is not greater than 0
     */
    public Map<String, BigDecimal> bySymbol() {
        values.forEach((symbol, value) -> {
            if (value.signum() <= 0) {
                throw new ParameterException(
                        spec.commandLine(), "--multiplier " + symbol + "=" + value + ": must be greater than 0");
            }
        });
        return new LinkedHashMap<>(values);
    }
}
