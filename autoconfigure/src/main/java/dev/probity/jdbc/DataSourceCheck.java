package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import javax.sql.DataSource;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.RunLimit;
import dev.probity.check.TimeBudget;
import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolFigures;
import dev.probity.pool.PoolSaturation;
import dev.probity.pool.TurnedAway;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Borrows one connection and asks it the validation query of its pool, or whether it is
 * valid. Where the pool can be read, a full one is not borrowed from. Which pool that is
 * is looked up at each run.
 */
final class DataSourceCheck implements DependencyCheck {

	private static final Duration FIRST_PATIENCE = Duration.ofMillis(25);

	private final DataSource dataSource;

	private final Function<DataSource, @Nullable ConnectionPool> pools;

	private final CheckPolicy policy;

	private final Ticker ticker;

	private final PoolSaturation saturation;

	private volatile @Nullable String product;

	// why the pool could last open no connection, until one is borrowed again
	private final PoolRefusals refusals = new PoolRefusals();

	/**
	 * Check a data source, and never borrow from a full pool.
	 * @param dataSource the data source
	 * @param pool its pool, or {@code null} if it cannot be read
	 * @param policy the check's policy
	 * @param ticker for the time that remains
	 */
	public DataSourceCheck(DataSource dataSource, @Nullable ConnectionPool pool, CheckPolicy policy, Ticker ticker) {
		this(dataSource, (source) -> pool, policy, ticker, () -> true);
	}

	/**
	 * Check a data source. What is inconclusive ends neither a failure nor the time
	 * before the first result. So, as long as the check does not pass, it queues at a
	 * full pool like everybody else; and one that was stuck passes once it moves again.
	 * @param dataSource the data source
	 * @param pools finds the pool that is behind it now; says {@code null} of one that
	 * cannot be read
	 * @param policy the check's policy
	 * @param ticker for the time that remains
	 * @param passing whether the check is passing now
	 */
	public DataSourceCheck(DataSource dataSource, Function<DataSource, @Nullable ConnectionPool> pools,
			CheckPolicy policy, Ticker ticker, BooleanSupplier passing) {
		this.dataSource = dataSource;
		this.pools = pools;
		this.policy = policy;
		this.ticker = ticker;
		this.saturation = new PoolSaturation("no connection has come back for %s", policy, passing);
	}

	@Override
	public CheckResult check() throws SQLException {
		TimeBudget budget = TimeBudget.ofRun(this.policy.timeout(), this.ticker);
		ConnectionPool pool = this.pools.apply(this.dataSource);
		CheckResult result = this.saturation.withoutBorrowing(pool, () -> details(pool));
		if (result != null) {
			return result;
		}
		this.refusals.begin();
		Connection lent = lentUnlessRefused(pool, budget, RunLimit.orElse(this.policy.timeout()).dividedBy(2));
		if (lent == null && this.refusals.isNew()) {
			return refused(pool);
		}
		if (lent == null) {
			// others may have been quicker, and hold what there was
			result = this.saturation.withoutBorrowing(pool, () -> details(pool));
			if (result != null) {
				return result;
			}
			lent = lentAtLast(pool, budget);
		}
		if (lent != null) {
			return ask(lent, pool, budget);
		}
		result = this.saturation.withoutBorrowing(pool, () -> details(pool));
		return (result != null) ? result : refused(pool);
	}

	/**
	 * Wait for a short while first, then for longer: if the pool is refused meanwhile,
	 * there is nothing to wait for.
	 */
	private @Nullable Connection lentUnlessRefused(@Nullable ConnectionPool pool, TimeBudget budget, Duration patience)
			throws SQLException {
		if (pool == null || !pool.lendsRepeatedly()) {
			return lent(pool, patience);
		}
		Duration next = FIRST_PATIENCE;
		Duration left = patience;
		Connection lent = null;
		// the pool counts milliseconds, and none is no time at all
		while (lent == null && left.toMillis() > 0 && !this.refusals.isNew()) {
			lent = lent(pool, (next.compareTo(left) < 0) ? next : left);
			next = next.multipliedBy(2);
			left = patience.minusNanos(this.ticker.read() - budget.begin());
		}
		return lent;
	}

	private @Nullable Connection lent(@Nullable ConnectionPool pool, Duration patience) throws SQLException {
		return unlessTurnedAway(pool,
				() -> (pool != null) ? pool.lend(this.dataSource, patience) : this.dataSource.getConnection());
	}

	/**
	 * Pools turn callers away in many words. One that is full says that it is full, and
	 * nothing of the database.
	 */
	private @Nullable Connection unlessTurnedAway(@Nullable ConnectionPool pool, Borrowing borrowing)
			throws SQLException {
		try {
			return borrowing.borrow();
		}
		catch (SQLException ex) {
			Throwable refusal = (ex instanceof SQLTransientConnectionException) ? ex.getCause() : null;
			if (pool != null && (isFull(pool) || TurnedAway.is(ex)) && (refusal == null || !pool.lendsRepeatedly())) {
				return null;
			}
			if (refusal == null) {
				throw ex;
			}
			this.refusals.note(refusal);
			return null;
		}
	}

	private static boolean isFull(ConnectionPool pool) {
		PoolFigures figures = pool.figures();
		return figures != null && figures.isSaturated();
	}

	/**
	 * The pool goes on opening connections, and may have been refused one long ago. Where
	 * it was never, its own patience counts, and the scheduler judges.
	 */
	private @Nullable Connection lentAtLast(@Nullable ConnectionPool pool, TimeBudget budget) throws SQLException {
		return (this.refusals.last() != null || (pool != null && pool.lendsInTime()))
				? lent(pool, budget.remaining().multipliedBy(4).dividedBy(5))
				: unlessTurnedAway(pool, this.dataSource::getConnection);
	}

	private CheckResult refused(@Nullable ConnectionPool pool) {
		Throwable refusal = this.refusals.last();
		return CheckResult.failed((refusal != null)
				? "the pool has no connection and cannot open one: " + CheckResult.failed(refusal).reason()
				: "the pool provided no connection in time", details(pool));
	}

	/**
	 * What a connection says, which is given back.
	 */
	private CheckResult ask(Connection lent, @Nullable ConnectionPool pool, TimeBudget budget) throws SQLException {
		this.refusals.forget();
		try (BorrowedConnection borrowed = new BorrowedConnection(lent, this.dataSource)) {
			Connection connection = borrowed.connection();
			String query = (pool != null) ? pool.validationQuery() : null;
			String problem = new ConnectionTest(connection, budget.remaining()).problem(query);
			if (problem != null) {
				if (pool != null) {
					pool.discard(connection);
				}
				return CheckResult.failed(problem, details(pool));
			}
			if (this.product == null) {
				this.product = ConnectionTest.product(connection);
			}
		}
		return CheckResult.passed(details(pool));
	}

	private Map<String, Object> details(@Nullable ConnectionPool pool) {
		Map<String, Object> details = new LinkedHashMap<>();
		String product = this.product;
		if (product != null) {
			details.put("database", product);
		}
		String query = (pool != null) ? pool.validationQuery() : null;
		if (query != null && !query.isBlank()) {
			details.put("validationQuery", query);
		}
		PoolSaturation.describe(pool, details);
		return details;
	}

	private interface Borrowing {

		@Nullable Connection borrow() throws SQLException;

	}

}
