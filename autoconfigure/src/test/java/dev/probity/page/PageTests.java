package dev.probity.page;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;

import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who gets the page at the endpoint, and what stands on it.
 */
@ParameterizedClass
@EachFramework
class PageTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,probity";

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private static final Pattern LOADED = Pattern.compile("<script|<link|<img|<iframe|<object|@import|url\\(|style=");

	private final WebStack stack;

	PageTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void aBrowserGetsThePageAndEverybodyElseTheJson() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED)) {
			assertThat(type(application.actuator("/probity", "Accept", BROWSER))).startsWith("text/html");
			assertThat(type(application.actuator("/probity", "Accept", "text/html"))).startsWith("text/html");
			String actuator = "application/vnd.spring-boot.actuator.v3+json";
			assertThat(type(application.actuator("/probity"))).isEqualTo(actuator);
			assertThat(type(application.actuator("/probity", "Accept", "*/*"))).isEqualTo(actuator);
			assertThat(type(application.actuator("/probity", "Accept", "application/json")))
				.isEqualTo("application/json");
			assertThat(type(application.actuator("/probity", "Accept", "application/json, text/plain, */*")))
				.endsWith("json");
			assertThat(type(application.actuator("/probity", "Accept",
					"application/vnd.spring-boot.actuator.v2+json, application/json")))
				.isEqualTo("application/vnd.spring-boot.actuator.v2+json");
			assertThat(application.actuator("/probity", "Accept", "application/json").body()).startsWith("{\"phase\"");
		}
	}

	@Test
	void itIsWhereTheEndpointIs() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, EXPOSED,
				"management.server.port=0", "management.server.base-path=/ops",
				"management.endpoints.web.base-path=/manage")) {
			HttpResponse<String> page = application.management("/ops/manage/probity?refresh=off", "Accept", BROWSER);
			assertThat(type(page)).startsWith("text/html");
			assertThat(page.body()).contains("<h2>Checks</h2>").doesNotContain("http-equiv=\"refresh\"");
		}
	}

	@Test
	void itIsBelowOtherPathsWithTheLastRunsAndTheManifest() {
		String[] properties = StringUtils.addStringToArray(this.stack.otherPaths(), EXPOSED);
		try (RunningApplication application = this.stack.started(PlainApplication.class, properties)) {
			await().untilAsserted(() -> assertThat(page(application))
				.contains("<h1>Ready", "<h2>The manifest that fits</h2>", "livenessProbe:")
				.containsPattern("orders</th>.*aria-label=\"last \\d+ runs: 0 failed, 0 inconclusive; median"));
			assertThat(application.actuator("/probity?refresh=off").body()).startsWith("{\"phase\"");
		}
	}

	@Test
	void itNeedsNothingElseAndSaysSoToTheBrowser() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED)) {
			String page = page(application);
			assertThat(LOADED.matcher(page).results()).isEmpty();
			assertThat(page).contains("default-src &#39;none&#39;; style-src &#39;sha256-")
				.contains("<meta http-equiv=\"refresh\"")
				.hasSizeLessThan(30 * 1024);
		}
	}

	@Test
	void whatFailsComesFirstWithItsReasonForThoseWhoMaySeeDetails() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED,
				"management.endpoint.health.show-details=always")) {
			application.switchboard().orders().fail();
			await().untilAsserted(() -> assertThat(page(application)).containsSubsequence("<tbody>", "orders</th>",
					"FAILING", "switched off", "</tbody>"));
			String page = page(application);
			assertThat(page.substring(page.indexOf("<tbody>"))).containsSubsequence("orders</th>", "search</th>");
			assertThat(page).containsSubsequence("<h3>readiness</h3>", "DOWN", "aria-label=\"orders:", "FAILING since",
					"probe readiness: UP → DOWN", "| probe readiness | UP | DOWN |");
		}
	}

	@Test
	void reasonsAreKeptFromThoseWhoMayNotSeeDetails() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED)) {
			application.switchboard().orders().fail();
			await().untilAsserted(() -> assertThat(page(application)).contains("FAILING"));
			assertThat(page(application)).doesNotContain("switched off");
		}
	}

	@Test
	void whatAnOperatorHasWrittenStaysText() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED,
				"management.endpoint.health.show-details=always")) {
			application.post("/actuator/probity",
					"{\"readiness\":\"not-ready\",\"reason\":\"<script>alert(1)</script> | & 'quoted'\"}");
			String page = page(application);
			assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt; | &amp; &#39;quoted&#39;")
				.doesNotContain("<script>");
		}
	}

	private static String page(RunningApplication application) {
		return application.actuator("/probity", "Accept", BROWSER).body();
	}

	private static String type(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(200);
		return response.headers().firstValue("Content-Type").orElseThrow();
	}

}
