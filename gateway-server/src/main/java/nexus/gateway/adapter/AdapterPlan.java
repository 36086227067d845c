package nexus.gateway.adapter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nexus.config.AdapterSettings;
import nexus.config.AdaptersFile;
import nexus.config.ConfigException;

/**
 * One adapter of the file, read and checked.
 *
 * @param platform the name to register under
 * @param gateway where to connect, {@code tcp://host:port}; empty for where the gateway of this installation listens
 * @param key the file of this client's secret key, or null
 * @param serverKey the file of the gateway's public key, or null for where it usually is
 * @param folder the adapter's own
 */
public record AdapterPlan(
        String platform, String gateway, Path key, Path serverKey, Path folder, AdapterKind.Opening opening) {

    /**
     * All adapters of a file.
     *
     * @param folder where those keep what they remember that name no folder: in one of their own below it
     * @throws ConfigException with every problem found
     */
    public static List<AdapterPlan> read(Path file, Path folder) throws ConfigException {
        List<AdapterPlan> plans = new ArrayList<>();
        AdaptersFile.read(file, (platform, settings) -> {
            AdapterKind.Opening opening = opening(settings);
            plans.add(new AdapterPlan(
                    platform,
                    settings.text("gateway", ""),
                    settings.path("key", null),
                    settings.path("serverKey", null),
                    settings.path("folder", folder.resolve(platform)),
                    opening));
        });
        return plans;
    }

    private static AdapterKind.Opening opening(AdapterSettings settings) {
        String name = settings.text("kind");
        return AdapterKinds.find(name).map(kind -> kind.read(settings)).orElseGet(() -> {
            settings.refuse("kind", AdapterKinds.names());
            return context -> {
                throw new IllegalStateException("of no kind");
            };
        });
    }
}
