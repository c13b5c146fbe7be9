package dev.probity.routing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.LoggedLines;
import dev.probity.fixture.PostgresServer;
import dev.probity.fixture.StubConnectionFactory;
import dev.probity.fixture.StubDataSource;
import dev.probity.fixture.SwitchedDataSource;
import dev.probity.probe.ProbeStatus;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.LazyInitTargetSource;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.r2dbc.connection.lookup.AbstractRoutingConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What routes is one check, of what it routes to at the moment: targets come and go, are
 * closed, die and are found late.
 */
class RoutesThatChangeTests {

	private final SwitchedDataSource a = new SwitchedDataSource();

	private final SwitchedDataSource b = new SwitchedDataSource();

	private final Router router = new Router();

	private final ApplicationContextRunner fast = Contexts.withoutWeb()
		.withPropertyValues("probity.defaults.interval=100ms", "probity.defaults.retry-interval=20ms",
				"probity.defaults.timeout=200ms", "management.endpoint.health.show-details=always");

	private final ApplicationContextRunner runner = this.fast.withBean("routing", DataSource.class, () -> this.router);

	RoutesThatChangeTests() {
		this.router.lead(Map.of("a", this.a, "b", this.b));
	}

	@Test
	void someTargetsThatFailDegradeAndAllOfThemFail() {
		this.runner.withPropertyValues("management.endpoint.health.probes.enabled=false").run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			this.b.kill();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
			stays(context, ProbeStatus.DEGRADED);
			assertThat(context.getBean(HealthEndpoint.class).health().getStatus().getCode()).isEqualTo("DEGRADED");
			assertThat(Contexts.check(context, "db").lastResult().reason())
				.isEqualTo("1 of 2 targets fail (b: SQLException: Connection refused)");
			this.a.kill();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			stays(context, ProbeStatus.DOWN);
			this.a.heal();
			this.b.heal();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			stays(context, ProbeStatus.UP);
		});
	}

	@Test
	void aTargetThatIsFrozenDegradesAndNoMore() {
		this.runner.run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			this.b.freeze();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
			stays(context, ProbeStatus.DEGRADED);
			// nobody has to wait for it to be gone
			this.router.lead(Map.of("a", this.a));
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			this.b.heal();
		});
	}

	@Test
	void aTargetThatIsTakenOutAndClosedIsAskedNoMore() {
		HikariDataSource kept = PostgresServer.get().pool(2);
		HikariDataSource closed = PostgresServer.get().pool(2);
		this.router.lead(Map.of("a", kept, "b", closed));
		this.runner.withPropertyValues("probity.defaults.timeout=2s").run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			this.router.lead(Map.of("a", kept));
			closed.close();
			stays(context, ProbeStatus.UP);
			assertThat(Contexts.check(context, "db").lastResult().details().toString()).contains("a={status=UP")
				.doesNotContain("b=");
			kept.close();
		});
	}

	@Test
	void startedWithoutTargetsItIsReadyAndTellsAndOneThatHasComeAndDiesMakesItFail() {
		this.router.lead(Map.of());
		try (LoggedLines lines = new LoggedLines(RoutedCheck.class)) {
			this.runner.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				stays(context, ProbeStatus.UP);
				assertThat(Contexts.check(context, "db").lastResult().reason())
					.isEqualTo("there are no targets at the moment");
				assertThat(lines.next()).hasSize(1);
				this.router.lead(Map.of("a", this.a));
				await().until(() -> Contexts.check(context, "db").lastResult().details().toString().contains("a="));
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
				this.a.kill();
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				stays(context, ProbeStatus.DOWN);
				this.router.lead(Map.of());
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			});
		}
	}

	@Test
	void theDefaultTargetIsAskedToo() {
		this.router.setDefaultTargetDataSource(this.b);
		this.router.lead(Map.of("a", this.a));
		this.b.kill();
		this.runner.run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
			assertThat(Contexts.check(context, "db").lastResult().reason()).contains("(default: ");
		});
	}

	@Test
	void oneThatIsResolvedLateFailsWithTheReasonAndRecovers() {
		Router late = new Router();
		late.deferred = true;
		late.setTargetDataSources(Map.of("a", this.a));
		this.fast.withBean("routing", DataSource.class, () -> new DelegatingDataSource(late)).run((context) -> {
			assertThat(context).hasNotFailed();
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			assertThat(Contexts.check(context, "db").lastResult().reason()).contains("not initialized");
			late.initialize();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			stays(context, ProbeStatus.UP);
		});
	}

	@Test
	void oneThatFindsItsTargetsByItselfIsAskedItself() {
		AbstractRoutingDataSource own = new AbstractRoutingDataSource() {

			@Override
			public void afterPropertiesSet() {
				// it has no targets that Spring knows
			}

			@Override
			protected DataSource determineTargetDataSource() {
				return RoutesThatChangeTests.this.a;
			}

			@Override
			protected @Nullable Object determineCurrentLookupKey() {
				return null;
			}

		};
		this.fast.withBean("routing", DataSource.class, () -> own).run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			this.a.kill();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
		});
	}

	@Test
	void aDataSourceThatCannotBeMadeYetFailsWithTheReasonAndRecovers() {
		AtomicReference<@Nullable DataSource> bound = new AtomicReference<>();
		this.fast.withBean("late", DataSource.class, () -> {
			DataSource dataSource = bound.get();
			if (dataSource == null) {
				throw new IllegalStateException("jdbc/orders is not bound");
			}
			return dataSource;
		}, (bean) -> bean.setLazyInit(true)).run((context) -> {
			assertThat(context).hasNotFailed();
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			assertThat(Contexts.check(context, "db").lastResult().reason()).contains("jdbc/orders is not bound");
			bound.set(this.a);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			stays(context, ProbeStatus.UP);
		});
	}

	@Test
	void aProxyWhoseTargetIsBoundLaterFailsWithTheReasonAndRecovers() {
		AtomicReference<@Nullable DataSource> bound = new AtomicReference<>();
		ProxyFactory proxy = new ProxyFactory(DataSource.class, new LazyInitTargetSource() {

			@Override
			public Object getTarget() {
				DataSource dataSource = bound.get();
				if (dataSource == null) {
					throw new IllegalStateException("jdbc/orders is not bound");
				}
				return dataSource;
			}

			@Override
			public Class<?> getTargetClass() {
				return DataSource.class;
			}

		});
		this.fast.withBean("late", DataSource.class, () -> (DataSource) proxy.getProxy()).run((context) -> {
			assertThat(context).hasNotFailed();
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			assertThat(Contexts.check(context, "db").lastResult().reason()).contains("jdbc/orders is not bound");
			bound.set(this.a);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		});
	}

	@Test
	void ofSeveralOfWhichOneCannotBeMadeTheOthersAreChecked() {
		this.fast.withBean("stock", DataSource.class, StubDataSource::new, (bean) -> bean.setPrimary(true))
			.withBean("late", DataSource.class, () -> {
				throw new IllegalStateException("jdbc/late is not bound");
			}, (bean) -> bean.setLazyInit(true))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Contexts.ready(context);
				await().until(() -> Contexts.check(context, "db/late").state() == CheckState.FAILING);
				await().until(() -> Contexts.check(context, "db/stock").state() == CheckState.PASSING);
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.DEGRADED);
			});
	}

	@Test
	void aTargetThatIsNamedMattersAsItIsSaid() {
		this.b.kill();
		this.runner.withPropertyValues("probity.checks[db/b].criticality=required").run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			stays(context, ProbeStatus.DOWN);
			this.b.heal();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		});
		this.b.kill();
		this.runner.withPropertyValues("probity.checks[db/b].criticality=observed").run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			await().until(() -> Contexts.check(context, "db/b").state() == CheckState.FAILING);
			stays(context, ProbeStatus.UP);
		});
	}

	@Test
	void aTargetThatIsNamedAndComesLateMattersAsItIsSaid() {
		this.router.lead(Map.of("a", this.a));
		this.runner.withPropertyValues("probity.checks[DB/B].criticality=required").run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			assertThat(Contexts.check(context, "db/B").lastResult().reason())
				.contains("has no target 'B' now, but [a]");
			this.router.lead(Map.of("a", this.a, "b", this.b));
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			this.b.kill();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
		});
	}

	@Test
	void theSettingsOfTheWholeReachIt() {
		this.a.kill();
		this.b.kill();
		this.runner.withPropertyValues("probity.checks.db.criticality=optional").run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
			await().until(() -> Contexts.check(context, "db").state() == CheckState.FAILING);
			stays(context, ProbeStatus.DEGRADED);
		});
	}

	@Test
	void aReactiveRouterWhoseKeyIsInTheContextIsCheckedBehindItsRoutes() {
		ConnectionPool pool = PostgresServer.get().reactivePool(2, "routed");
		AtomicReference<ConnectionFactory> second = new AtomicReference<>(
				new StubConnectionFactory(Mono.error(new IllegalStateException("refused"))));
		ReactiveRouter reactive = new ReactiveRouter();
		reactive.lead(Map.of("a", pool, "b", second.get()));
		this.fast.withBean("routing", ConnectionFactory.class, () -> reactive)
			.withPropertyValues("probity.defaults.timeout=5s")
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
				assertThat(Contexts.check(context, "r2dbc").lastResult().reason())
					.isEqualTo("1 of 2 targets fail (b: IllegalStateException: refused)");
				assertThat(Contexts.check(context, "r2dbc").lastResult().details().toString())
					.contains("a={status=UP, database=PostgreSQL, pool=");
				reactive.lead(Map.of("a", pool));
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				stays(context, ProbeStatus.UP);
				reactive.lead(Map.of());
				await().until(() -> "there are no targets at the moment"
					.equals(Contexts.check(context, "r2dbc").lastResult().reason()));
				stays(context, ProbeStatus.UP);
				reactive.lead(Map.of("b", second.get()));
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				pool.dispose();
			});
	}

	/**
	 * For several runs.
	 */
	private static void stays(ConfigurableApplicationContext context, ProbeStatus status) {
		CheckSnapshot before = anyCheck(context);
		for (int i = 0; i < 5; i++) {
			CheckSnapshot seen = before;
			await().atMost(Duration.ofSeconds(20)).until(() -> {
				assertThat(Contexts.status(context, "readiness")).isEqualTo(status);
				return anyCheck(context).lastRun() != seen.lastRun();
			});
			before = anyCheck(context);
		}
	}

	private static CheckSnapshot anyCheck(ConfigurableApplicationContext context) {
		return context.getBean(dev.probity.engine.CheckMonitor.class).snapshots().values().iterator().next();
	}

	private static final class Router extends AbstractRoutingDataSource {

		private boolean deferred;

		void lead(Map<String, DataSource> targets) {
			setTargetDataSources(new LinkedHashMap<>(targets));
			initialize();
		}

		@Override
		public void afterPropertiesSet() {
			if (!this.deferred) {
				super.afterPropertiesSet();
			}
		}

		@Override
		protected @Nullable Object determineCurrentLookupKey() {
			return null;
		}

	}

	private static final class ReactiveRouter extends AbstractRoutingConnectionFactory {

		void lead(Map<String, ConnectionFactory> targets) {
			setTargetConnectionFactories(targets);
			initialize();
		}

		@Override
		protected Mono<Object> determineCurrentLookupKey() {
			return Mono.deferContextual((context) -> Mono.justOrEmpty(context.getOrEmpty("tenant")));
		}

	}

}
