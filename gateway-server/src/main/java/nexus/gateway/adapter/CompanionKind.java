package nexus.gateway.adapter;

import java.util.List;
import nexus.adapters.companion.CompanionAdapter;
import nexus.adapters.companion.CompanionSettings;
import nexus.config.AdapterSettings;

/** A platform with a companion of ours inside. */
final class CompanionKind implements AdapterKind {
    /** Which one: where it connects unless told otherwise, and what a person does to start it. */
    private enum Companion {
        METATRADER5(5_570, "start it in MetaTrader 5 (NexusBridge on a chart, Algo Trading on)"),
        NINJATRADER8(
                5_571,
                "start it in NinjaTrader 8 (NexusAddOn compiled with F5 in the NinjaScript Editor; New > NinjaScript Output says what it lacks)"),
        QUANTOWER(5_572, "start it in Quantower (Strategies Manager > NexusStrategy > Run)");

        private final int port;
        private final String startIt;

        Companion(int port, String startIt) {
            this.port = port;
            this.startIt = startIt;
        }
    }

    @Override
    public String name() {
        return "companion";
    }

    @Override
    public Opening read(AdapterSettings settings) {
        Companion companion = settings.choice("companion", Companion.METATRADER5);
        int port = settings.number("port", companion.port, 1, 65_535);
        String account = settings.text("account", "");
        List<String> symbols = settings.list("symbols");
        if (symbols.isEmpty()) {
            settings.refuse("symbols", "a list of at least one of the platform's own symbols");
            return context -> {
                throw new IllegalStateException("the file was refused");
            };
        }
        CompanionSettings read =
                new CompanionSettings(port, account, symbols, companion.startIt + ", with port " + port);
        return context -> CompanionAdapter.open(context.link(), read, context.folder(), context.say());
    }
}
