package dev.probity.fleet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Peers whose applications are below another path, which ends with a slash as people
 * write it.
 */
class PeersBelowAPathTests {

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "REACTOR_NETTY" })
	void findEachOther(WebStack stack) throws Exception {
		String[] paths = stack.isReactive() ? new String[] { "spring.webflux.base-path=shop/" }
				: new String[] { "server.servlet.context-path=/shop/", "spring.mvc.servlet.path=/api/" };
		try (RunningApplication asked = start(stack, paths);
				RunningApplication asking = start(stack,
						Stream
							.concat(Stream.of(paths),
									Stream.of("probity.fleet.peers=127.0.0.1:"
											+ asked.bean(Environment.class).getRequiredProperty("local.server.port")))
							.toArray(String[]::new))) {
			PeerQuestions questions = asking.bean(PeerQuestions.class);
			// the other is nobody's
			await().until(() -> questions.peers() > 1);
			CompletableFuture<Poll> answer = new CompletableFuture<>();
			questions.ask("stock", 10, answer::complete);
			assertThat(answer.get(10, TimeUnit.SECONDS).passing()).isOne();
		}
	}

	private static RunningApplication start(WebStack stack, String... properties) {
		return stack.started(AskedApplication.class,
				Stream.concat(Stream.of(AskedApplication.PROPERTIES), Stream.of(properties)).toArray(String[]::new));
	}

}
