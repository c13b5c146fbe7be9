package dev.probity.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.LoadCheck;
import dev.probity.observation.Observation;
import dev.probity.pool.ConnectionPool;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Whether those who wait for a connection wait in vain, in the pool that is behind
 * something now, or in any of those that it routes to. Which those are is looked up at
 * each run. Not thread-safe; runs follow one another.
 */
final class RoutedPoolCheck implements LoadCheck {

	/** The key of the pool of what does not route. */
	public static final String ITSELF = "";

	private final Supplier<? extends Map<String, ? extends @Nullable ConnectionPool>> pools;

	private final Duration maxSilence;

	private final Duration sustainedFor;

	private final CheckPolicy policy;

	private final Ticker ticker;

	private final Map<String, Target> targets = new LinkedHashMap<>();

	/**
	 * Check pools.
	 * @param pools the pools by the keys of the routes, {@code null} for one that is not
	 * there yet; asked by each run
	 * @param maxSilence for how long no connection may come back while somebody waits
	 * @param sustainedFor for how long nobody has to wait in vain before that counts
	 * @param policy the check's policy
	 * @param ticker the time
	 */
	public RoutedPoolCheck(Supplier<? extends Map<String, ? extends @Nullable ConnectionPool>> pools,
			Duration maxSilence, Duration sustainedFor, CheckPolicy policy, Ticker ticker) {
		this.pools = pools;
		this.maxSilence = maxSilence;
		this.sustainedFor = sustainedFor;
		this.policy = policy;
		this.ticker = ticker;
	}

	@Override
	public CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		Map<String, ? extends @Nullable ConnectionPool> current = this.pools.get();
		this.targets.keySet().retainAll(current.keySet());
		Map<String, Object> details = new LinkedHashMap<>();
		List<String> reasons = new ArrayList<>();
		for (Map.Entry<String, ? extends @Nullable ConnectionPool> each : current.entrySet()) {
			Target target = this.targets.computeIfAbsent(each.getKey(), (key) -> new Target());
			target.pool = each.getValue();
			CheckResult result = target.check.check();
			if (each.getKey().equals(ITSELF)) {
				return result;
			}
			details.put(each.getKey(), result.details());
			if (result instanceof Failed failed) {
				reasons.add(each.getKey() + ": " + failed.reason());
			}
		}
		return reasons.isEmpty() ? CheckResult.passed(details)
				: CheckResult.failed(String.join("; ", reasons), details);
	}

	private final class Target {

		private @Nullable ConnectionPool pool;

		private final PoolCheck check = new PoolCheck(() -> this.pool, RoutedPoolCheck.this.maxSilence,
				RoutedPoolCheck.this.sustainedFor, RoutedPoolCheck.this.policy, RoutedPoolCheck.this.ticker);

	}

}
