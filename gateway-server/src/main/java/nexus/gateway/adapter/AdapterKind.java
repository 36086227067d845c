package nexus.gateway.adapter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import nexus.adapters.Adapter;
import nexus.adapters.link.LinkSettings;
import nexus.config.AdapterSettings;

/** One kind of adapter: what {@code kind} in the file names, and how its other keys are read. */
interface AdapterKind {
    /** As the file says it, such as {@code fix}. */
    String name();

    /**
     * Reads the keys of this kind. Opens nothing: the whole file is read before any adapter is made.
     *
     * @throws IllegalArgumentException if the values do not fit each other
     */
    Opening read(AdapterSettings settings);

    /** Makes the adapter that was read, stopped. */
    @FunctionalInterface
    interface Opening {
        /**
         * Makes it.
         *
         * @throws IOException if its folder cannot be used: one line for people
         */
        Adapter open(AdapterContext context) throws IOException;
    }

    /**
     * What every adapter gets.
     *
     * @param link how it connects to the gateway, under which name
     * @param folder of this adapter alone, made where missing
     * @param say takes lines for people, from any thread
     */
    record AdapterContext(LinkSettings link, Path folder, Consumer<String> say) {}
}
