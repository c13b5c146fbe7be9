package dev.probity.dependency;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.ManualTicker;
import dev.probity.fixture.StubDataSource;
import dev.probity.resource.ConnectionPool;
import dev.probity.resource.PoolFigures;
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

	private final AtomicInteger looks = new AtomicInteger();

	private final ConnectionPool pool = () -> {
		this.looks.incrementAndGet();
		return (this.figures.size() > 1) ? this.figures.poll() : this.figures.peek();
	};

	private final DataSourceCheck check = new DataSourceCheck(new StubDataSource(), this.pool, POLICY,
			new ManualTicker());

	private static PoolFigures figures(int active, int idle, int waiting) {
		return new PoolFigures(active, idle, 10, waiting, Duration.ofSeconds(1));
	}

	@Test
	void oneThatIsFullThenIsSaturated() throws SQLException {
		for (int size = 1; size < 10; size++) {
			this.figures.addAll(Collections.nCopies(4, figures(size, 0, 34 - size)));
		}
		this.figures.add(figures(10, 0, 24));
		assertThat(this.check.check()).isInstanceOf(CheckResult.Inconclusive.class)
			.returns("saturated 10/10, 24 waiting", CheckResult::reason);
	}

	@Test
	void oneThatHasRoomThenIsBorrowedFrom() throws SQLException {
		this.figures.addAll(List.of(GROWING, GROWING, figures(4, 1, 0)));
		assertThat(this.check.check()).isInstanceOf(CheckResult.Passed.class);
	}

	@Test
	void oneThatDoesNotGrowIsBorrowedFromAllTheSameForTheDatabaseMayBeTheReason() throws SQLException {
		this.figures.add(GROWING);
		assertThat(this.check.check()).isInstanceOf(CheckResult.Passed.class);
		assertThat(this.looks.get()).isBetween(5, 9);
	}

	@Test
	void oneForWhichNobodyElseWaitsIsBorrowedFromAtOnce() throws SQLException {
		this.figures.add(figures(4, 0, 0));
		assertThat(this.check.check()).isInstanceOf(CheckResult.Passed.class);
		assertThat(this.looks.get()).isLessThan(4);
	}

}
