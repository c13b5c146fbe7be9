package dev.probity.port;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

/**
 * Every thread that takes requests waits: on Reactor Netty each event loop, since a
 * controller blocks it. Nothing answers on the application's port, and the probe port
 * says that it lives and is not ready.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class ProbePortBusyThreadsTests {

	private static final int MORE_THAN_ENOUGH = 64;

	private final WebStack stack;

	ProbePortBusyThreadsTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void neitherLivenessNorReadinessWaitsForThem() {
		try (RunningApplication application = this.stack.started(StuckApplication.class, "probity.probe-port=0",
				"server.tomcat.threads.max=2", "server.jetty.threads.max=8", "server.jetty.threads.min=8",
				"probity.checks.server.interval=100ms", "probity.checks.server.retry-interval=100ms",
				"probity.checks.server.timeout=500ms")) {
			Stuck stuck = application.bean(Stuck.class);
			URI main = URI.create("http://localhost:"
					+ application.context().getEnvironment().getRequiredProperty("local.server.port") + "/stuck");
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
			try {
				for (int i = 0; i < MORE_THAN_ENOUGH; i++) {
					client.sendAsync(HttpRequest.newBuilder(main).build(), BodyHandlers.discarding());
				}
				ProbeAgreement.awaitVerdict(application, "readiness", "DOWN");
				assertThat(nobodyAnswersOnItsOwnPort(client, main)).isTrue();
				for (int i = 0; i < 20; i++) {
					assertThat(application.probePort("/livez").statusCode()).isEqualTo(200);
					assertThat(application.probePort("/readyz").statusCode()).isEqualTo(503);
				}
			}
			finally {
				stuck.release.countDown();
			}
			ProbeAgreement.awaitVerdict(application, "readiness", "UP");
			assertThat(application.probePort("/readyz").statusCode()).isEqualTo(200);
		}
	}

	private static boolean nobodyAnswersOnItsOwnPort(HttpClient client, URI main) {
		CompletableFuture<?> livez = client.sendAsync(HttpRequest.newBuilder(main.resolve("/livez")).build(),
				BodyHandlers.discarding());
		return livez.completeOnTimeout(null, 1, TimeUnit.SECONDS).join() == null;
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, Stuck.class })
	static class StuckApplication {

	}

	@RestController
	static class Stuck {

		private final CountDownLatch release = new CountDownLatch(1);

		/**
		 * On Spring WebFlux this blocks an event loop.
		 */
		@GetMapping("/stuck")
		String stuck() throws InterruptedException {
			this.release.await(1, TimeUnit.MINUTES);
			return "stuck no more";
		}

	}

}
