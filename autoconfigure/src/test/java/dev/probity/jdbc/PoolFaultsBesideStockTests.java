package dev.probity.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.PostgresServer;
import dev.probity.probe.ProbeReport;
import dev.probity.probe.ProbeReport.Member;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Probity says of a pool in trouble, with its defaults, and what Spring Boot's own
 * indicator says to a caller that waits a second, as a kubelet does. With
 * <code>-Dprobity.diagnosis.table=true</code> for 7 minutes, which makes the table of
 * docs/diagnosis.md; otherwise for 10 s.
 */
class PoolFaultsBesideStockTests {

	private static final boolean LONG = Boolean.getBoolean("probity.diagnosis.table");

	private static final List<Integer> TIMES = LONG ? List.of(1, 10, 60, 180, 420) : List.of(1, 10);

	private static final int POOL_SIZE = 3;

	@Test
	void whatEachSays() throws Exception {
		Map<Fault, CompletableFuture<List<Said>>> running = new LinkedHashMap<>();
		for (Fault fault : Fault.values()) {
			CompletableFuture<List<Said>> said = new CompletableFuture<>();
			running.put(fault, said);
			new Thread(() -> {
				try {
					said.complete(run(fault));
				}
				catch (Throwable ex) {
					said.completeExceptionally(ex);
				}
			}, fault.name()).start();
		}
		Map<Fault, List<Said>> table = new LinkedHashMap<>();
		for (Map.Entry<Fault, CompletableFuture<List<Said>>> each : running.entrySet()) {
			table.put(each.getKey(), each.getValue().get());
		}
		write(table);
		assertThat(at(table, Fault.LEAKED, 1).stock()).isEqualTo("no answer");
		assertThat(at(table, Fault.LEAKED, 10).probity()).startsWith("UP").contains("saturated 3/3");
		assertThat(at(table, Fault.PASSWORD_ROTATED, 10).stock()).isEqualTo("UP");
		assertThat(at(table, Fault.FAIL_OVER, 1).stock()).isEqualTo("no answer");
		assertThat(at(table, Fault.FAIL_OVER, 10).probity()).startsWith("UP");
		if (LONG) {
			assertThat(at(table, Fault.LEAKED, 180).probity()).startsWith("DOWN: PostgreSQL answers fresh connections");
			assertThat(at(table, Fault.PASSWORD_ROTATED, 420).probity()).startsWith("DEGRADED").contains("28P01");
			assertThat(at(table, Fault.CONNECTION_LIMIT, 420).probity()).startsWith("DEGRADED").contains("53300");
			assertThat(at(table, Fault.POSTMASTER_STOPPED, 420).probity()).startsWith("DEGRADED");
		}
	}

	private static Said at(Map<Fault, List<Said>> table, Fault fault, int second) {
		return table.get(fault).get(TIMES.indexOf(second));
	}

