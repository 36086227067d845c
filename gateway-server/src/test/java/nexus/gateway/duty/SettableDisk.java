package nexus.gateway.duty;

import nexus.journal.store.DiskGuard;

/** A disk whose level a test sets. */
final class SettableDisk {
    volatile DiskGuard.Level level = DiskGuard.Level.OK;

    DiskLevel around(DiskLevel disk) {
        return new DiskLevel() {
            @Override
            public DiskGuard.Level level() {
                return level;
            }

            @Override
            public String describe() {
                return "set by the test to " + level;
            }

            @Override
            public void close() {
                disk.close();
            }
        };
    }
}
