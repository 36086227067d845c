package nexus.replay.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import nexus.gateway.router.Checkpoint;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Router;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Snapshot;
import nexus.journal.store.SnapshotReader;
import nexus.replay.command.Fingerprint;
import nexus.replay.playback.Playback;

/**
 * Holds the snapshots in the data folder against the states of a router that passes them. Those that a live gateway
 * writes later, of records already passed, are played on to the router's record and compared there.
 */
final class SnapshotProof {
    private final Path dataFolder;
    private final SnapshotReader reader;
    private final Consumer<String> damage;
    private final NavigableSet<Long> ahead = new TreeSet<>();
    private final List<String> leftAside = new ArrayList<>();
    private final Set<Long> known = new TreeSet<>();
    private long next = Long.MAX_VALUE;
    private long compared;

    /** @param damage told of snapshots that are damaged */
    SnapshotProof(Path dataFolder, Consumer<String> damage) {
        this.dataFolder = dataFolder;
        this.reader = SnapshotReader.of(dataFolder);
        this.damage = damage;
    }

    /** The router begins behind this record. */
    void begin(long sequence) {
        known.addAll(sequences());
        ahead.clear();
        known.stream().filter(each -> each > sequence).forEach(ahead::add);
        next = ahead.isEmpty() ? Long.MAX_VALUE : ahead.first();
    }

    private List<Long> sequences() {
        try {
            return reader.sequences();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the snapshots in " + dataFolder + ": " + e.getMessage(), e);
        }
    }

    /** The record behind which the next comparison is due; none if {@link Long#MAX_VALUE}. */
    long next() {
        return next;
    }

    /** Compares the snapshot of record {@link #next} with a router that stands behind it. */
    Optional<Divergence> compare(Router router) {
        long sequence = next;
        ahead.pollFirst();
        next = ahead.isEmpty() ? Long.MAX_VALUE : ahead.first();
        Snapshot snapshot = reader.read(sequence, damage);
        if (snapshot == null) {
            return Optional.empty();
        }
        if (snapshot.routerVersion() != Router.VERSION) {
            leave(sequence, "router version " + snapshot.routerVersion() + ", this is " + Router.VERSION);
            return Optional.empty();
        }
        return compare(sequence, snapshot.state(), router);
    }

    /** After a failure of the machine there may be snapshots of records that the journal no longer has. */
    private static boolean isOfThisPlace(byte[] state, Router router) {
        try {
            return Checkpoint.of(Router.ofState(state)).equals(Checkpoint.of(router));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private Optional<Divergence> compare(long sequence, byte[] found, Router router) {
        Optional<Divergence> difference = difference(sequence, found, router);
        if (difference.isPresent() && !isOfThisPlace(found, router)) {
            leave(sequence, "its digest of all outputs is not that of the record: taken of records that are lost");
            return Optional.empty();
        }
        return difference;
    }

    private Optional<Divergence> difference(long sequence, byte[] found, Router router) {
        byte[] expected = router.stateBytes();
        if (Arrays.equals(expected, found)) {
            compared++;
            return Optional.empty();
        }
        return Optional.of(divergence(
                sequence,
                router,
                Fingerprint.of(expected) + ", " + expected.length + " bytes",
                Fingerprint.of(found) + ", " + found.length + " bytes"));
    }

    private static Divergence divergence(long sequence, Router router, String expected, String found) {
        return new Divergence(
                sequence,
                router.lastInput(),
                Router.VERSION,
                "the snapshot's state is not the router's",
                expected,
                found);
    }

    /** Looks for snapshots that have come since, and compares those of records that the router has passed. */
    Optional<Divergence> compareNew(Router router, long passed) {
        for (long sequence : sequences()) {
            if (!known.add(sequence)) {
                continue;
            }
            if (sequence > passed) {
                ahead.add(sequence);
                next = ahead.first();
            } else {
                Optional<Divergence> divergence = compareLate(sequence, router, passed);
                if (divergence.isPresent()) {
                    return divergence;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Divergence> compareLate(long sequence, Router router, long passed) {
        if (reader.read(sequence, damage) == null) {
            return Optional.empty();
        }
        JournalRecord record = new JournalRecord();
        try (JournalReader journal = JournalReader.open(dataFolder)) {
            Optional<Playback> playback = Playback.at(dataFolder, journal, sequence, leftAside::add);
            if (playback.isEmpty()) {
                return Optional.empty();
            }
            boolean more = true;
            while (more && journal.nextSequence() <= passed) {
                more = playback.get().next(record);
            }
            return difference(sequence, playback.get().router().stateBytes(), router);
        } catch (IllegalStateException e) {
            return Optional.of(
                    divergence(sequence, router, "the router goes on behind it", "it stops: " + e.getMessage()));
        }
    }

    private void leave(long sequence, String why) {
        leftAside.add("snapshot " + sequence + " is left aside: " + why);
    }

    /** How many were found to be the router's state. */
    long compared() {
        return compared;
    }

    /** Those that could not be compared though they are sound, each with its reason. */
    List<String> leftAside() {
        return leftAside;
    }
}
