package nexus.replay.why;

import java.util.List;
import java.util.Map;
import nexus.config.RouterConfig;

/**
 * What the router knew when a signal came.
 *
 * @param ticks the last prices of its symbol, per platform
 * @param config the configuration in force, or null if there was none
 * @param names what each platform called the symbol then
 * @param wallOffsetNanos wall clock minus the gateway's time: signals' ages are judged by the wall clock
 */
record SignalContext(List<Tick> ticks, RouterConfig config, Map<String, String> names, long wallOffsetNanos) {}
