package dev.probity.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.fixture.BesideStock;
import dev.probity.fixture.BesideStock.Said;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.PostgresServer;
import dev.probity.probe.ProbeStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Probity says of a pool in trouble, beside Spring Boot's own indicator.
 */
class PoolFaultsBesideStockTests {

	private static final int POOL_SIZE = 3;

	private final BesideStock<Fault> table = new BesideStock<>(Fault.class, "db", 1, 10);

	@Test
	void whatEachSays() throws Exception {
		this.table.observe(Fault.values(), this::run);
		this.table.write("pool-faults.md", (fault) -> fault.words);
		assertThat(this.table.at(Fault.LEAKED, 1).stock()).isEqualTo("no answer");
		assertThat(this.table.at(Fault.LEAKED, 10).probity()).startsWith("UP").contains("saturated 3/3");
		assertThat(this.table.at(Fault.PASSWORD_ROTATED, 10).stock()).isEqualTo("UP");
		assertThat(this.table.at(Fault.FAIL_OVER, 1).stock()).isEqualTo("no answer");
		assertThat(this.table.at(Fault.FAIL_OVER, 10).probity()).startsWith("UP");
		if (BesideStock.LONG) {
			assertThat(this.table.at(Fault.LEAKED, 180).probity())
				.startsWith("DOWN: PostgreSQL answers fresh connections");
			assertThat(this.table.at(Fault.PASSWORD_ROTATED, 420).probity()).startsWith("DEGRADED").contains("28P01");
			assertThat(this.table.at(Fault.CONNECTION_LIMIT, 420).probity()).startsWith("DEGRADED").contains("53300");
			assertThat(this.table.at(Fault.POSTMASTER_STOPPED, 420).probity()).startsWith("DEGRADED");
		}
	}

	private List<Said> run(Fault fault) throws Exception {
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
					said.addAll(this.table.ask(context, stock));
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

	private static void execute(OwnPostgres server, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(server.url())) {
			connection.createStatement().execute(sql);
		}
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
