package velox.api.layer1.annotations;

/** Versions of the API. */
public enum Layer1ApiVersionValue {
    VERSION0,
    VERSION1,
    VERSION2,
    VERSION3
}
