/**
 * Pages that need no network: a template, the common look, and the chart library that they carry inside. Start with
 * {@link nexus.gateway.page.PageTemplate}.
 *
 * <p>Sees the class path and nothing else of ours, so that every program may make such pages.
 */
package nexus.gateway.page;
