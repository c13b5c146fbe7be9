package dev.probity.startup;

import java.util.Map;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.StartingApplication;
import dev.probity.fixture.WebStack;
import dev.probity.shutdown.LameDuckProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a JVM whose required startup task fails.
 */
@Timeout(120)
class StartupExitProcessTests {

	@Test
	void onKubernetesItEndsWithTheExitCodeOfTheCauseWhichIsInTheLog() {
		try (ChildJvm child = start(LameDuckProcess.KUBERNETES, "--warm-up=fails")) {
			assertThat(child.awaitExit()).isEqualTo(42);
			assertThat(child.output())
				.contains("ERROR", "Startup task 'warm-cache' (required) failed after ",
						"IllegalStateException: no route; caused by NotWarm: the cache is cold",
						"Caused by: dev.probity.fixture.StartingApplication$NotWarm: the cache is cold",
						"Required startup task 'warm-cache' failed; exiting with code 42")
				.doesNotContain("Lame duck: not ready any more");
		}
	}

	@Test
	void elsewhereItEndsOnlyIfToldToAndATaskThatHangsIsInTheLogWithItsStack() {
		try (ChildJvm child = start(Map.of(), "--warm-up=hangs", "--spring.main.web-application-type=none",
				"--spring.main.keep-alive=true", "--probity.startup.on-failure=exit",
				"--probity.startup.tasks.warm-cache.timeout=500ms")) {
			assertThat(child.awaitExit()).isEqualTo(1);
			assertThat(child.output())
				.contains("Startup task 'warm-cache' is stuck: attempt 1 of 1 timed out after 500ms",
						"dev.probity.fixture.StartingApplication.awaitForEver(StartingApplication.java:",
						"Required startup task 'warm-cache' failed; exiting with code 1: timed out after 500ms")
				.containsOnlyOnce("StartingApplication.awaitForEver(");
		}
	}

	@Test
	void anApplicationThatIsUpOutlivesATaskOfAChildContextMadeLater() {
		try (ChildJvm child = start(LateChildApplication.class, LameDuckProcess.KUBERNETES)) {
			child.awaitLine(".*Required startup task 'warmTenant' failed; (.*: IllegalStateException: no route)");
			assertThat(child.output())
				.contains("failed; the application is up already and goes on: IllegalStateException: no route")
				.doesNotContain("exiting with code");
		}
	}

	private static ChildJvm start(Map<String, String> environment, String... arguments) {
		return start(StartingApplication.class, environment, arguments);
	}

	private static ChildJvm start(Class<?> main, Map<String, String> environment, String... arguments) {
		String[] all = new String[arguments.length + 2];
		System.arraycopy(arguments, 0, all, 0, arguments.length);
		all[arguments.length] = "--server.port=0";
		// the default would be that of each process on this machine
		all[arguments.length + 1] = "--probity.probe-port=0";
		return ChildJvm.start(main, WebStack.TOMCAT.classPathWithout(LameDuckProcess.NOT_NEEDED), environment, all);
	}

}
