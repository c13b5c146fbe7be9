package dev.probity.benchmark.rollout;

import java.time.Duration;
import java.util.List;

/**
 * Who sends requests during a rolling restart.
 *
 * @param balancers the balancers, each with callers of its own
 * @param direct those who have no balancer
 * @param warmUp how long they send before the first restart
 * @param settle how long after a restart, before the next one or the end
 */
record Callers(List<Balancer> balancers, Direct direct, Duration warmUp, Duration settle) {

	/**
	 * Clients without a balancer. They keep a connection to an instance until it is
	 * closed.
	 *
	 * @param rate the requests that they send per second
	 * @param connections the connections that they keep
	 * @param propagation how long after its SIGTERM an instance gets new connections
	 */
	record Direct(int rate, int connections, Duration propagation) {

		static final String NAME = "direct";

		static final Direct DEFAULT = new Direct(100, 20, Duration.ofSeconds(2));

	}

}
