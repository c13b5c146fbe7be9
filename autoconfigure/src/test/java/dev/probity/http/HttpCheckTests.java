package dev.probity.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.probity.check.CheckResult;
import dev.probity.settings.HttpProperties.Method;
import dev.probity.web.ReadinessDepth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A service that the application calls, asked over real connections.
 */
class HttpCheckTests {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ReadinessDepth depth = new ReadinessDepth();

	@ParameterizedTest
	@ValueSource(ints = { 200, 204, 302, 401, 404, 429 })
	void whatAnswersIsThere(int status) throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(status)) {
			CheckResult result = check(service.url("/health"), Set.of()).check();
			assertThat(result).isInstanceOf(CheckResult.Passed.class);
			assertThat(result.details()).containsEntry("status", status).containsEntry("url", service.url("/health"));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503 })
	void whatAnswersThatItCannotServeFails(int status) throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(status)) {
			CheckResult result = check(service.url("/health"), Set.of()).check();
			assertThat(result).isInstanceOf(CheckResult.Failed.class);
			assertThat(result.reason()).isEqualTo("GET %s was answered with %d", service.url("/health"), status);
		}
	}

	@Test
	void onlyTheExpectedStatusesPassWhereTheyAreSet() throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(204)) {
			assertThat(check(service.url("/"), Set.of(200, 204)).check()).isInstanceOf(CheckResult.Passed.class);
			service.says(404);
			assertThat(check(service.url("/"), Set.of(200, 204)).check()).isInstanceOf(CheckResult.Failed.class);
		}
	}

	@Test
	void aRedirectIsNotFollowed() throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(302, "Location: /elsewhere")) {
			assertThat(check(service.url("/here"), Set.of(200)).check().reason()).endsWith("was answered with 302");
			assertThat(service.heads()).singleElement().asString().startsWith("GET /here HTTP/1.1");
		}
	}

	@Test
	void aServiceThatSaysNothingFailsAfterTheTimeout() throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(200)) {
			service.isSilent();
			CheckResult result = check(service.url("/"), Set.of()).check();
			assertThat(result).isInstanceOf(CheckResult.Failed.class);
			await().untilAsserted(() -> assertThat(service.open()).isZero());
		}
	}

	@Test
	void aBodyThatNeverEndsIsNotWaitedForAndKeepsNoMoreThanOneConnection() throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(200)) {
			service.neverEnds();
			HttpCheck check = check(service.url("/"), Set.of());
			for (int run = 0; run < 20; run++) {
				assertThat(check.check()).isInstanceOf(CheckResult.Passed.class);
			}
			await().untilAsserted(() -> assertThat(service.open()).isLessThanOrEqualTo(1));
		}
	}

	@Test
	void aServiceThatIsNotThereFails() throws IOException {
		ServiceOverHttp service = ServiceOverHttp.saying(200);
		service.close();
		assertThat(failure(check(service.url("/"), Set.of())))
			.startsWith("GET " + service.url("/") + " was not answered: ")
			.contains("ConnectException");
	}

	@Test
	void whatIsSecretInTheUrlOrTheHeadersIsShownNowhere() throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(503)) {
			HttpTarget target = new HttpTarget("payments", URI.create(service.url("/health?token=s3cr3t")), Method.GET,
					Map.of("Authorization", "Bearer s3cr3t"), Set.of(), new ForeignReadiness.Refused());
			CheckResult result = new HttpCheck(target, () -> this.client, Duration.ofSeconds(2)).check();
			assertThat(service.heads().get(0)).contains("token=s3cr3t").contains("Authorization: Bearer s3cr3t");
			assertThat(result.reason() + result.details()).contains("/health").doesNotContain("s3cr3t");
		}
	}

	@Test
	void theReadinessOfAnotherApplicationIsRefused() throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(200, "X-Probity-Depth: 0")) {
			assertThat(check(service.url("/readyz"), Set.of()).check().reason())
				.contains("is the readiness probe of another application with Probity")
				.endsWith("or set probity.http.payments.accept-readiness=true");
		}
	}

	@Test
	void theReadinessOfAnotherApplicationCountsWhereItIsAccepted() throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(503, "X-Probity-Depth: 1")) {
			assertThat(accepting(service.url("/readyz")).check()).isInstanceOf(CheckResult.Failed.class);
			service.says(200, "X-Probity-Depth: 1");
			assertThat(accepting(service.url("/readyz")).check()).isInstanceOf(CheckResult.Passed.class);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "2", "7", "-1", "many" })
	void readinessThatRestsOnOthersOverTwoHopsIsNoOpinion(String depth) throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(503, "X-Probity-Depth: " + depth)) {
			assertThat(accepting(service.url("/readyz")).check()).isInstanceOf(CheckResult.Passed.class);
		}
	}

	private static String failure(HttpCheck check) {
		try {
			return Objects.requireNonNull(check.check().reason());
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private HttpCheck check(String url, Set<Integer> expected) {
		return check(url, expected, new ForeignReadiness.Refused());
	}

	private HttpCheck accepting(String url) {
		return check(url, Set.of(), new ForeignReadiness.Accepted(this.depth));
	}

	private HttpCheck check(String url, Set<Integer> expected, ForeignReadiness readiness) {
		HttpTarget target = new HttpTarget("payments", URI.create(url), Method.GET, Map.of(), expected, readiness);
		return new HttpCheck(target, () -> this.client, Duration.ofMillis(500));
	}

}
