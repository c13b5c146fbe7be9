package dev.probity.pool;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a full pool. If the application uses all connections, that proves nothing
 * about the database, and a check that borrows would only join the queue.
 */
public final class PoolSaturation {

	private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

	private static final int LOOKS_IN_VAIN = 5;

	private final String stuckReason;

	private final CheckPolicy policy;

	private final BooleanSupplier passing;

	private final Consumer<Duration> pause;

	// the last run found the pool stuck, or moving again since
	private volatile boolean stuck;

	/**
	 * Judge by a pool's figures.
	 * @param stuckReason how is seen that it is stuck, with a place for how long
	 * @param policy the check's policy
	 * @param passing whether the check is passing now
	 */
	public PoolSaturation(String stuckReason, CheckPolicy policy, BooleanSupplier passing) {
		this(stuckReason, policy, passing, (time) -> LockSupport.parkNanos(time.toNanos()));
	}

	/**
	 * Judge by a pool's figures.
	 * @param pause lets the check wait until it looks again
	 */
	public PoolSaturation(String stuckReason, CheckPolicy policy, BooleanSupplier passing, Consumer<Duration> pause) {
		this.stuckReason = stuckReason;
		this.policy = policy;
		this.passing = passing;
		this.pause = pause;
	}

	/**
	 * The result, or {@code null} if the check has to borrow: there is room, or only an
	 * answer ends what is not passing.
	 * @param pool the pool that is in use now, or {@code null} if it cannot be read
	 */
	public @Nullable CheckResult withoutBorrowing(@Nullable ConnectionPool pool,
			Supplier<Map<String, Object>> details) {
		PoolFigures figures = (pool != null) ? grown(pool) : null;
		CheckResult result = (figures != null && figures.isSaturated()) ? judge(figures, details) : null;
		if (result == null) {
			this.stuck = false;
		}
		return result;
	}

	/**
	 * The figures once the pool has grown to what others wait for already. Who stands
	 * behind them when it is full waits for them, and not for the database. One that does
	 * not grow is not waited for: a database that gives no connection may be the reason.
	 */
	private @Nullable PoolFigures grown(ConnectionPool pool) {
		PoolFigures figures = pool.figures();
		if (figures == null || !figures.isGrowing()) {
			return figures;
		}
		long looks = this.policy.timeout().dividedBy(2).dividedBy(LOOK_AGAIN);
		int size = 0;
		int inVain = 0;
		while (figures != null && figures.isGrowing() && looks > 0 && inVain < LOOKS_IN_VAIN) {
			inVain = (figures.active() > size) ? 0 : inVain + 1;
			size = Math.max(size, figures.active());
			looks--;
			this.pause.accept(LOOK_AGAIN);
			figures = pool.figures();
		}
		return figures;
	}

	private @Nullable CheckResult judge(PoolFigures figures, Supplier<Map<String, Object>> details) {
		String use = "%d/%d, %d waiting".formatted(figures.active(), figures.max(), figures.waiting());
		Duration unservedFor = figures.unservedFor();
		if (unservedFor != null && isTooLong(unservedFor)) {
			this.stuck = true;
			return CheckResult.failed(
					"pool stuck: %s, and ".formatted(use) + this.stuckReason.formatted(Durations.brief(unservedFor)),
					details.get());
		}
		Duration sinceLastReturn = figures.sinceLastReturn();
		if (this.passing.getAsBoolean()) {
			this.stuck = false;
			return new Inconclusive("saturated " + use, sinceLastReturn, details.get());
		}
		// being stuck was the failure, and connections come back again
		boolean moves = sinceLastReturn != null && !isTooLong(sinceLastReturn);
		return (this.stuck && moves) ? CheckResult.passed(details.get()) : null;
	}

	private boolean isTooLong(Duration time) {
		return time.compareTo(this.policy.maxAge()) > 0;
	}

	public static void describe(@Nullable ConnectionPool pool, Map<String, Object> details) {
		PoolFigures figures = (pool != null) ? pool.figures() : null;
		if (figures != null) {
			details.put("pool", "%d active, %d idle, %d max, %d waiting".formatted(figures.active(), figures.idle(),
					figures.max(), figures.waiting()));
		}
	}

}
