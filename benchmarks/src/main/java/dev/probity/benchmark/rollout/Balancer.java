package dev.probity.benchmark.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A way through HAProxy to the instances, with health checks and callers of its own.
 * Nothing is sent twice: no retries, no redispatch.
 *
 * @param name what it is called
 * @param interval the time from one check of an instance to the next
 * @param fall how many failed checks in a row make it leave an instance
 * @param timeout how long a check waits for an answer
 * @param rate the requests that its callers send per second
 * @param connections the connections that its callers keep
 */
record Balancer(String name, Duration interval, int fall, Duration timeout, int rate, int connections) {

	/** Checks every second. */
	static final Balancer SWIFT = new Balancer("haproxy-1s", Duration.ofSeconds(1), 2, Duration.ofMillis(900), 200, 40);

	/** Checks every five seconds, once. */
	static final Balancer SLOW = new Balancer("haproxy-5s", Duration.ofSeconds(5), 1, Duration.ofSeconds(2), 50, 10);

	/**
	 * How long at most it goes on sending requests to an instance that is not ready. A
	 * lame duck has to last longer.
	 */
	Duration detection() {
		return this.interval.multipliedBy(this.fall).plus(this.timeout);
	}

	String configuration(int port, List<Instance> instances) {
		StringBuilder text = new StringBuilder(String.format(Locale.ROOT, """
				frontend %1$s
					bind 127.0.0.1:%2$d
					default_backend %1$s
				backend %1$s
					option httpchk GET /readyz
					timeout check %3$dms
					default-server inter %4$dms downinter 1s fall %5$d rise 1
				""", this.name, port, this.timeout.toMillis(), this.interval.toMillis(), this.fall));
		instances.forEach((instance) -> text
			.append("	server %s 127.0.0.1:%d check%n".formatted(instance.name(), instance.port())));
		return text.toString();
	}

}
