package dev.probity.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server that has more requests than threads, beside a management port whose threads
 * are free: what <code>requests</code> is for.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class BusyServerTests {

	private static final int MORE_THAN_ENOUGH = 40;

	private final WebStack stack;

	BusyServerTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void threadsThatAreHeldDegradeReadinessAndThoseThatAreBusyOrFreePass() {
		try (RunningApplication application = start(); Callers callers = new Callers(application)) {
			await().untilAsserted(() -> assertThat(requests(application).state()).isEqualTo(CheckState.PASSING));
			callers.send("/pending", MORE_THAN_ENOUGH);
			callers.keepSending("/busy", 2);
			passes(application);
			if (this.stack.isReactive()) {
				assertThat(requests(application).lastResult().details()).doesNotContainKey("busyThreads")
					.extractingByKey("active")
					.matches((active) -> (Long) active >= MORE_THAN_ENOUGH);
				return;
			}
			callers.stopSending();
			callers.send("/held", MORE_THAN_ENOUGH);
			await()
				.untilAsserted(() -> assertThat(requests(application).lastResult().details()).containsKey("saturated"));
			assertThat(requests(application).state()).isEqualTo(CheckState.PASSING);
			ProbeAgreement.awaitVerdict(application, "readiness", "DEGRADED");
			assertThat(application.management("/actuator/health/readiness").statusCode()).isEqualTo(200);
			assertThat(requests(application).lastResult().reason())
				.matches("(\\d+) of \\1 worker threads in use \\(threshold 90 %\\)");
			application.bean(Work.class).held.countDown();
			ProbeAgreement.awaitVerdict(application, "readiness", "UP");
			assertThat(requests(application).lastResult().details()).extractingByKey("maxThreads")
				.matches((max) -> (Integer) max < 10, "of the application and not of the management port");
		}
	}

	/**
	 * For longer than it would take to fail.
	 */
	private static void passes(RunningApplication application) {
		for (int i = 0; i < 15; i++) {
			CheckSnapshot.LastRun seen = requests(application).lastRun();
			await().until(() -> requests(application).lastRun() != seen);
			assertThat(requests(application).state()).as(() -> requests(application).lastResult() + "")
				.isEqualTo(CheckState.PASSING);
		}
	}

	private RunningApplication start() {
		RunningApplication application = this.stack.starting(WorkingApplication.class, "management.server.port=0",
				"server.tomcat.threads.max=6", "server.jetty.threads.max=10", "server.jetty.threads.min=10",
				"probity.load.sustained-for=1s", "probity.checks.requests.interval=100ms",
				"probity.checks.requests.retry-interval=100ms", "probity.vitals.exclude=server");
		application.switchboard().finishStart();
		return application;
	}

	private static CheckSnapshot requests(RunningApplication application) {
		CheckSnapshot requests = application.bean(CheckMonitor.class).snapshot("requests");
		assertThat(requests).isNotNull();
		return requests;
	}

	/**
	 * Clients of the application.
	 */
	private static final class Callers implements AutoCloseable {

		private final HttpClient client = HttpClient.newHttpClient();

		private final AtomicBoolean stopped = new AtomicBoolean();

		private final URI base;

		private final Work work;

		Callers(RunningApplication application) {
			this.work = application.bean(Work.class);
			this.base = URI.create("http://localhost:"
					+ application.context().getEnvironment().getRequiredProperty("local.server.port"));
		}

		void send(String path, int requests) {
			for (int i = 0; i < requests; i++) {
				this.client.sendAsync(request(path), BodyHandlers.discarding());
			}
		}

		void keepSending(String path, int clients) {
			for (int i = 0; i < clients; i++) {
				again(path);
			}
		}

		void stopSending() {
			this.stopped.set(true);
		}

		private void again(String path) {
			if (!this.stopped.get()) {
				this.client.sendAsync(request(path), BodyHandlers.discarding())
					.whenComplete((response, ex) -> again(path));
			}
		}

		private HttpRequest request(String path) {
			return HttpRequest.newBuilder(this.base.resolve(path)).timeout(Duration.ofSeconds(60)).build();
		}

		@Override
		public void close() {
			stopSending();
			this.work.held.countDown();
			this.work.pending.complete("done");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, Work.class })
	static class WorkingApplication {

	}

	/**
	 * Holds the thread that it is called on, keeps it busy, or gives it back.
	 */
	@RestController
	static class Work {

		private final CountDownLatch held = new CountDownLatch(1);

		private final CompletableFuture<String> pending = new CompletableFuture<>();

		@GetMapping("/held")
		String held() throws InterruptedException {
			this.held.await();
			return "held";
		}

		@GetMapping("/busy")
		String busy() throws InterruptedException {
			this.held.await(20, TimeUnit.MILLISECONDS);
			return "busy";
		}

		@GetMapping("/pending")
		CompletableFuture<String> pending() {
			return this.pending;
		}

	}

}
