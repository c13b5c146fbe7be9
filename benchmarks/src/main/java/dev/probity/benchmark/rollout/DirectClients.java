package dev.probity.benchmark.rollout;

import java.time.Duration;

/**
 * Clients without a balancer. They keep a connection to an instance until it is closed.
 *
 * @param rate the requests that they send per second
 * @param connections the connections that they keep
 * @param propagation how long after its SIGTERM an instance gets new connections
 */
record DirectClients(int rate, int connections, Duration propagation) {

	static final String NAME = "direct";

	static final DirectClients DEFAULT = new DirectClients(100, 20, Duration.ofSeconds(2));

}
