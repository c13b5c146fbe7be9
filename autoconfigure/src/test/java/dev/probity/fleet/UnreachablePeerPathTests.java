package dev.probity.fleet;

import java.util.stream.Stream;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Where a filter stands before the peers on the port of the application, it is told.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnreachablePeerPathTests {

	private static final String[] PROPERTIES = { "probity.fleet.peers=localhost:1",
			"logging.level.dev.probity.inquiry.ProbeInquiry=info" };

	@Test
	void whoeverRefusesPeersIsTold(CapturedOutput output) {
		try (RunningApplication application = start(Guarded.class)) {
			await().untilAsserted(() -> assertThat(output).contains("Probes: "));
			assertThat(output).containsPattern(
					"WARN .*Probity does not answer peers at http://[^ ]+/peerz/\\*\\* \\(401\\), so none of them gets an opinion");
		}
	}

	@Test
	void nothingIsToldWhereNobodyDoes(CapturedOutput output) {
		try (RunningApplication application = start(PlainApplication.class)) {
			await().untilAsserted(() -> assertThat(output).contains("Probes: "));
			assertThat(output).doesNotContain("does not answer");
		}
	}

	@Test
	void nothingIsToldWhereTheProbePortAnswersThem(CapturedOutput output) {
		try (RunningApplication application = start(Guarded.class, "probity.probe-port=0")) {
			await().untilAsserted(() -> assertThat(output).contains("Probes: "));
			assertThat(output).doesNotContain("does not answer");
		}
	}

	private static RunningApplication start(Class<?> application, String... properties) {
		return WebStack.TOMCAT.started(application,
				Stream.concat(Stream.of(PROPERTIES), Stream.of(properties)).toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class Guarded {

		@Bean
		Filter guard() {
			return (request, response, chain) -> {
				if (((HttpServletRequest) request).getRequestURI().startsWith("/peerz")) {
					((HttpServletResponse) response).setStatus(401);
				}
				else {
					chain.doFilter(request, response);
				}
			};
		}

	}

}
