package dev.probity.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application gets with the kit, and what of JUnit it has to bring.
 */
class KitDependenciesTests {

	private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");

	private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");

	private static final Pattern JUNIT = Pattern.compile("org/junit/[\\w/$]+");

	@Test
	void bringsSpringBootTestAndAssertJAndNothingElse() throws IOException {
		String pom = Files.readString(Path.of("pom.xml"))
			.replaceAll("(?s)<dependencyManagement>.*?</dependencyManagement>", "");
		Set<String> brought = DEPENDENCY.matcher(pom)
			.results()
			.map((dependency) -> dependency.group(1))
			.filter((dependency) -> !dependency.contains("<scope>test</scope>")
					&& !dependency.contains("<optional>true</optional>"))
			.map((dependency) -> ARTIFACT.matcher(dependency).results().findFirst().orElseThrow().group(1))
			.collect(Collectors.toSet());
		assertThat(brought).containsExactlyInAnyOrder("probity-spring-boot-autoconfigure", "jspecify",
				"spring-boot-test", "assertj-core");
	}

	/**
	 * All of these are the same in JUnit 5.3 and in JUnit 6. What needs no extension of
	 * Spring's is really run on 5 by the profile "junit5".
	 */
	@Test
	void usesOfJUnitWhatIsTheSameInFiveAndSix() throws IOException {
		try (Stream<Path> classes = Files.walk(classes())) {
			Set<String> used = classes.filter((file) -> file.toString().endsWith(".class"))
				.flatMap((file) -> JUNIT.matcher(content(file)).results().map(MatchResult::group))
				.collect(Collectors.toCollection(TreeSet::new));
			assertThat(used).isNotEmpty()
				.isSubsetOf("org/junit/jupiter/api/DynamicTest", "org/junit/jupiter/api/TestFactory",
						"org/junit/jupiter/api/function/Executable", "org/junit/jupiter/api/parallel/ResourceLock");
		}
	}

	private static Path classes() {
		return Path.of(ProbityTester.class.getProtectionDomain().getCodeSource().getLocation().getPath());
	}

	private static String content(Path file) {
		try {
			return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