	private static List<Said> run(Fault fault) throws Exception {
		List<Said> said = new ArrayList<>();
		try (OwnPostgres server = OwnPostgres.start(); HikariDataSource stocks = pool(server, fault)) {
			HikariDataSource ours = pool(server, fault);
			DataSourceHealthIndicator stock = new DataSourceHealthIndicator(stocks);
			assertThat(stock.health().getStatus().getCode()).isEqualTo("UP");
			Contexts.withoutWeb().withBean("orders", DataSource.class, () -> ours).run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				awaitFull(stocks, ours);
				try (AutoCloseable end = fault.strike(server, List.of(stocks, ours))) {
					long begin = System.nanoTime();
					for (int second : TIMES) {
						long left = TimeUnit.SECONDS.toNanos(second) - (System.nanoTime() - begin);
						TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
						said.add(new Said(ask(context), ask(stock)));
					}
				}
			});
		}
		return said;
	}

	private static void awaitFull(HikariDataSource... pools) throws InterruptedException {
		for (HikariDataSource pool : pools) {
			while (pool.getHikariPoolMXBean().getIdleConnections() < POOL_SIZE) {
				TimeUnit.MILLISECONDS.sleep(50);
			}
		}
	}

	private static HikariDataSource pool(OwnPostgres server, Fault fault) throws Exception {
		if (fault == Fault.PASSWORD_ROTATED) {
			fault.prepare(server);
		}
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(server.url());
		pool.setMaximumPoolSize(POOL_SIZE);
		if (fault == Fault.PASSWORD_ROTATED || fault == Fault.CONNECTION_LIMIT) {
			pool.setJdbcUrl(server.url().replaceAll("user=\\w+", "user=orders"));
			execute(server, "do $$ begin create role orders login; exception when others then null; end $$");
			pool.setPassword("before-it");
		}
		return pool;
	}

	private static String ask(AssertableApplicationContext context) {
		Probes probes = context.getBean(Probes.class);
		ProbeReport report = probes.report(probes.probe("readiness"));
		String reason = report.members()
			.stream()
			.filter((member) -> member.name().equals("db"))
			.findFirst()
			.map(Member::reason)
			.orElse(null);
		return report.verdict().status() + ((reason != null) ? ": " + reason : "");
	}

	private static String ask(DataSourceHealthIndicator indicator) throws Exception {
		CompletableFuture<Health> health = new CompletableFuture<>();
		Thread request = new Thread(() -> health.complete(indicator.health()));
		request.setDaemon(true);
		request.start();
		try {
			return health.get(1, TimeUnit.SECONDS).getStatus().getCode();
		}
		catch (TimeoutException ex) {
			return "no answer";
		}
		catch (ExecutionException ex) {
			return "error";
		}
	}

	private static void execute(OwnPostgres server, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(server.url())) {
			connection.createStatement().execute(sql);
		}
	}

	private static void write(Map<Fault, List<Said>> table) throws IOException {
		StringBuilder text = new StringBuilder(
				"| fault | after | Spring Boot | Probity |\n| --- | --- | --- | --- |\n");
		table.forEach((fault, said) -> {
			for (int i = 0; i < TIMES.size(); i++) {
				text.append("| %s | %d s | %s | %s |%n".formatted((i == 0) ? fault.words : "", TIMES.get(i),
						said.get(i).stock(), said.get(i).probity()));
			}
		});
		Files.writeString(Path.of("target", "pool-faults.md"), text);
	}

	/**
	 * What each says at one moment.
	 */
	private record Said(String probity, String stock) {

	}

	/**
	 * What goes wrong.
	 */
	private enum Fault {

		LEAKED("all connections leased, none returned") {

			@Override
			AutoCloseable strike(OwnPostgres server, List<HikariDataSource> pools) throws Exception {
				List<Connection> leaked = new ArrayList<>();
				for (HikariDataSource pool : pools) {
					for (int i = 0; i < POOL_SIZE; i++) {
						leaked.add(pool.getConnection());
					}
				}
				return () -> {
					for (Connection connection : leaked) {
						connection.close();
					}
				};
			}

		},

		PASSWORD_ROTATED("password rotated") {

			@Override
			void prepare(OwnPostgres server) throws Exception {
				execute(server, "do $$ begin create role orders login; exception when others then null; end $$; "
						+ "alter role orders password 'before-it'");
				try (Connection connection = DriverManager.getConnection(server.url())) {
					Path rules = Path.of(PostgresServer.query(connection, "show hba_file"));
					Files.writeString(rules,
							"host all orders all scram-sha-256%n%s".formatted(Files.readString(rules)));
					connection.createStatement().execute("select pg_reload_conf()");
				}
			}

			@Override
			AutoCloseable strike(OwnPostgres server, List<HikariDataSource> pools) throws Exception {
				execute(server, "alter role orders password 'after-it'");
				return () -> {
				};
			}

		},

		CONNECTION_LIMIT("connection limit of the role reached") {

			@Override
			AutoCloseable strike(OwnPostgres server, List<HikariDataSource> pools) throws Exception {
				execute(server, "alter role orders connection limit " + pools.size() * POOL_SIZE);
				return () -> {
				};
			}

		},

		POSTMASTER_STOPPED("postmaster stopped, backends alive") {

			@Override
			AutoCloseable strike(OwnPostgres server, List<HikariDataSource> pools) throws Exception {
				FrozenProcess frozen = server.freezePostmaster();
				return frozen::close;
			}

		},

		FAIL_OVER("killed, and back at the same address after 3 s") {

			@Override
			AutoCloseable strike(OwnPostgres server, List<HikariDataSource> pools) throws Exception {
				server.kill();
				CompletableFuture<Void> back = CompletableFuture.runAsync(() -> {
					try {
						server.startAgain();
					}
					catch (IOException ex) {
						throw new IllegalStateException(ex);
					}
				}, CompletableFuture.delayedExecutor(Duration.ofSeconds(3).toMillis(), TimeUnit.MILLISECONDS));
				return back::join;
			}

		};

		private final String words;

		Fault(String words) {
			this.words = words;
		}

		void prepare(OwnPostgres server) throws Exception {
		}

		abstract AutoCloseable strike(OwnPostgres server, List<HikariDataSource> pools) throws Exception;

	}

}
