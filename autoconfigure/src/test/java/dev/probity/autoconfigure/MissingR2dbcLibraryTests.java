package dev.probity.autoconfigure;

import java.util.Map;
import java.util.stream.Stream;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.SmallestApplication;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that use R2DBC, or could, and lack one of its optional libraries start and
 * have what remains.
 */
class MissingR2dbcLibraryTests {

	private static final Map<String, String> BOOT_CONNECTS = Map.of("SPRING_AUTOCONFIGURE_EXCLUDE", "",
			"SPRING_R2DBC_URL", "r2dbc:postgresql://postgres@localhost:1/postgres");

	@Test
	void withEverything() {
		assertThat(startWithout(BOOT_CONNECTS)).contains("db", "r2dbc");
	}

	@Test
	void withoutThePool() {
		assertThat(startWithout(BOOT_CONNECTS, "r2dbc-pool", "reactor-pool")).contains("db", "r2dbc");
	}

	@Test
	void withoutJdbc() {
		assertThat(
				startWithout(BOOT_CONNECTS, "HikariCP", "spring-boot-starter-jdbc", "spring-boot-jdbc", "spring-jdbc"))
			.contains("r2dbc")
			.doesNotContain("db");
	}

	@Test
	void withoutR2dbc() {
		assertThat(startWithout(Map.of(), "spring-boot-r2dbc", "spring-r2dbc", "r2dbc")).contains("db")
			.doesNotContain("r2dbc");
	}

	@Test
	void withoutReactor() {
		assertThat(startWithout(Map.of(), "reactor", "reactive-streams", "lettuce", "netty")).contains("db")
			.doesNotContain("r2dbc");
	}

	/**
	 * Start an application in a JVM of its own that lacks some libraries.
	 */
	private static Stream<String> startWithout(Map<String, String> environment, String... libraries) {
		try (ChildJvm application = ChildJvm.start(SmallestApplication.class, ChildJvm.classPathWithout(libraries),
				environment)) {
			assertThat(application.awaitExit()).as(application::output).isZero();
			return application.output().lines();
		}
	}

}
