package dev.probity.startup;

import java.net.http.HttpResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

import dev.probity.change.ProbeObserver;
import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.probe.DetailPolicy;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Visibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nothing that the application writes runs on the path of a probe, or what it throws
 * there changes no answer.
 */
@ParameterizedClass
@EachFramework
@Timeout(60)
class UserCodeInTheWayTests {

	private static final String[] SHOWN = { "management.endpoint.health.show-details=always",
			"management.endpoints.web.exposure.include=health,probity" };

	private final WebStack stack;

	UserCodeInTheWayTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void aStartupConditionThatThrowsIsNotMetAndSaysWhy() {
		try (RunningApplication application = this.stack.starting(HeldApplication.class, SHOWN)) {
			Condition condition = application.bean(Condition.class);
			condition.behaviour = () -> {
				throw new IllegalStateException("no quorum");
			};
			application.switchboard().finishStart();
			await().untilAsserted(() -> assertThat(application.get("/startupz?verbose").body()).contains(
					"[-]lifecycle starting: leader elected cannot be evaluated: IllegalStateException: no quorum"));
			isStartingAndAlive(application);
			condition.behaviour = () -> true;
			ProbeAgreement.of(application).startupIs("UP");
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	@Test
	void aStartupConditionThatBlocksHoldsUpNobody() {
		CountDownLatch released = new CountDownLatch(1);
		try (RunningApplication application = this.stack.starting(HeldApplication.class, SHOWN)) {
			Condition condition = application.bean(Condition.class);
			condition.behaviour = () -> {
				awaitIgnoringInterrupts(released);
				return true;
			};
			application.switchboard().finishStart();
			await().untilAsserted(() -> assertThat(application.get("/startupz?verbose").body())
				.containsPattern("lifecycle starting: leader elected has not answered for \\ds"));
			isStartingAndAlive(application);
			released.countDown();
			ProbeAgreement.of(application).startupIs("UP");
		}
		finally {
			released.countDown();
		}
	}

	@Test
	void readinessComesAsSoonAsTheConditionIsMet() {
		try (RunningApplication application = this.stack.starting(HeldApplication.class)) {
			application.switchboard().finishStart();
			ProbeAgreement.of(application).startupIs("OUT_OF_SERVICE");
			await().until(() -> application.bean(Condition.class).asked > 2);
			application.bean(Condition.class).behaviour = () -> true;
			await().atMost(Duration.ofSeconds(1))
				.pollInterval(Duration.ofMillis(5))
				.until(() -> application.verdict("readiness").status() == ProbeStatus.UP);
		}
	}

	private static void isStartingAndAlive(RunningApplication application) {
		for (String path : List.of("/livez", "/livez?verbose", "/actuator/health/liveness", "/actuator/health",
				"/actuator/probity")) {
			assertThat(application.get(path).statusCode()).as(path).isEqualTo(200);
		}
		for (String path : List.of("/readyz", "/readyz?verbose", "/startupz", "/actuator/health/readiness",
				"/actuator/health/startup")) {
			HttpResponse<String> answer = application.get(path);
			assertThat(answer.statusCode()).as(path).isEqualTo(503);
			assertThat(answer.body()).as(path).containsPattern("OUT_OF_SERVICE|out of service");
		}
	}

	@Test
	void aDetailPolicyThatThrowsShowsTheStatusAndAnObserverThatThrowsChangesNothing() {
		try (RunningApplication application = this.stack.started(ThrowingApplication.class, SHOWN)) {
			application.switchboard().orders().fail();
			ProbeAgreement.of(application).readinessIs("DOWN");
			HttpResponse<String> verbose = application.get("/readyz?verbose");
			assertThat(verbose.statusCode()).isEqualTo(503);
			assertThat(verbose.body()).isEqualTo("readyz check failed\n");
			application.switchboard().orders().pass();
			application.switchboard().search().fail();
			ProbeAgreement.of(application).readinessIs("DEGRADED");
			assertThat(application.get("/readyz").headers().firstValue("X-Health-Degraded")).hasValue("true");
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
			assertThat(application.bean(ThrowingObserver.class).told).isNotEmpty();
		}
	}

	private static void awaitIgnoringInterrupts(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// a condition that does not care
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class HeldApplication {

		@Bean
		Condition leader() {
			return new Condition();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class ThrowingApplication {

		@Bean
		DetailPolicy ownDetailPolicy() {
			return new DetailPolicy() {

				@Override
				public Visibility visibility(Probe probe, @Nullable Principal caller, Predicate<String> inRole) {
					throw new IllegalStateException("on purpose");
				}

			};
		}

		@Bean
		ThrowingObserver throwingObserver() {
			return new ThrowingObserver();
		}

	}

	static final class ThrowingObserver implements ProbeObserver {

		private final List<ProbeStatus> told = new ArrayList<>();

		@Override
		public <R> void onAnswer(Probe probe, ProbeStatus status, R request, UserAgent<R> userAgent) {
			this.told.add(status);
			throw new IllegalStateException("on purpose");
		}

	}

	static final class Condition implements StartupCondition {

		private volatile Behaviour behaviour = () -> false;

		private volatile int asked;

		@Override
		public String description() {
			return "leader elected";
		}

		@Override
		public boolean isMet() {
			this.asked++;
			return this.behaviour.isMet();
		}

	}

	private interface Behaviour {

		boolean isMet();

	}

}
