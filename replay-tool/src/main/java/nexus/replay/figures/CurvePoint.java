package nexus.replay.figures;

/** A value at a time, to be drawn: a float, not an account. */
public record CurvePoint(long timeNanos, double value) {}
