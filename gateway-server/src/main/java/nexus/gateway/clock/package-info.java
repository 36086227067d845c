/**
 * How far this machine's clock is from UTC, as far as its time service knows: asks chrony, ntpd, systemd-timesyncd or
 * the Windows time service once a minute, on a thread of its own. Sees no router, no journal and no socket. Start with
 * {@link nexus.gateway.clock.ClockWatch}.
 */
package nexus.gateway.clock;
