package dev.probity.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.PostgresServer;
import dev.probity.probe.ProbeStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How soon readiness is DOWN, with all defaults, after the database of an application has
 * gone that uses it 20 times a second. With <code>-Dprobity.detection.runs=20</code> the
 * median of as many.
 */
class DetectionUnderLoadTests {

	private static final int RUNS = Integer.getInteger("probity.detection.runs", 1);

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final ExecutorService callers = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		return thread;
	});

	@ParameterizedTest
	@EnumSource
	void readinessIsDownSoon(Fault fault) throws Exception {
		List<Duration> times = new ArrayList<>();
		try (OwnPostgres server = OwnPostgres.start()) {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl(server.url());
			// so that callers of one outage do not wait beyond it
			pool.setConnectionTimeout(10_000);
			Contexts.withoutWeb().withBean("orders", DataSource.class, () -> pool).run((context) -> {
				Contexts.ready(context);
				this.clock.scheduleAtFixedRate(() -> this.callers.execute(() -> use(pool)), 0, 50,
						TimeUnit.MILLISECONDS);
				for (int run = 0; run < RUNS; run++) {
					awaitReady(context);
					// at any time of the interval
					TimeUnit.MILLISECONDS.sleep(2_000 + run * 5_000L / RUNS);
					times.add(detection(context, server, fault));
				}
				awaitReady(context);
			});
		}
		finally {
			this.clock.shutdownNow();
			this.callers.shutdownNow();
		}
		times.sort(null);
		Duration median = times.get(times.size() / 2);
		Files.writeString(Path.of("target", "detection-" + fault + ".txt"), median + " of " + times);
		assertThat(median).as("%s", times).isLessThan((RUNS == 1) ? fault.once : fault.median);
	}

	private static Duration detection(AssertableApplicationContext context, OwnPostgres server, Fault fault)
			throws Exception {
		long begin = System.nanoTime();
		try (AutoCloseable end = fault.strike(server)) {
			begin = System.nanoTime();
			while (Contexts.status(context, "readiness") != ProbeStatus.DOWN) {
				if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(30)) {
					throw new AssertionError("Readiness is not DOWN after 30 s: " + Contexts.check(context, "db"));
				}
				TimeUnit.MILLISECONDS.sleep(10);
			}
			return Duration.ofNanos(System.nanoTime() - begin);
		}
	}

	private static void awaitReady(AssertableApplicationContext context) throws InterruptedException {
		while (Contexts.status(context, "readiness") != ProbeStatus.UP
				|| Contexts.check(context, "db").failures() > 0) {
			TimeUnit.MILLISECONDS.sleep(20);
		}
	}

	private static void use(HikariDataSource pool) {
		try (Connection connection = pool.getConnection()) {
			PostgresServer.query(connection, "select 1");
		}
		catch (SQLException ex) {
			// as its caller would be told
		}
	}

	/**
	 * What becomes of the database.
	 */
	private enum Fault {

		REFUSED(Duration.ofMillis(1_500), Duration.ofSeconds(5)) {

			@Override
			AutoCloseable strike(OwnPostgres server) throws Exception {
				server.kill();
				return server::startAgain;
			}

		},

		HUNG(Duration.ofSeconds(6), Duration.ofSeconds(9)) {

			@Override
			AutoCloseable strike(OwnPostgres server) throws Exception {
				return server.freeze();
			}

		};

		private final Duration median;

		private final Duration once;

		Fault(Duration median, Duration once) {
			this.median = median;
			this.once = once;
		}

		abstract AutoCloseable strike(OwnPostgres server) throws Exception;

	}

}
