package dev.probity.load;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.check.CheckKind;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.StubDataSource;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.server.ProbityServerAutoConfiguration;
import dev.probity.server.ServerThreadsSource;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which checks of load there are, what they feed, and how they are set.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoadVitalsTests {

	private static final AutoConfigurations VITALS = AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class,
			ProbityVitalAutoConfiguration.class, ProbityLoadAutoConfiguration.class,
			ProbityServerAutoConfiguration.class);

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withConfiguration(VITALS)
		.withPropertyValues("management.health.db.enabled=false");

	private final ApplicationContextRunner pools = this.runner.withBean("stock", HikariDataSource.class)
		.withBean("bills", HikariDataSource.class);

	@Test
	void everyPoolIsCheckedByTheNameOfItsBeanAndNotOpened() {
		this.pools.run((context) -> {
			assertThat(loadChecks(context)).containsExactlyInAnyOrder("pool/stock", "pool/bills");
			await().until(() -> Contexts.check(context, "pool/stock").state() == CheckState.PASSING);
			assertThat(Contexts.check(context, "pool/stock").lastResult().details()).containsEntry("pool",
					"not opened yet");
			assertThat(context.getBean("stock", HikariDataSource.class).getHikariPoolMXBean()).isNull();
		});
	}

	@Test
	void theOnlyOneHasTheNameOfItsBeanToo() {
		this.runner.withBean("stock", HikariDataSource.class)
			.run((context) -> assertThat(loadChecks(context)).containsExactly("pool/stock"));
	}

	@Test
	void thePoolBehindAWrapperIsCheckedAndNoOtherDataSource() {
		this.runner.withBean("wrapped", DataSource.class, () -> new DelegatingDataSource(new HikariDataSource()))
			.withBean("plain", DataSource.class, StubDataSource::new)
			.withBean("internal", HikariDataSource.class, HikariDataSource::new,
					(bean) -> bean.setAutowireCandidate(false))
			.run((context) -> assertThat(loadChecks(context)).containsExactly("pool/wrapped"));
	}

	@Test
	void thePoolsBehindRoutesAreChecked() {
		this.runner.withBean("regions", DataSource.class, () -> new DelegatingDataSource(routing())).run((context) -> {
			assertThat(loadChecks(context)).containsExactly("pool/regions");
			await().until(() -> Contexts.check(context, "pool/regions").state() == CheckState.PASSING);
			assertThat(Contexts.check(context, "pool/regions").lastResult().details()).containsOnlyKeys("east", "west");
		});
	}

	@Test
	void aLazyDataSourceIsNotMadeAndCheckedOnceItIsThere() {
		this.runner.withBean("stock", HikariDataSource.class, HikariDataSource::new, (bean) -> bean.setLazyInit(true))
			.run((context) -> {
				await().until(() -> Contexts.check(context, "pool/stock").state() == CheckState.PASSING);
				assertThat(context.getBeanFactory().containsSingleton("stock")).isFalse();
			});
	}

	@Test
	void poolsOfEveryLibraryAreChecked() {
		this.runner.withBean("stock", BasicDataSource.class)
			.withBean("bills", org.apache.tomcat.jdbc.pool.DataSource.class)
			.withBean("plain", DataSource.class, StubDataSource::new)
			.run((context) -> assertThat(loadChecks(context)).containsExactlyInAnyOrder("pool/stock", "pool/bills"));
	}

	@Test
	void withoutAnyLibraryThereAreNoPools() {
		this.runner
			.withClassLoader(new FilteredClassLoader(HikariDataSource.class, BasicDataSource.class,
					org.apache.tomcat.jdbc.pool.DataSource.class))
			.withBean("stock", DataSource.class, StubDataSource::new)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(loadChecks(context)).isEmpty();
			});
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.jdbc.")).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(loadChecks(context)).isEmpty();
		});
	}

	@Test
	void everyExecutorIsCheckedMadeOrNotAndNoneIsMade() {
		this.runner.withBean("mails", ThreadPoolTaskExecutor.class)
			.withBean("jobs", ThreadPoolTaskScheduler.class)
			.withBean("plain", ScheduledThreadPoolExecutor.class, 1)
			.withBean("simple", SimpleAsyncTaskExecutor.class)
			.withBean("forks", ForkJoinPool.class)
			.withBean("later", ScheduledThreadPoolExecutor.class, () -> new ScheduledThreadPoolExecutor(1),
					(bean) -> bean.setLazyInit(true))
			.withUserConfiguration(DeclaredExecutors.class)
			.run((context) -> {
				assertThat(loadChecks(context)).containsExactlyInAnyOrder("executor/mails", "executor/jobs",
						"executor/plain", "executor/simple", "executor/later", "executor/declared");
				await().until(() -> Contexts.check(context, "executor/later").state() == CheckState.PASSING);
				assertThat(context.getBeanFactory().containsSingleton("later")).isFalse();
				assertThat(Contexts.check(context, "executor/later").lastResult().details()).containsEntry("executor",
						"not created yet");
				await().until(() -> Contexts.check(context, "executor/declared").state() == CheckState.PASSING);
				assertThat(Contexts.check(context, "executor/declared").lastResult().details()).containsKey("waiting");
			});
	}

	@Test
	void requestsAreCheckedWhereThereIsAWebApplication() {
		this.runner.run((context) -> assertThat(loadChecks(context)).isEmpty());
		Contexts.withMvc()
			.withConfiguration(VITALS)
			.run((context) -> assertThat(loadChecks(context)).contains("requests"));
		Contexts.withWebFlux()
			.withConfiguration(VITALS)
			.run((context) -> assertThat(loadChecks(context)).contains("requests"));
	}

	@Test
	void withoutAServerOfSpringBootRequestsAreCheckedWithoutThreads() {
		Contexts.withMvc()
			.withConfiguration(VITALS)
			.withClassLoader(new FilteredClassLoader(WebServer.class.getPackageName()))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(ServerThreadsSource.class);
				await().until(() -> Contexts.check(context, "requests").state() == CheckState.PASSING);
			});
	}

	@Test
	void allOfThemAreOptionalForReadinessAndLookOften() {
		this.pools.run((context) -> {
			assertThat(criticality(context, "pool/stock", "readiness")).isEqualTo(Criticality.OPTIONAL);
			assertThat(criticality(context, "pool/stock", "liveness")).isNull();
			assertThat(Contexts.check(context, "pool/stock").policy()).isEqualTo(CheckPolicy.of(Duration.ofSeconds(5),
					Duration.ofSeconds(5), Duration.ofSeconds(30), 1, 1, 0.1, null));
		});
	}

	@Test
	void eachIsSetByItsName() {
		this.pools
			.withPropertyValues("probity.checks[pool/stock].criticality=required",
					"probity.checks[pool/stock].interval=1s")
			.run((context) -> {
				assertThat(criticality(context, "pool/stock", "readiness")).isEqualTo(Criticality.REQUIRED);
				assertThat(criticality(context, "pool/bills", "readiness")).isEqualTo(Criticality.OPTIONAL);
				assertThat(Contexts.check(context, "pool/stock").policy().interval()).hasSeconds(1);
			});
	}

	@Test
	void noneCanFeedLiveness() {
		this.pools.withPropertyValues("probity.checks[pool/stock].probe=liveness")
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining("'pool/stock' checks load"));
	}

	@Test
	void allOfAKindOrOneAloneCanBeLeftOut() {
		ApplicationContextRunner all = this.pools.withBean("mails", ThreadPoolTaskExecutor.class);
		all.withPropertyValues("probity.vitals.exclude=pool")
			.run((context) -> assertThat(loadChecks(context)).containsExactly("executor/mails"));
		all.withPropertyValues("probity.vitals.exclude=executor, POOL/stock")
			.run((context) -> assertThat(loadChecks(context)).containsExactly("pool/bills"));
		all.withPropertyValues("probity.vitals.enabled=false")
			.run((context) -> assertThat(loadChecks(context)).isEmpty());
	}

	@Test
	void aCheckOfTheApplicationKeepsItsName(CapturedOutput output) {
		this.pools.withBean("pool", DependencyCheck.class, () -> () -> CheckResult.failed("its own")).run((context) -> {
			assertThat(loadChecks(context)).isEmpty();
			assertThat(output).containsOnlyOnce("The vital check 'pool' is not created");
		});
	}

	private static AbstractRoutingDataSource routing() {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected @Nullable Object determineCurrentLookupKey() {
				return null;
			}

		};
		routing.setTargetDataSources(
				Map.of("east", new HikariDataSource(), "west", new HikariDataSource(), "files", new StubDataSource()));
		routing.initialize();
		return routing;
	}

	private static Set<String> loadChecks(ConfigurableApplicationContext context) {
		return context.getBean(CheckMonitor.class)
			.snapshots()
			.values()
			.stream()
			.filter((check) -> check.kind() == CheckKind.LOAD)
			.map((check) -> check.name())
			.collect(Collectors.toSet());
	}

	private static @Nullable Criticality criticality(ConfigurableApplicationContext context, String check,
			String probe) {
		Probe asked = context.getBean(Probes.class).probe(probe);
		assertThat(asked).isNotNull();
		return asked.criticalityOf(Contexts.check(context, check));
	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredExecutors {

		@Bean
		Executor declared() {
			return new ThreadPoolTaskExecutor();
		}

	}

}
