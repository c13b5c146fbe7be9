package dev.probity.autoconfigure;

import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.SmallestApplication;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that lack one of the optional libraries start and have what remains.
 */
class MissingLibraryTests {

	private static final String CHECK = "db";

	private static final String REDIS = "redis";

	private static final String KAFKA = "kafka";

	private static final String PATHS = "probityProbePaths";

	private static final String ACCESS = "probityAnonymousAccessCheck";

	@Test
	void withoutHikari() throws Exception {
		assertThat(startWithout("HikariCP")).containsExactlyInAnyOrder(CHECK, REDIS, KAFKA, PATHS, ACCESS);
	}

	@Test
	void withoutSpringJdbc() throws Exception {
		assertThat(startWithout("HikariCP", "spring-boot-starter-jdbc", "spring-boot-jdbc", "spring-jdbc",
				"spring-boot-sql"))
			.containsExactlyInAnyOrder(REDIS, KAFKA, PATHS, ACCESS);
	}

	@Test
	void withoutKafka() throws Exception {
		assertThat(startWithout("spring-boot-kafka", "spring-kafka", "kafka")).containsExactlyInAnyOrder(CHECK, REDIS,
				PATHS, ACCESS);
		assertThat(startWithout("spring-boot-kafka", "spring-kafka")).containsExactlyInAnyOrder(CHECK, REDIS, PATHS,
				ACCESS);
	}

	@Test
	void withoutSpringSecurity() throws Exception {
		assertThat(startWithout("spring-boot-security", "spring-security")).containsExactlyInAnyOrder(CHECK, REDIS,
				KAFKA, PATHS);
	}

	@Test
	void withoutAnyWebServer() throws Exception {
		assertThat(startWithout("spring-boot-security", "spring-security", "spring-boot-web-server",
				"spring-boot-servlet", "spring-boot-tomcat", "spring-boot-webmvc", "spring-boot-http-converter",
				"spring-webmvc", "spring-web-", "tomcat-embed", "jakarta.servlet"))
			.containsExactlyInAnyOrder(CHECK, REDIS, KAFKA);
	}

	@Test
	void withoutRedis() throws Exception {
		assertThat(startWithout("spring-boot-data-redis", "spring-data-redis", "lettuce", "jedis", "netty", "reactor"))
			.containsExactlyInAnyOrder(CHECK, KAFKA, PATHS, ACCESS);
	}

	@Test
	void withJedisAlone() throws Exception {
		assertThat(startWithout("lettuce", "netty", "reactor")).containsExactlyInAnyOrder(CHECK, REDIS, KAFKA, PATHS,
				ACCESS);
	}

	@Test
	void withLettuceAlone() throws Exception {
		assertThat(startWithout("jedis")).containsExactlyInAnyOrder(CHECK, REDIS, KAFKA, PATHS, ACCESS);
	}

	/**
	 * Start an application in a JVM of its own that lacks some libraries.
	 */
	private static List<String> startWithout(String... libraries) throws Exception {
		ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", SmallestApplication.class.getName())
			.redirectError(Redirect.INHERIT);
		java.environment().put("CLASSPATH", ChildJvm.classPathWithout(libraries));
		Process process = java.start();
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = output.lines().toList();
			assertThat(process.waitFor()).as(lines::toString).isZero();
			return lines;
		}
	}

}
