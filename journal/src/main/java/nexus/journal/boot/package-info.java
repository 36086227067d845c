/**
 * Whether the machine was restarted since: {@link nexus.journal.boot.BootId}. For all who write to disk without waiting
 * for it; sees nothing.
 */
package nexus.journal.boot;
