package dev.probity.benchmark.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Watches when each balancer leaves an instance.
 */
final class BalancerWatch implements AutoCloseable {

	private static final Duration PERIOD = Duration.ofMillis(50);

	private final Map<String, Duration> noticed = new TreeMap<>();

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

	/**
	 * Begin to watch.
	 * @param haProxy has the balancers, if there are any
	 * @param since the nanoseconds from which it counts
	 */
	BalancerWatch(@Nullable HaProxy haProxy, Instance instance, long since) {
		if (haProxy != null) {
			this.executor.scheduleWithFixedDelay(() -> look(haProxy, instance, since), 0, PERIOD.toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	private synchronized void look(HaProxy haProxy, Instance instance, long since) {
		try {
			List<Balancer> using = haProxy.using(instance);
			Duration elapsed = Duration.ofNanos(System.nanoTime() - since);
			haProxy.balancers()
				.stream()
				.filter((balancer) -> !using.contains(balancer))
				.forEach((balancer) -> this.noticed.putIfAbsent(balancer.name(), elapsed));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns how long it took each balancer that has noticed.
	 */
	synchronized Map<String, Duration> noticed() {
		return Map.copyOf(this.noticed);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
