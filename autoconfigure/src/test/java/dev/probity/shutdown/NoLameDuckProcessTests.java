package dev.probity.shutdown;

import java.util.List;
import java.util.Map;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.HttpConnection.Response;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a process that gets a SIGTERM has no lame duck.
 */
class NoLameDuckProcessTests extends LameDuckProcess {

	@Test
	void whereItIsOffNothingIsWaitedFor() {
		ChildJvm elsewhere = start("web", Map.of(), ENDLESS);
		ChildJvm disabled = start("web", KUBERNETES, "--probity.lame-duck.enabled=false", ENDLESS);
		ChildJvm test = start("web", Map.of(), ENABLED, ENDLESS,
				"--org.springframework.boot.test.context.SpringBootTestContextBootstrapper=true");
		List<ChildJvm> all = List.of(elsewhere, disabled, test);
		all.forEach(LameDuckProcess::awaitReady);
		all.forEach(ChildJvm::terminate);
		all.forEach(LameDuckProcess::didNotWait);
	}

	@Test
	void whereNobodyIsServedNothingIsWaitedFor() {
		ChildJvm job = start("job", Map.of(), ENABLED, ENDLESS);
		ChildJvm neverAsked = start("web", Map.of(), ENABLED, ENDLESS);
		ChildJvm failed = start("web", Map.of(), ENABLED, ENDLESS, "--runner=fails");
		job.awaitLine("^ready event$");
		job.terminate();
		neverAsked.awaitLine("^ready event$");
		neverAsked.terminate();
		int port = mainPort(failed);
		failed.awaitLine("^runner runs$");
		assertThat(HttpConnection.get(port, "/readyz").status()).isEqualTo(503);
		failed.endInput();
		didNotWait(job);
		didNotWait(neverAsked);
		assertThat(neverAsked.output()).containsOnlyOnce("No lame duck: no readiness probe has ever been answered");
		assertThat(job.output()).doesNotContain("ame duck");
		assertThat(failed.awaitExit()).isEqualTo(1);
		assertThat(failed.output()).contains("The runner fails").doesNotContain("Lame duck");
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "REACTOR_NETTY" })
	void aStartThatIsStillUnderWayNeverMakesItReady(WebStack stack) {
		// on a busy machine the request may be held for longer than Spring Boot waits by
		// default
		ChildJvm child = start(stack, "web", Map.of(), ENABLED, ENDLESS, "--runner=slow", "--management.server.port=0",
				"--spring.lifecycle.timeout-per-shutdown-phase=2m");
		int port = mainPort(child);
		int management = Integer.parseInt(child.awaitLine("^management port (\\d+)$"));
		child.awaitLine("^runner runs$");
		assertThat(HttpConnection.get(port, "/readyz").status()).isEqualTo(503);
		try (HttpConnection held = new HttpConnection(port)) {
			// holds up the graceful shutdown, so that somebody can still be asked
			held.send("/held");
			child.awaitLine("^request held$");
			child.terminate();
			child.awaitLine("^ready event$");
			Response readiness = HttpConnection.get(management, "/actuator/health/readiness");
			assertThat(readiness.status()).isEqualTo(503);
			assertThat(readiness.body()).contains("LAME_DUCK");
			child.endInput();
			assertThat(held.receive().body()).isEqualTo("held");
		}
		didNotWait(child);
	}

	@Test
	void aContextThatIsClosedWhileTheJvmGoesOnDoesNotWait() {
		RunningApplication application = RunningApplication.started(PlainApplication.class,
				"probity.lame-duck.enabled=true", "probity.lame-duck.duration=10m");
		Instance instance = application.bean(Instance.class);
		application.close();
		assertThat(instance.state().phase()).isEqualTo(LifecyclePhase.STOPPED);
	}

}
