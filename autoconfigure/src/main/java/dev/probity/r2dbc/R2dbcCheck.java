package dev.probity.r2dbc;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.TimeBudget;
import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolSaturation;
import dev.probity.time.Ticker;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes one connection from a factory and asks the server whether it is valid. The thread
 * that runs the check waits, and no other. Where the pool can be read, a full one is not
 * borrowed from. Thread-safe.
 */
final class R2dbcCheck implements DependencyCheck {

	// the scheduler judges at the timeout; soon after that the thread is free again
	private static final Duration GRACE = Duration.ofMillis(100);

	private final ConnectionFactory factory;

	private final Function<ConnectionFactory, @Nullable ConnectionPool> pools;

	private final PoolSaturation saturation;

	private final CheckPolicy policy;

	private final Ticker ticker;

	/**
	 * Check a connection factory. What is inconclusive ends neither a failure nor the
	 * time before the first result. So, as long as the check does not pass, it queues at
	 * a full pool like everybody else; and one that was stuck passes once it moves again.
	 * @param factory the factory
	 * @param pools finds the pool that is behind it now; says {@code null} of one that
	 * cannot be read
	 * @param policy the check's policy
	 * @param ticker for the time that remains
	 * @param passing whether the check is passing now
	 */
	public R2dbcCheck(ConnectionFactory factory, Function<ConnectionFactory, @Nullable ConnectionPool> pools,
			CheckPolicy policy, Ticker ticker, BooleanSupplier passing) {
		this.factory = factory;
		this.pools = pools;
		this.saturation = new PoolSaturation("nobody who has come in the last %s has got a connection", policy,
				passing);
		this.policy = policy;
		this.ticker = ticker;
	}

	@Override
	public CheckResult check() throws Exception {
		TimeBudget budget = TimeBudget.ofRun(this.policy.timeout(), this.ticker).plus(GRACE);
		ConnectionPool pool = this.pools.apply(this.factory);
		CheckResult withoutBorrowing = withoutBorrowing(pool);
		if (withoutBorrowing != null) {
			return withoutBorrowing;
		}
		AtomicReference<@Nullable CheckResult> full = new AtomicReference<>();
		R2dbcSession opened;
		try {
			opened = R2dbcSession.open(this.factory, budget.remaining(), () -> {
				full.set(withoutBorrowing(pool));
				return full.get() != null;
			});
		}
		catch (Exception ex) {
			// others may have been quicker, and hold what there was
			withoutBorrowing = (full.get() != null) ? full.get() : withoutBorrowing(pool);
			if (withoutBorrowing != null) {
				return withoutBorrowing;
			}
			if (ex instanceof TimeoutException) {
				return CheckResult.failed("no answer in time", details(pool));
			}
			throw ex;
		}
		try (R2dbcSession session = opened) {
			if (!session.isValid(budget.remaining())) {
				return CheckResult.failed("the connection is not valid", details(pool));
			}
		}
		catch (TimeoutException ex) {
			return CheckResult.failed("no answer in time", details(pool));
		}
		return CheckResult.passed(details(pool));
	}

	private @Nullable CheckResult withoutBorrowing(@Nullable ConnectionPool pool) {
		return this.saturation.withoutBorrowing(pool, () -> details(pool));
	}

	private Map<String, Object> details(@Nullable ConnectionPool pool) {
		Map<String, Object> details = new LinkedHashMap<>();
		String product = product();
		if (product != null) {
			details.put("database", product);
		}
		PoolSaturation.describe(pool, details);
		return details;
	}

	/**
	 * Shown, and no more: one that routes without a default does not know.
	 */
	private @Nullable String product() {
		try {
			return this.factory.getMetadata().getName();
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
