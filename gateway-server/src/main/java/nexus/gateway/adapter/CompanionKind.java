package nexus.gateway.adapter;

import java.util.List;
import nexus.adapters.companion.CompanionAdapter;
import nexus.adapters.companion.CompanionSettings;
import nexus.config.AdapterSettings;

/** A platform with a companion of ours inside, such as MetaTrader 5 with NexusBridge. */
final class CompanionKind implements AdapterKind {
    private static final int DEFAULT_PORT = 5_570;

    @Override
    public String name() {
        return "companion";
    }

    @Override
    public Opening read(AdapterSettings settings) {
        int port = settings.number("port", DEFAULT_PORT, 1, 65_535);
        String account = settings.text("account", "");
        List<String> symbols = settings.list("symbols");
        if (symbols.isEmpty()) {
            settings.refuse("symbols", "a list of at least one of the platform's own symbols");
        }
        CompanionSettings companion = new CompanionSettings(
                port,
                account,
                symbols,
                "start it on the platform (MetaTrader 5: NexusBridge on a chart, algo trading on), with port " + port);
        return context -> CompanionAdapter.open(context.link(), companion, context.folder(), context.say());
    }
}
