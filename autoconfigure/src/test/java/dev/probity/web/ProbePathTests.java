package dev.probity.web;

import java.net.http.HttpResponse;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a short path answers to which request.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class ProbePathTests {

	private static RunningApplication application;

	@Parameter
	WebStack stack;

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack) {
		application = stack.started(GreedyApplication.class);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		application.close();
	}

	@AfterEach
	void allIsWell() {
		application.switchboard().orders().pass();
		ProbeAgreement.of(application).readinessIs("UP");
	}

	@Test
	void answersTheStatusAsJsonThatNobodyMayKeep() {
		HttpResponse<String> response = application.get("/readyz");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
	}

	@Test
	void answersTheSameToHeadWithoutTheBody() {
		assertHeadIsLikeGet();
		application.switchboard().orders().fail();
		ProbeAgreement.of(application).readinessIs("DOWN");
		assertHeadIsLikeGet();
	}

	private static void assertHeadIsLikeGet() {
		HttpResponse<String> get = application.get("/readyz");
		HttpResponse<String> head = application.send("HEAD", "/readyz");
		assertThat(head.statusCode()).isEqualTo(get.statusCode());
		assertThat(head.body()).isEmpty();
		assertThat(head.headers().firstValue("Content-Length"))
			.hasValue(Integer.toString(get.body().getBytes().length));
	}

	@Test
	void answersTheSameToOptionsAndSaysWhatIsAllowed() {
		assertOptionsIsLikeGet("/readyz");
		application.switchboard().orders().fail();
		ProbeAgreement.of(application).readinessIs("DOWN");
		assertOptionsIsLikeGet("/readyz");
		assertOptionsIsLikeGet("/readyz?verbose");
		assertOptionsIsLikeGet("/livez");
	}

	@Test
	void answersTheStatusOfAReadinessGroupToOptions() {
		assertThat(application.send("OPTIONS", "/actuator/health/readiness").statusCode()).isEqualTo(200);
		application.switchboard().orders().fail();
		ProbeAgreement.of(application).readinessIs("DOWN");
		HttpResponse<String> response = application.send("OPTIONS", "/actuator/health/readiness");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Allow")).get().asString().contains("GET").contains("OPTIONS");
	}

	private static void assertOptionsIsLikeGet(String path) {
		HttpResponse<String> get = application.get(path);
		HttpResponse<String> options = application.send("OPTIONS", path);
		assertThat(options.statusCode()).isEqualTo(get.statusCode());
		assertThat(options.body()).isEqualTo(get.body());
		assertThat(options.headers().allValues("Allow")).containsExactly("GET, HEAD, OPTIONS");
		assertThat(get.headers().firstValue("Allow")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE", "PROPFIND" })
	void allowsNothingElse(String method) {
		HttpResponse<String> response = application.send(method, "/readyz");
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/xml", "*/*", "nonsense" })
	void answersWhateverIsAccepted(String accept) {
		HttpResponse<String> response = application.send("GET", "/readyz", "Accept", accept);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
	}

	@Test
	void ignoresAQueryButForVerbose() {
		assertThat(application.get("/readyz?exclude=db&a=verbose").body()).isEqualTo("{\"status\":\"UP\"}");
		assertThat(application.get("/readyz?verbose").body()).isEqualTo("readyz check passed\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz", "/startupz" })
	void winsAgainstThePatternsOfTheApplication(String path) {
		assertThat(application.get(path).body()).isEqualTo("{\"status\":\"UP\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/readyz/", "/readyz/orders", "/readyz.json", "/READYZ" })
	void leavesEveryOtherPathToTheApplication(String path) {
		assertThat(application.get(path).body()).isEqualTo("greedy");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class GreedyApplication {

		@RestController
		static class GreedyController {

			@GetMapping({ "/{slug}", "/**" })
			String anything() {
				return "greedy";
			}

		}

	}

}
