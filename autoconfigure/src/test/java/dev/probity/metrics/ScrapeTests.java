package dev.probity.metrics;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.probe.CheckRegistry;
import dev.probity.probe.Criticality;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a scrape by Prometheus does to the checks: nothing.
 */
@Timeout(120)
class ScrapeTests {

	private static final int HUNG = 10;

	private static final int SCRAPES = 20;

	private static final CheckPolicy ONCE = CheckPolicy.of(Duration.ofHours(1), Duration.ofHours(1),
			Duration.ofSeconds(10), 1, 1, 0, null);

	private final AtomicInteger passed = new AtomicInteger();

	private final AtomicInteger entered = new AtomicInteger();

	private final CountDownLatch release = new CountDownLatch(1);

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void asksNoCheckAndWaitsForNoneWhileTenHang(WebStack stack) {
		try (RunningApplication application = stack.started(PlainApplication.class,
				"management.endpoints.web.exposure.include=health,prometheus", "probity.defaults.timeout=1s",
				"probity.startup.first-run-timeout=1s")) {
			CheckRegistry checks = application.bean(CheckRegistry.class);
			List<String> names = IntStream.range(0, HUNG).mapToObj((index) -> "hung-" + index).toList();
			try {
				names.forEach((name) -> checks.register(name, (DependencyCheck) this::hang, Criticality.OBSERVED));
				await().untilAsserted(
						() -> assertThat(scrape(application).lines().filter(ScrapeTests::isHung).toList()).hasSize(HUNG)
							.allMatch((line) -> line.endsWith(" 1.0")));
				checks.register(new CheckRegistration("quiet", (DependencyCheck) this::pass, ONCE),
						Criticality.OBSERVED);
				await().untilAsserted(() -> assertThat(this.passed).hasPositiveValue());
				List<Thread> inside = workers();
				for (int i = 0; i < SCRAPES; i++) {
					scrape(application);
				}
				assertThat(this.passed).hasValue(1);
				assertThat(this.entered).hasValue(HUNG);
				assertThat(inside).hasSize(HUNG);
				assertThat(workers()).containsExactlyInAnyOrderElementsOf(inside);
			}
			finally {
				this.release.countDown();
			}
			names.forEach(checks::unregister);
			await().untilAsserted(() -> assertThat(scrape(application)).doesNotContain("hung-"));
		}
	}

	private CheckResult pass() {
		this.passed.incrementAndGet();
		return CheckResult.passed();
	}

	private CheckResult hang() {
		this.entered.incrementAndGet();
		while (true) {
			try {
				this.release.await();
				return CheckResult.passed();
			}
			catch (InterruptedException ex) {
				// what hangs does not care
			}
		}
	}

	private static boolean isHung(String line) {
		return line.matches("probity_check_state\\{check=\"hung-\\d\",criticality=\"observed\",state=\"failing\"}.*");
	}

	private static List<Thread> workers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("probity-check-hung-"))
			.toList();
	}

	private static String scrape(RunningApplication application) {
		HttpResponse<String> response = application.actuator("/prometheus");
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

}
