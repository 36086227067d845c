/**
 * From the file of the adapters to running adapters: one class per kind knows its keys.
 *
 * <p>Sees the configuration and the adapters, nothing of the gateway itself: adapters are processes of their own. Start
 * with {@link nexus.gateway.adapter.AdapterKind} and {@link nexus.gateway.adapter.AdapterKinds}, the list of them.
 */
package nexus.gateway.adapter;
