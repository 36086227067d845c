package nexus.gateway.bench;

/** What a figure is held against, in the figure's unit. */
record Target(Relation relation, double limit) {
    enum Relation {
        AT_LEAST,
        AT_MOST
    }

    static Target atLeast(double limit) {
        return new Target(Relation.AT_LEAST, limit);
    }

    static Target atMost(double limit) {
        return new Target(Relation.AT_MOST, limit);
    }

    boolean isMetBy(double value) {
        return relation == Relation.AT_LEAST ? value >= limit : value <= limit;
    }
}
