/**
 * Scenarios on real peers: a Loki and an Alertmanager on loopback play what was simulated, and both outcomes are compared.
 * The one package with processes and a network.
 */
@NullMarked
package io.auditrules.live;

import org.jspecify.annotations.NullMarked;
