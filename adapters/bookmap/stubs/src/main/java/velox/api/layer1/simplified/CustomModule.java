package velox.api.layer1.simplified;

import velox.api.layer1.data.InstrumentInfo;

/** An add-on: one instance for each instrument that the user attaches it to. */
public interface CustomModule {
    /** Before anything else. */
    void initialize(String alias, InstrumentInfo info, Api api, InitialState initialState);

    /** Before it is unloaded. */
    void stop();
}
