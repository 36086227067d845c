/**
 * The callbacks of the simplified API. Stand-ins by the names of Bookmap's API, written from its public documentation, with what the add-on uses of it:
 * Bookmap brings its own, these are never packaged.
 */
package velox.api.layer1.simplified;
