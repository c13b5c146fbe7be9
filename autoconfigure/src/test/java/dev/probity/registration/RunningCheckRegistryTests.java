package dev.probity.registration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.RegisteredChecks;
import dev.probity.probe.Criticality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Checks that come and go while memory runs out.
 */
class RunningCheckRegistryTests {

	private static final DependencyCheck CHECK = CheckResult::passed;

	private final Registrar registrar = new Registrar();

	private final RunningCheckRegistry registry = new RunningCheckRegistry(this.registrar);

	@Test
	void whatCouldNotBeTakenOutCanBeLater() {
		this.registry.register("orders", CHECK, Criticality.REQUIRED);
		this.registrar.isFull = true;
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.registry.unregister("orders"));
		this.registrar.isFull = false;
		assertThat(this.registry.unregister("orders")).isTrue();
		assertThat(this.registrar.names).isEmpty();
		assertThat(this.registry.unregister("orders")).isFalse();
	}

	@Test
	void whatCouldNotBeRegisteredIsNotThere() {
		this.registrar.isFull = true;
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> this.registry.register("orders", CHECK, Criticality.REQUIRED));
		this.registrar.isFull = false;
		assertThat(this.registry.unregister("orders")).isFalse();
		this.registry.register("orders", CHECK, Criticality.REQUIRED);
		assertThat(this.registry.unregister("orders")).isTrue();
	}

	@Test
	void oneOfANameThatIsTakenChangesNothing() {
		this.registry.register("orders", CHECK, Criticality.REQUIRED);
		this.registrar.isFull = true;
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> this.registry.register("orders", CHECK, Criticality.REQUIRED));
		this.registrar.isFull = false;
		assertThat(this.registry.unregister("orders")).isTrue();
	}

	private static final class Registrar implements RegisteredChecks {

		private final List<String> names = new ArrayList<>();

		private boolean isFull;

		@Override
		public void add(List<CheckDefinition> definitions, @Nullable Criticality criticality) {
			fill();
			definitions.forEach((definition) -> this.names.add(definition.name()));
		}

		@Override
		public void remove(Collection<String> names) {
			fill();
			this.names.removeAll(names);
		}

		private void fill() {
			if (this.isFull) {
				throw new OutOfMemoryError("Java heap space");
			}
		}

		@Override
		public <T> T exclusively(Supplier<T> action) {
			return action.get();
		}

	}

}
