package dev.probity.indicator;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.probe.ProbeStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.context.request.RequestContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Where parent and child are both auto-configured, the registry is the parent's, and so
 * is adoption: the child takes nothing of it away when it comes, and nothing along when
 * it goes.
 */
@ExtendWith(OutputCaptureExtension.class)
class AdoptionInHierarchyTests {

	private static final HealthIndicator UP = () -> Health.up().build();

	private static final HealthIndicator DOWN = () -> Health.down().build();

	private static final HealthIndicator CALLER_BOUND = () -> {
		RequestContextHolder.currentRequestAttributes();
		return Health.up().build();
	};

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withPropertyValues("probity.defaults.interval=50ms", "probity.defaults.timeout=2s");

	@Test
	void aChildStartsAlthoughAnIndicatorHasTurnedOutToNeedItsCaller(CapturedOutput output) {
		String[] settings = { "probity.checks.bound.criticality=required",
				"probity.checks[mixed/bound].failing-statuses=BUSY", "probity.features.orders.checks=bound" };
		this.runner.withPropertyValues(settings)
			.withBean("boundHealthIndicator", HealthIndicator.class, () -> CALLER_BOUND)
			.withBean("mixedHealthContributor", CompositeHealthContributor.class,
					() -> CompositeHealthContributor.fromMap(Map.of("bound", CALLER_BOUND, "free", UP)))
			.run((parent) -> {
				CheckMonitor monitor = parent.getBean(CheckMonitor.class);
				await().until(() -> monitor.snapshot("bound") == null && monitor.snapshot("mixed/bound") == null);
				withChild(parent, settings, (child) -> {
					assertThat(child).hasNotFailed();
					assertThat(monitor.snapshots()).containsKeys("stock", "mixed/free")
						.doesNotContainKeys("bound", "mixed/bound");
				});
			});
		assertThat(output).doesNotContain("is not asked").doesNotContain("failing-statuses' has no effect");
	}

	@Test
	void whatTheParentHasAdoptedIsGivenBackWhileThereIsAChild() {
		this.runner.withBean("mailHealthIndicator", HealthIndicator.class, () -> UP).run((parent) -> {
			HealthContributorRegistry registry = parent.getBean(HealthContributorRegistry.class);
			withChild(parent, new String[0], (child) -> {
				assertThat(registry.unregisterContributor("mail")).isSameAs(UP);
				assertThat(parent.getBean(CheckMonitor.class).snapshot("mail")).isNull();
				registry.registerContributor("mail", DOWN);
				awaitStatus(parent, "DOWN", "mail");
			});
			awaitStatus(parent, "DOWN", "mail");
		});
	}

	@Test
	void whatIsRegisteredWhileThereIsAChildStaysWhenItCloses() {
		Changing late = new Changing();
		late.parts.put("a", UP);
		this.runner.withPropertyValues("probity.checks.late.criticality=required", "probity.validate-names=false")
			.run((parent) -> {
				Contexts.ready(parent);
				HealthContributorRegistry registry = parent.getBean(HealthContributorRegistry.class);
				withChild(parent, new String[] { "probity.validate-names=false" },
						(child) -> registry.registerContributor("late", late));
				awaitStatus(parent, "UP", "late", "a");
				late.parts.put("b", DOWN);
				awaitStatus(parent, "DOWN", "late", "b");
				Contexts.awaitStatus(parent, "readiness", ProbeStatus.DOWN);
				assertThat(registry.unregisterContributor("late")).isSameAs(late);
				registry.registerContributor("other", DOWN);
				awaitStatus(parent, "DOWN", "other");
			});
	}

	private void withChild(AssertableApplicationContext parent, String[] properties,
			Consumer<AssertableApplicationContext> test) {
		this.runner.withParent(parent)
			.withPropertyValues(properties)
			.withBean("stock", DependencyCheck.class, () -> CheckResult::passed)
			.run(test::accept);
	}

	private static void awaitStatus(AssertableApplicationContext context, String status, String... path) {
		await().pollInterval(Duration.ofMillis(5)).until(() -> {
			HealthDescriptor health = context.getBean(HealthEndpoint.class).healthForPath(path);
			return health != null && health.getStatus().getCode().equals(status);
		});
	}

	private static final class Changing implements CompositeHealthContributor {

		private final Map<String, HealthContributor> parts = new ConcurrentHashMap<>();

		@Override
		public @Nullable HealthContributor getContributor(String name) {
			return this.parts.get(name);
		}

		@Override
		public Stream<HealthContributors.Entry> stream() {
			return this.parts.entrySet()
				.stream()
				.map((part) -> new HealthContributors.Entry(part.getKey(), part.getValue()));
		}

	}

}
