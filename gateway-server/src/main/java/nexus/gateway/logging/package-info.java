/**
 * Where log lines go: files that roll, a console, and never a wait for whoever logs.
 *
 * <p>The layout is {@code logback-run.xml}; start with {@link nexus.gateway.logging.RunLogging}.
 */
package nexus.gateway.logging;
