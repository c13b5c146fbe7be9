package dev.probity.r2dbc;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.PostgresServer;
import dev.probity.fixture.StubConnectionFactory;
import dev.probity.fixture.StubDataSource;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which R2DBC connection factories are checked, under which names and with which
 * criticality.
 */
class R2dbcCheckAutoConfigurationTests {

	private final ApplicationContextRunner runner = Contexts.withoutWeb();

	private final ApplicationContextRunner booted = this.runner
		.withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class, DataSourceAutoConfiguration.class))
		.withPropertyValues("spring.r2dbc.url=r2dbc:postgresql://postgres@localhost:1/postgres");

	@Test
	void theOnlyFactoryIsR2dbcAndRequired() {
		this.runner.withBean("stock", ConnectionFactory.class, StubConnectionFactory::new)
			.run((context) -> assertThat(criticalities(context)).isEqualTo(Map.of("r2dbc", Criticality.REQUIRED)));
	}

	@Test
	void ofSeveralThePrimaryOneIsRequired() {
		this.runner
			.withBean("stock", ConnectionFactory.class, StubConnectionFactory::new, (bean) -> bean.setPrimary(true))
			.withBean("reporting", ConnectionFactory.class, StubConnectionFactory::new)
			.run((context) -> {
				assertThat(criticalities(context))
					.isEqualTo(Map.of("r2dbc/stock", Criticality.REQUIRED, "r2dbc/reporting", Criticality.OPTIONAL));
				assertThat(context.getBean(HealthContributorRegistry.class).getContributor("r2dbc"))
					.isInstanceOf(CompositeHealthContributor.class);
			});
	}

	@Test
	void ofSeveralWithoutAPrimaryOneAllAreOptional() {
		this.runner.withBean("stock", ConnectionFactory.class, StubConnectionFactory::new)
			.withBean("reporting", ConnectionFactory.class, StubConnectionFactory::new)
			.run((context) -> assertThat(criticalities(context))
				.isEqualTo(Map.of("r2dbc/stock", Criticality.OPTIONAL, "r2dbc/reporting", Criticality.OPTIONAL)));
	}

	@Test
	void oneThatIsNoAutowireCandidateIsNotChecked() {
		this.runner.withBean("stock", ConnectionFactory.class, StubConnectionFactory::new)
			.withBean("internal", ConnectionFactory.class, StubConnectionFactory::new,
					(bean) -> bean.setAutowireCandidate(false))
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("r2dbc"));
	}

	@Test
	void r2dbcSettingsAreThoseOfAllAndAFullNameComesFirst() {
		this.runner
			.withBean("stock", ConnectionFactory.class, StubConnectionFactory::new, (bean) -> bean.setPrimary(true))
			.withBean("reporting", ConnectionFactory.class, StubConnectionFactory::new)
			.withPropertyValues("probity.checks.r2dbc.timeout=3s", "probity.checks.r2dbc.interval=7s",
					"probity.checks[r2dbc/stock].interval=8s", "probity.checks[r2dbc/reporting].criticality=observed")
			.run((context) -> {
				assertThat(Contexts.check(context, "r2dbc/stock").policy().timeout()).hasSeconds(3);
				assertThat(Contexts.check(context, "r2dbc/stock").policy().interval()).hasSeconds(8);
				assertThat(Contexts.check(context, "r2dbc/reporting").policy().timeout()).hasSeconds(3);
				assertThat(criticalities(context)).containsEntry("r2dbc/reporting", Criticality.OBSERVED);
			});
	}

	@Test
	void bootsIndicatorIsReplacedThoughItLivesInTheReactiveRegistryOnly() {
		this.booted.withPropertyValues("probity.enabled=false").run((context) -> {
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("r2dbc")).isNull();
			assertThat(context.getBean(ReactiveHealthContributorRegistry.class).getContributor("r2dbc")).isNotNull();
		});
		this.booted.run((context) -> {
			assertThat(criticalities(context)).isEqualTo(Map.of("r2dbc", Criticality.REQUIRED));
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("r2dbc")).isNotNull();
			assertThat(context.getBean(ReactiveHealthContributorRegistry.class).getContributor("r2dbc")).isNotNull();
			assertThat(context).doesNotHaveBean("r2dbcHealthContributor");
		});
	}

	@Test
	void showsInActuatorsReactiveEndpointToo() {
		this.runner.withBean("stock", ConnectionFactory.class, () -> new StubConnectionFactory(Mono.empty()))
			.withPropertyValues("management.endpoint.health.show-details=always")
			.run((context) -> {
				await().until(() -> Contexts.check(context, "r2dbc").state() == CheckState.FAILING);
				// as Boot does it with WebFlux
				ReactiveHealthEndpointWebExtension endpoint = new ReactiveHealthEndpointWebExtension(
						context.getBean(ReactiveHealthContributorRegistry.class),
						context.getBean(HealthContributorRegistry.class), context.getBean(HealthEndpointGroups.class),
						null);
				IndicatedHealthDescriptor r2dbc = (IndicatedHealthDescriptor) endpoint
					.health(ApiVersion.LATEST, null, SecurityContext.NONE, "r2dbc")
					.block()
					.getBody();
				assertThat(r2dbc.getStatus()).isEqualTo(Status.DOWN);
				assertThat(r2dbc.getDetails()).extractingByKey("probity").asString().contains("criticality=REQUIRED");
			});
	}

	@Test
	void isNotAdoptedAsAnIndicatorWhereItIsNamed() {
		this.booted.withPropertyValues("probity.checks.r2dbc.criticality=optional").run((context) -> {
			assertThat(criticalities(context)).isEqualTo(Map.of("r2dbc", Criticality.OPTIONAL));
			assertThat(Contexts.check(context, "r2dbc").policy().interval()).hasSeconds(5);
		});
	}

	@Test
	void thePoolIsReadHoweverBootBuildsIt() {
		String postgres = "postgresql://postgres@localhost:" + PostgresServer.get().port() + "/postgres";
		for (String properties : new String[] { "spring.r2dbc.url=r2dbc:" + postgres,
				"spring.r2dbc.url=r2dbc:pool:" + postgres }) {
			this.booted.withPropertyValues(properties, "probity.checks.r2dbc.timeout=10s").run((context) -> {
				await().until(() -> Contexts.check(context, "r2dbc").state() == CheckState.PASSING);
				assertThat(details(context)).containsEntry("database", "PostgreSQL").containsKey("pool");
			});
		}
		this.booted
			.withPropertyValues("spring.r2dbc.url=r2dbc:" + postgres, "spring.r2dbc.pool.enabled=false",
					"probity.checks.r2dbc.timeout=10s")
			.run((context) -> {
				await().until(() -> Contexts.check(context, "r2dbc").state() == CheckState.PASSING);
				assertThat(details(context)).containsEntry("database", "PostgreSQL").doesNotContainKey("pool");
			});
	}

	@Test
	void thePoolIsReadBehindAWrapper() {
		this.runner
			.withBean("stock", ConnectionFactory.class,
					() -> new WrappedFactory(PostgresServer.get().reactivePool(2, "wrapped")))
			.withPropertyValues("probity.checks.r2dbc.timeout=10s")
			.run((context) -> {
				await().until(() -> Contexts.check(context, "r2dbc").state() == CheckState.PASSING);
				assertThat(details(context)).containsEntry("pool", "0 active, 1 idle, 2 max, 0 waiting");
				context.getBean(WrappedFactory.class).pool.dispose();
			});
	}

	@Test
	void nobodyButTheChecksOwnThreadAsksForAConnection() {
		Set<String> askers = ConcurrentHashMap.newKeySet();
		Mono<Connection> connection = Mono.defer(() -> {
			askers.add(Thread.currentThread().getName());
			return Mono.empty();
		});
		this.runner.withBean("stock", ConnectionFactory.class, () -> new StubConnectionFactory(connection))
			.run((context) -> {
				await().until(() -> Contexts.check(context, "r2dbc").state() == CheckState.FAILING);
				for (int i = 0; i < 10; i++) {
					assertThat(context.getBean(HealthEndpoint.class).health().getStatus().getCode()).isEqualTo("DOWN");
					context.getBean(Probes.class).all().forEach(context.getBean(Probes.class)::verdict);
				}
				assertThat(askers).containsExactly("probity-check-r2dbc");
			});
	}

	@Test
	void anApplicationMayHaveADataSourceAsWell() {
		this.booted.withBean("stock", DataSource.class, StubDataSource::new)
			.run((context) -> assertThat(criticalities(context))
				.isEqualTo(Map.of("db", Criticality.REQUIRED, "r2dbc", Criticality.REQUIRED)));
	}

	@Test
	void nothingIsCheckedWhereItsIndicatorIsSwitchedOff() {
		this.booted.withPropertyValues("management.health.r2dbc.enabled=false")
			.run((context) -> assertThat(criticalities(context)).isEmpty());
		this.booted.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(criticalities(context)).isEmpty());
		this.booted
			.withPropertyValues("management.health.defaults.enabled=false", "management.health.r2dbc.enabled=true")
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("r2dbc"));
	}

	@Test
	void nothingIsCheckedOnceProbityIsSwitchedOff() {
		this.booted.withPropertyValues("probity.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(R2dbcCheckDefinitions.class)
				.hasBean("r2dbcHealthContributor"));
	}

	@Test
	void anIndicatorOfTheApplicationOfThatNameTakesPrecedenceAndIsAdopted() {
		HealthIndicator own = () -> Health.up().build();
		for (String name : new String[] { "r2dbcHealthIndicator", "r2dbcHealthContributor" }) {
			this.booted.withBean(name, HealthIndicator.class, () -> own)
				.run((context) -> assertThat(criticalities(context)).isEqualTo(Map.of("r2dbc", Criticality.OBSERVED)));
		}
		ReactiveHealthIndicator reactive = () -> Mono.just(Health.up().build());
		this.booted.withBean("r2dbcHealthIndicator", ReactiveHealthIndicator.class, () -> reactive)
			.run((context) -> assertThat(criticalities(context)).isEqualTo(Map.of("r2dbc", Criticality.OBSERVED)));
	}

	@Test
	void isCheckedEvenWhereBootsIndicatorIsExcluded() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProbityAutoConfiguration.class, R2dbcCheckAutoConfiguration.class))
			.withBean("stock", ConnectionFactory.class, StubConnectionFactory::new)
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("r2dbc"));
	}

	@Test
	void isCheckedWithoutBootsSupportAndWithoutThePool() {
		this.runner.withBean("stock", ConnectionFactory.class, StubConnectionFactory::new)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.r2dbc.", "org.springframework.r2dbc.",
					"io.r2dbc.pool.", "reactor.pool."))
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("r2dbc"));
	}

	@Test
	void nothingIsCheckedWithoutAFactoryOrWithoutR2dbc() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(R2dbcCheckDefinitions.class));
		this.runner
			.withClassLoader(new FilteredClassLoader("io.r2dbc.", "org.springframework.boot.r2dbc.",
					"org.springframework.r2dbc."))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(R2dbcCheckAutoConfiguration.class));
		this.runner.withClassLoader(new FilteredClassLoader("reactor."))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(R2dbcCheckAutoConfiguration.class));
	}

	private static Map<String, Object> details(AssertableApplicationContext context) {
		HealthIndicator indicator = (HealthIndicator) context.getBean(HealthContributorRegistry.class)
			.getContributor("r2dbc");
		return indicator.health(true).getDetails();
	}

	private static Map<String, Criticality> criticalities(AssertableApplicationContext context) {
		Probe readiness = context.getBean(Probes.class).probe("readiness");
		Map<String, Criticality> criticalities = new TreeMap<>();
		context.getBean(CheckMonitor.class)
			.snapshots()
			.forEach((name, check) -> criticalities.put(name, readiness.criticalityOf(check)));
		return criticalities;
	}

	/**
	 * As a library wraps a pool to observe it.
	 */
	private record WrappedFactory(ConnectionPool pool) implements ConnectionFactory, Wrapped<ConnectionFactory> {

		@Override
		public Publisher<? extends Connection> create() {
			return this.pool.create();
		}

		@Override
		public ConnectionFactoryMetadata getMetadata() {
			return this.pool.getMetadata();
		}

		@Override
		public ConnectionFactory unwrap() {
			return this.pool;
		}

	}

}
