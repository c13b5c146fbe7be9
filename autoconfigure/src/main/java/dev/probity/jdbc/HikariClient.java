package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import dev.probity.diagnosis.DiagnosedClient;
import dev.probity.diagnosis.NoFreshConnectionException;
import dev.probity.pool.PoolFigures;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * A pool of HikariCP, and connections that are opened as it opens its own: by the same
 * driver, with what its credentials provider says now.
 */
final class HikariClient implements DiagnosedClient {

	private static final Duration PATIENCE_OF_CALLERS = Duration.ofMillis(500);

	// of whom it is, of resources that are short, and of a connection that is not wanted
	private static final Set<String> REFUSALS = Set.of("28", "53", "08004");

	private final HikariDataSource dataSource;

	private final HikariConnectionPool pool;

	private volatile @Nullable String product;

	HikariClient(HikariDataSource dataSource) {
		this.dataSource = dataSource;
		this.pool = new HikariConnectionPool(dataSource);
	}

	HikariDataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public void askFresh(Duration within) throws SQLException, NoFreshConnectionException {
		HikariPoolMXBean opened = this.dataSource.getHikariPoolMXBean();
		if (!(opened instanceof HikariPool hikari)) {
			// a pool that nobody has opened has not shown what it would do either
			throw new NoFreshConnectionException("the pool has not been opened");
		}
		if (hikari.poolState == HikariPool.POOL_SUSPENDED) {
			// somebody wants that, and goes on when he likes
			throw new NoFreshConnectionException("the pool is suspended");
		}
		try (FreshConnection fresh = FreshConnection.open(hikari.getUnwrappedDataSource(), this.dataSource, within)) {
			Connection connection = fresh.connection();
			String problem = new ConnectionTest(connection, within).problem(this.dataSource.getConnectionTestQuery());
			if (problem != null) {
				throw new SQLException(problem);
			}
			if (this.product == null) {
				this.product = ConnectionTest.product(connection);
			}
		}
	}

	@Override
	public boolean isRefusal(Exception failure) {
		return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
			.limit(20)
			.anyMatch((some) -> some instanceof SQLException error && error.getSQLState() != null
					&& REFUSALS.stream().anyMatch(error.getSQLState()::startsWith));
	}

	@Override
	public String dependency() {
		String known = this.product;
		return (known != null) ? known : "the database";
	}

	@Override
	public String name() {
		return "the pool '%s'".formatted(this.dataSource.getPoolName());
	}

	@Override
	public @Nullable String use() {
		PoolFigures figures = this.pool.figures();
		if (figures == null) {
			return null;
		}
		String leased = "%d of %d leased".formatted(figures.active(), figures.max());
		Duration since = figures.sinceLastReturn();
		if (since != null && figures.active() > 0) {
			leased += ", none returned for " + Durations.brief(since);
		}
		return figures.isSaturated() ? leased + leakDetection() : leased;
	}

	/**
	 * The library logs who has borrowed a connection and not returned it, once, if it is
	 * told to.
	 */
	private String leakDetection() {
		return (this.dataSource.getLeakDetectionThreshold() > 0) ? "; its leak detection has logged who borrowed them"
				: "; set leak-detection-threshold to see who borrowed them";
	}

	@Override
	public @Nullable Duration longestLife() {
		long life = this.dataSource.getMaxLifetime();
		return (life > 0) ? Duration.ofMillis(life) : null;
	}

	@Override
	public boolean keepsCallersWaiting() {
		HikariPoolMXBean opened = this.dataSource.getHikariPoolMXBean();
		if (opened == null || opened.getThreadsAwaitingConnection() == 0) {
			return false;
		}
		PoolFigures figures = this.pool.figures();
		if (figures == null || figures.active() + figures.idle() == 0) {
			// there is none that could come back
			return true;
		}
		Duration since = figures.sinceLastReturn();
		return since != null && since.compareTo(PATIENCE_OF_CALLERS) >= 0;
	}

	@Override
	public void evict() {
		HikariPoolMXBean opened = this.dataSource.getHikariPoolMXBean();
		if (opened != null) {
			opened.softEvictConnections();
		}
	}

}
