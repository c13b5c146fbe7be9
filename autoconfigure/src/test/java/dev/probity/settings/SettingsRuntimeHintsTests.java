package dev.probity.settings;

import java.io.File;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of the properties a native image has to keep.
 */
class SettingsRuntimeHintsTests {

	private static final ReflectionHintsPredicates REFLECTION = RuntimeHintsPredicates.reflection();

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void registerHints() {
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(SettingsRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(this.hints, getClass().getClassLoader()));
	}

	@Test
	void recordsOfPropertiesCanBeReadAndMade() throws Exception {
		for (Class<?> type : new Class<?>[] { ProbityProperties.class, ProbityProperties.Check.class,
				ProbityProperties.Feature.class, VitalProperties.class, VitalProperties.Disk.class,
				StartupProperties.class, LoadProperties.class }) {
			assertThat(REFLECTION.onConstructorInvocation(type.getDeclaredConstructors()[0])).as(type.getName())
				.accepts(this.hints);
			assertThat(REFLECTION.onMethodInvocation(type.getRecordComponents()[0].getAccessor())).as(type.getName())
				.accepts(this.hints);
		}
		assertThat(REFLECTION.onType(File.class)).as("no record").rejects(this.hints);
	}

	@Test
	void whatSpringMakesOfTextByAMethodOfOursCanBeMade() throws Exception {
		assertThat(REFLECTION.onMethodInvocation(FailFast.class.getMethod("of", String.class))).accepts(this.hints);
	}

}
