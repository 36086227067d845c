package nexus.replay.figures;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be drawn of many: all of them up to a bound; beyond, every second is left out, then every second of what
 * remains, and so on, so that those that are left lie evenly among all.
 */
public final class EvenSample<T> {
    private final int most;
    private final List<T> kept = new ArrayList<>();
    private long count;
    private long step = 1;

    /** @param most how many are kept at the most */
    public EvenSample(int most) {
        this.most = most;
    }

    public void add(T one) {
        if (count % step == 0) {
            kept.add(one);
        }
        count++;
        if (kept.size() > most) {
            step *= 2;
            List<T> all = List.copyOf(kept);
            kept.clear();
            for (int i = 0; i < all.size(); i += 2) {
                kept.add(all.get(i));
            }
        }
    }

    /** How many there were. */
    public long count() {
        return count;
    }

    /** Those that are left, in order. */
    public List<T> kept() {
        return List.copyOf(kept);
    }
}
