package nexus.gateway.bench;

import org.HdrHistogram.Histogram;

/**
 * How long something took, every time that it was done.
 *
 * @param name what was timed, unique within its figure
 * @param nanos in nanoseconds
 */
record Distribution(String name, Histogram nanos) {}
