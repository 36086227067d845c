package nexus.bookmap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The links of all instances of the add-on in this Bookmap: one for each platform, whatever the number of instruments.
 * Safe from any thread.
 */
final class SharedLinks {
    private final List<GatewayLink> links = new ArrayList<>();
    private final Map<GatewayLink, Set<String>> attached = new HashMap<>();

    /**
     * The link of a platform, opened if there is none; it is to be given back by {@link #release}.
     *
     * @throws IOException in one line if it cannot be opened, or if this instrument has one already
     */
    synchronized GatewayLink acquire(AddonSettings settings, Instrument instrument) throws IOException {
        GatewayLink link = null;
        for (GatewayLink candidate : links) {
            if (candidate.settings().sharesConnectionWith(settings) && candidate.endReason() == null) {
                link = candidate;
            }
        }
        if (link == null) {
            link = GatewayLink.open(settings, Clock.SYSTEM);
            links.add(link);
            attached.put(link, new HashSet<>());
        }
        if (!attached.get(link).add(instrument.alias())) {
            throw new IOException(instrument.alias() + " has the add-on already: attach it once to each instrument");
        }
        GatewayLink opened = link;
        opened.execute(() -> opened.desk().attach(instrument));
        return opened;
    }

    /** Takes an instrument off its link; without any the link ends. */
    synchronized void release(GatewayLink link, Instrument instrument) {
        link.execute(() -> link.desk().detach(instrument));
        Set<String> aliases = attached.get(link);
        aliases.remove(instrument.alias());
        if (aliases.isEmpty()) {
            attached.remove(link);
            links.remove(link);
            link.close();
        }
    }
}
