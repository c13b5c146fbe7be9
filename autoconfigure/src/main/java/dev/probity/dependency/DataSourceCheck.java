package dev.probity.dependency;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.RunLimit;
import dev.probity.check.Ticker;
import dev.probity.resource.ConnectionPool;
import org.jspecify.annotations.Nullable;

/**
 * Borrows one connection and asks it whether it is valid. Where the pool can be read, a
 * full one is not borrowed from.
 *
 * @since 0.1.0
 */
public final class DataSourceCheck implements DependencyCheck {

	private final DataSource dataSource;

	private final @Nullable ConnectionPool pool;

	private final CheckPolicy policy;

	private final Ticker ticker;

	private final PoolSaturation saturation;

	private volatile @Nullable String product;

	/**
	 * Check a data source, and never borrow from a full pool.
	 * @param dataSource the data source
	 * @param pool its pool, or {@code null} if it cannot be read
	 * @param policy the check's policy
	 * @param ticker for the time that remains
	 */
	public DataSourceCheck(DataSource dataSource, @Nullable ConnectionPool pool, CheckPolicy policy, Ticker ticker) {
		this(dataSource, pool, policy, ticker, () -> true);
	}

	/**
	 * Check a data source. What is inconclusive ends neither a failure nor the time
	 * before the first result. So, as long as the check does not pass, it queues at a
	 * full pool like everybody else; and one that was stuck passes once it moves again.
	 * @param dataSource the data source
	 * @param pool its pool, or {@code null} if it cannot be read
	 * @param policy the check's policy
	 * @param ticker for the time that remains
	 * @param passing whether the check is passing now
	 */
	public DataSourceCheck(DataSource dataSource, @Nullable ConnectionPool pool, CheckPolicy policy, Ticker ticker,
			BooleanSupplier passing) {
		this.dataSource = dataSource;
		this.pool = pool;
		this.policy = policy;
		this.ticker = ticker;
		this.saturation = new PoolSaturation(pool, "no connection has come back for %ds", policy, passing);
	}

	@Override
	public CheckResult check() throws SQLException {
		long enteredAt = this.ticker.read();
		CheckResult result = this.saturation.withoutBorrowing(this::details);
		if (result != null) {
			return result;
		}
		Connection lent = lentSoon();
		if (lent != null) {
			return ask(lent, enteredAt);
		}
		// others may have been quicker, and hold what there was
		result = this.saturation.withoutBorrowing(this::details);
		return (result != null) ? result : ask(this.dataSource.getConnection(), enteredAt);
	}

	private @Nullable Connection lentSoon() throws SQLException {
		return (this.pool != null)
				? this.pool.lend(this.dataSource, RunLimit.orElse(this.policy.timeout()).dividedBy(2))
				: this.dataSource.getConnection();
	}

	/**
	 * What a connection says, which is given back.
	 */
	private CheckResult ask(Connection lent, long enteredAt) throws SQLException {
		try (Connection connection = lent) {
			if (!connection.isValid(remainingSeconds(enteredAt))) {
				if (this.pool != null) {
					this.pool.discard(connection);
				}
				return CheckResult.failed("the connection is not valid", details());
			}
			if (this.product == null) {
				this.product = connection.getMetaData().getDatabaseProductName();
			}
		}
		return CheckResult.passed(details());
	}

	/**
	 * The driver is given what remains of the timeout, rounded up to the seconds it
	 * understands: the scheduler judges first, and the driver frees the thread soon
	 * after.
	 */
	private int remainingSeconds(long enteredAt) {
		long remaining = RunLimit.orElse(this.policy.timeout()).toNanos() - (this.ticker.read() - enteredAt);
		return (int) Math.max(1, Duration.ofNanos(remaining).plusMillis(999).toSeconds());
	}

	private Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		String product = this.product;
		if (product != null) {
			details.put("database", product);
		}
		this.saturation.describe(details);
		return details;
	}

}
