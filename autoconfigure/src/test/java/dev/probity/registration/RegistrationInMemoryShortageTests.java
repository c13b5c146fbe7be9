package dev.probity.registration;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.definition.CheckCriticalities;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.probe.Criticality;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.registry.HealthContributorRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Checks that cannot all be registered for want of memory leave no name behind.
 */
class RegistrationInMemoryShortageTests {

	@Test
	void allOfThemAreRegisteredOrNoneAndTheNamesAreFree() {
		Contexts.withoutWeb().run((context) -> {
			CheckRegistrar registrar = context.getBean(CheckRegistrar.class);
			CheckMonitor monitor = context.getBean(CheckMonitor.class);
			CheckCriticalities criticalities = context.getBean(Engine.class).criticalities();
			HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
			AtomicBoolean full = new AtomicBoolean(true);
			List<CheckDefinition> definitions = List.of(definition("orders/one", () -> CheckResult::passed),
					definition("orders/two", () -> {
						if (full.get()) {
							throw new OutOfMemoryError("Java heap space");
						}
						return CheckResult::passed;
					}));
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> registrar.add(definitions, null));
				assertThat(monitor.snapshots()).doesNotContainKeys("orders/one", "orders/two");
				assertThat(criticalities.names()).doesNotContain("orders/one", "orders/two");
				assertThat(registry.getContributor("orders")).isNull();
			}
			full.set(false);
			registrar.add(definitions, null);
			assertThat(monitor.snapshots()).containsKeys("orders/one", "orders/two");
			assertThat(registry.getContributor("orders")).isNotNull();
			registrar.remove(List.of("orders/one", "orders/two"));
			assertThat(monitor.snapshots()).doesNotContainKeys("orders/one", "orders/two");
			assertThat(registry.getContributor("orders")).isNull();
		});
	}

	private static CheckDefinition definition(String name, Supplier<DependencyCheck> check) {
		return new CheckDefinition(name, null, Criticality.OPTIONAL, Pace.NORMAL, (policy) -> check.get());
	}

}
