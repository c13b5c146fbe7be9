package dev.probity.benchmark.rollout;

import java.time.Duration;
import java.util.List;

/**
 * How two instances are restarted.
 *
 * @param balancers the balancers, each with callers of its own
 * @param direct those who have no balancer
 * @param warmUp how long they send before the first restart
 * @param settle how long after a restart, before the next one or the end
 * @param last what becomes of the instance that is the last to go
 */
record Plan(List<Balancer> balancers, DirectClients direct, Duration warmUp, Duration settle, LastInstance last) {

	enum LastInstance {

		/** It is started again, as the others are. */
		RETURNS,

		/** It is not, to save the time. */
		STAYS_AWAY

	}

}
