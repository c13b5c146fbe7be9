package dev.probity.starter;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that has the starter on its class path and nothing else, not even a web
 * server.
 */
@Timeout(60)
class StarterAloneTests {

	private static final String CLASS_PATH = System.getProperty("starter.class-path");

	@Test
	void bringsNeitherWebNorAnyOfTheOptionalLibraries() {
		assertThat(CLASS_PATH.split(File.pathSeparator)).extracting((entry) -> new File(entry).getName())
			.anyMatch((name) -> name.startsWith("spring-boot-actuator-"))
			.noneMatch((name) -> name.matches("(?i).*(jdbc|sql|hikari|redis|lettuce|jedis|kafka|reactor|reactive|netty"
					+ "|webflux|security|jetty|tomcat|servlet|spring-web|junit|assertj).*"));
	}

	@Test
	void checksRunAndTheJvmEndsByItself() throws Exception {
		assertThat(run("pass")).containsExactly("archive PASSING", "liveness UP", "readiness UP", "startup UP",
				"closed");
	}

	@Test
	void aCheckThatFailsIsTold() throws Exception {
		assertThat(run("fail")).containsExactly("archive FAILING", "liveness UP", "readiness DOWN", "startup UP",
				"closed");
	}

	private static List<String> run(String result) throws Exception {
		ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", Job.class.getName(), result);
		Path job = Path.of(Job.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		java.environment().put("CLASSPATH", job + File.pathSeparator + CLASS_PATH);
		Process process = java.redirectErrorStream(true).start();
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = output.lines().toList();
			assertThat(process.waitFor()).as(lines::toString).isZero();
			return lines;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
