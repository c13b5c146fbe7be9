package dev.probity.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.ManualTicker;
import dev.probity.fixture.StubDataSource;
import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolFigures;
import dev.probity.pool.PoolSaturation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pool that makes connections for others who wait: whoever borrows then stands behind
 * them, and would take a long queue for a dead database.
 */
class GrowingPoolTests {

	private static final PoolFigures GROWING = figures(4, 0, 30);

	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(5), Duration.ofSeconds(1),
			Duration.ofSeconds(2), 2, 2, 0.1, null);

	private final Deque<PoolFigures> figures = new ArrayDeque<>();

	private final ConnectionPool pool = () -> (this.figures.size() > 1) ? this.figures.poll() : this.figures.peek();

	private final ManualTicker time = new ManualTicker();

	private final PoolSaturation saturation = new PoolSaturation("nothing for %s", POLICY, () -> true,
			this.time::advance);

	private CheckResult withoutBorrowing() {
		return this.saturation.withoutBorrowing(this.pool, Map::of);
	}

	private static PoolFigures figures(int active, int idle, int waiting) {
		return new PoolFigures(active, idle, 10, waiting, Duration.ofSeconds(1));
	}

	@Test
	void oneThatIsFullThenIsSaturated() {
		for (int size = 1; size < 10; size++) {
			this.figures.addAll(Collections.nCopies(4, figures(size, 0, 34 - size)));
		}
		this.figures.add(figures(10, 0, 24));
		assertThat(withoutBorrowing()).isInstanceOf(CheckResult.Inconclusive.class)
			.returns("saturated 10/10, 24 waiting", CheckResult::reason);
		assertThat(this.time.elapsed()).isEqualTo(Duration.ofMillis(20 * 36));
	}

	@Test
	void oneThatGrowsForTooLongIsBorrowedFromAfterHalfTheTimeout() {
		for (int size = 1; size < 20; size++) {
			this.figures.addAll(Collections.nCopies(5, new PoolFigures(size, 0, 20, 44 - size, Duration.ofSeconds(1))));
		}
		assertThat(withoutBorrowing()).isNull();
		assertThat(this.time.elapsed()).isEqualTo(POLICY.timeout().dividedBy(2));
	}

	@Test
	void oneThatHasRoomThenIsBorrowedFrom() {
		this.figures.addAll(List.of(GROWING, GROWING, figures(4, 1, 0)));
		assertThat(withoutBorrowing()).isNull();
		assertThat(this.time.elapsed()).isEqualTo(Duration.ofMillis(40));
	}

	@Test
	void oneThatDoesNotGrowIsBorrowedFromAllTheSameForTheDatabaseMayBeTheReason() {
		this.figures.add(GROWING);
		assertThat(withoutBorrowing()).isNull();
		assertThat(this.time.elapsed()).isEqualTo(Duration.ofMillis(20 * 6));
	}

	@Test
	void oneForWhichNobodyElseWaitsIsBorrowedFromAtOnce() {
		this.figures.add(figures(4, 0, 0));
		assertThat(withoutBorrowing()).isNull();
		assertThat(this.time.elapsed()).isZero();
	}

	@Test
	void theCheckOfADataSourceWaitsForItInTime() throws SQLException {
		this.figures.addAll(List.of(GROWING, figures(10, 0, 24)));
		DataSourceCheck check = new DataSourceCheck(new StubDataSource(), this.pool, POLICY, this.time);
		assertThat(check.check()).isInstanceOf(CheckResult.Inconclusive.class)
			.returns("saturated 10/10, 24 waiting", CheckResult::reason);
	}

}
