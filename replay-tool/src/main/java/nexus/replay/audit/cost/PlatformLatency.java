package nexus.replay.audit.cost;

import nexus.replay.figures.Latency;

/** How long one step took on one platform. */
public record PlatformLatency(String platform, Latency latency) {}
