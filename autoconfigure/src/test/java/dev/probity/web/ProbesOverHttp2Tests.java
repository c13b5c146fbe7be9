package dev.probity.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server that takes HTTP/2 without TLS answers probes in that, and kubelets in
 * HTTP/1.1.
 */
class ProbesOverHttp2Tests {

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void theAnswerIsTheSameInBoth(WebStack stack) throws Exception {
		try (RunningApplication application = stack.started(PlainApplication.class, "server.http2.enabled=true")) {
			for (Version version : Version.values()) {
				assertThat(answer(application, version)).extracting(HttpResponse::version, HttpResponse::statusCode)
					.containsExactly(version, 200);
			}
			application.switchboard().orders().fail();
			await().untilAsserted(() -> assertThat(answer(application, Version.HTTP_1_1).statusCode()).isEqualTo(503));
			assertThat(answer(application, Version.HTTP_2)).extracting(HttpResponse::version, HttpResponse::statusCode)
				.containsExactly(Version.HTTP_2, 503);
		}
	}

	private static HttpResponse<String> answer(RunningApplication application, Version version) throws Exception {
		String port = application.context().getEnvironment().getRequiredProperty("local.server.port");
		HttpClient client = HttpClient.newBuilder().version(version).build();
		return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/readyz")).build(),
				BodyHandlers.ofString());
	}

}
