package dev.probity.web;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockHound;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The event loops of WebFlux, which no probe may block.
 */
@Tag("event-loop")
class EventLoopTests {

	private static final List<Throwable> BLOCKED = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void watch() {
		BlockHound.install((builder) -> builder
			.blockingMethodCallback((method) -> BLOCKED.add(new IllegalStateException(method.toString()))));
	}

	@BeforeEach
	void forget() {
		BLOCKED.clear();
	}

	@Test
	void aBlockingCallIsNoticed() {
		try (RunningApplication application = WebStack.REACTOR_NETTY.started(BlockingApplication.class)) {
			assertThat(application.get("/blocks").body()).isEqualTo("blocked");
		}
		assertThat(BLOCKED).isNotEmpty();
	}

	@Test
	void noProbeBlocksInAnyState() {
		try (RunningApplication application = WebStack.REACTOR_NETTY.starting(PlainApplication.class,
				ProbeAgreement.FEATURES)) {
			ProbeAgreement.of(application).holdsInEveryState();
			assertThat(application.actuator("/health").statusCode()).isEqualTo(200);
		}
		assertThat(BLOCKED).isEmpty();
	}

	@Test
	void noVerboseAnswerAndNoHeaderBlocks() {
		try (RunningApplication application = WebStack.REACTOR_NETTY.started(SecuredApplication.class,
				StringUtils.concatenateStringArrays(ProbeAgreement.FEATURES,
						new String[] { "management.endpoint.health.show-components=always",
								"spring.main.lazy-initialization=true" }))) {
			application.switchboard().search().fail();
			ProbeAgreement.of(application).readinessIs("DEGRADED");
			// what Spring Boot makes with the first request only is no probe's
			BLOCKED.clear();
			assertThat(application.get("/readyz?verbose").body()).contains("[-]search failed: reason withheld");
			assertThat(application.get("/readyz/browse?verbose").statusCode()).isEqualTo(503);
			assertThat(application.get("/livez?verbose").statusCode()).isEqualTo(200);
			assertThat(application.actuator("/health/readiness").headers().firstValue("X-Health-Degraded"))
				.hasValue("search");
		}
		assertThat(BLOCKED).isEmpty();
	}

	@Test
	void noProbeBlocksBehindSecurityWithAManagementPortOfItsOwn() {
		try (RunningApplication application = WebStack.REACTOR_NETTY.starting(SecuredApplication.class,
				"management.server.port=0", "management.endpoint.health.show-details=always")) {
			ProbeAgreement.of(application).holdsInEveryState();
		}
		assertThat(BLOCKED).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class BlockingApplication {

		@RestController
		static class BlockingController {

			@GetMapping("/blocks")
			String block() throws InterruptedException {
				Thread.sleep(1);
				return "blocked";
			}

		}

	}

}
