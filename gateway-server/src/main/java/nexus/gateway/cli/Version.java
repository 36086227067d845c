package nexus.gateway.cli;

import nexus.gateway.router.Router;
import picocli.CommandLine.IVersionProvider;

/** What this build is. */
final class Version implements IVersionProvider {
    /** The build's version, or {@code development} where it does not run from its jar. */
    static String build() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"gateway " + build() + ", router version " + Router.VERSION + ", Java " + Runtime.version()
        };
    }
}
