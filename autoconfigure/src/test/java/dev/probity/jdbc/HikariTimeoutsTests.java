package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.RunLimit;
import dev.probity.check.ManualTicker;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckScheduler;
import dev.probity.fixture.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Callers that have waited in vain for a connection are seen, and whoever measures the
 * pool goes on measuring.
 */
class HikariTimeoutsTests {

	private final HikariDataSource pool = PostgresServer.get().pool(1);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<String> hints = new ArrayList<>();

	HikariTimeoutsTests() {
		this.pool.setPoolName("orders");
		this.pool.setConnectionTimeout(250);
	}

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void aCallerThatHasWaitedInVainIsSeen() throws SQLException {
		open();
		attach();
		waitInVain();
		assertThat(this.hints).containsExactly("db");
	}

	@Test
	void aPoolThatIsNotOpenYetIsLeftAlone() {
		attach();
		assertThat(this.pool.getHikariPoolMXBean()).isNull();
	}

	@Test
	void whoeverMeasuresThePoolGoesOnMeasuring() throws SQLException {
		this.pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(this.meters));
		open();
		attach();
		attach();
		waitInVain();
		assertThat(this.hints).containsExactly("db");
		assertThat(this.meters.get("hikaricp.connections.timeout").counter().count()).isEqualTo(1);
		assertThat(this.meters.get("hikaricp.connections.usage").timer().count()).isEqualTo(2);
		// the one in vain included
		assertThat(this.meters.get("hikaricp.connections.acquire").timer().count()).isEqualTo(3);
		this.pool.close();
		assertThat(this.meters.getMeters()).isEmpty();
	}

	/**
	 * As Spring Boot does once all beans are there.
	 */
	@Test
	void whoeverMeasuresItLaterIsNotLockedOut() throws SQLException {
		open();
		attach();
		this.pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(this.meters));
		attach();
		waitInVain();
		assertThat(this.hints).containsExactly("db");
		assertThat(this.meters.get("hikaricp.connections.timeout").counter().count()).isEqualTo(1);
	}

	/**
	 * A check that hints at itself would run again and again; and it gives up sooner than
	 * any caller, which is nothing to be alerted of.
	 */
	@Test
	void aRunOfACheckIsNotSeen() throws SQLException {
		isNotSeen(() -> {
			waitInVain();
			return CheckResult.passed();
		});
	}

	/**
	 * A place in the queue of a pool is kept by a dedicated thread, on behalf of the run.
	 */
	@Test
	void norIsWhatARunLeavesToAnotherThread() throws SQLException {
		isNotSeen(() -> {
			FutureTask<CheckResult> question = new FutureTask<>(() -> {
				waitInVain();
				return CheckResult.passed();
			});
			CompletableFuture.runAsync(RunLimit.handOver(question));
			return question.get();
		});
	}

	private void isNotSeen(DependencyCheck check) throws SQLException {
		this.pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(this.meters));
		open();
		attach();
		ManualTicker time = new ManualTicker();
		CheckMonitor monitor = new CheckMonitor();
		CheckScheduler scheduler = new CheckScheduler(monitor, (name, run) -> run.run(), time, time,
				new SplittableRandom(1));
		scheduler.register(new CheckRegistration("db", check, CheckPolicy.defaults()));
		scheduler.resume();
		scheduler.tick();
		scheduler.tick();
		assertThat(monitor.snapshot("db").lastRun().result()).isInstanceOf(CheckResult.Passed.class);
		assertThat(this.hints).isEmpty();
		assertThat(this.meters.get("hikaricp.connections.timeout").counter().count()).isZero();
	}

	private void open() throws SQLException {
		this.pool.getConnection().close();
	}

	private void attach() {
		HikariTimeouts.attach(this.pool, "db", () -> this.hints.add("db"));
	}

	private void waitInVain() throws SQLException {
		try (Connection taken = this.pool.getConnection()) {
			assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(this.pool::getConnection);
			assertThat(taken.isClosed()).isFalse();
		}
	}

}
