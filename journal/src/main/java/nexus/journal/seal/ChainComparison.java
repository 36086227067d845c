package nexus.journal.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nexus.journal.seal.SealEntry.Gap;
import nexus.journal.seal.SealEntry.Seal;

/**
 * Holds the seals of a data folder against a copy that was kept elsewhere. The copy may lag behind; what it has, the
 * folder must have, too.
 *
 * @param finding what is wrong; null if the copy is the folder's beginning, or all of it
 * @param copied entries of the copy
 * @param there entries of the folder
 */
public record ChainComparison(SealFinding finding, long copied, long there) {
    /** Compares the chains entry by entry. */
    public static ChainComparison of(Path folder, Path copy) throws IOException {
        try (ChainCheck ours = ChainCheck.open(folder, List.of(), finding -> {});
                ChainCheck theirs = ChainCheck.open(copy, List.of(), finding -> {})) {
            long copied = 0;
            long there = 0;
            long sealedThrough = 0;
            SealFinding finding = null;
            ChainEntry one = ours.nextUnchecked();
            ChainEntry other = theirs.nextUnchecked();
            while (one != null || other != null) {
                there += one == null ? 0 : 1;
                copied += other == null ? 0 : 1;
                if (finding == null
                        && other != null
                        && (one == null || !one.line().equals(other.line()))) {
                    finding = difference(one, other, sealedThrough + 1, folder, copy);
                }
                if (finding == null) {
                    sealedThrough = sealedThrough(one, sealedThrough);
                }
                one = one == null ? null : ours.nextUnchecked();
                other = other == null ? null : theirs.nextUnchecked();
            }
            return new ChainComparison(finding, copied, there);
        }
    }

    private static SealFinding difference(ChainEntry one, ChainEntry other, long firstBad, Path folder, Path copy) {
        return one == null
                ? new SealFinding(
                        SealFault.ROLLED_BACK,
                        other.number(),
                        firstBad,
                        "",
                        "the copy " + copy + " goes on with entry " + other.number() + ", which " + folder
                                + " lacks: that folder is an older state")
                : new SealFinding(
                        SealFault.OTHER_CHAIN,
                        other.number(),
                        firstBad,
                        "",
                        "entry " + other.number() + " of the copy " + copy + " is not entry " + one.number() + " of "
                                + folder);
    }

    private static long sealedThrough(ChainEntry entry, long before) {
        if (entry.what() instanceof Seal seal) {
            return seal.last();
        }
        return entry.what() instanceof Gap gap ? gap.next() - 1 : before;
    }
}
