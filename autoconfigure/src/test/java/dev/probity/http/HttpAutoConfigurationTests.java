package dev.probity.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.Variables;
import dev.probity.probe.ProbeStatus;
import dev.probity.settings.FailureAnalyzedException;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mock.env.MockPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Services under <code>probity.http</code>.
 */
@ExtendWith(OutputCaptureExtension.class)
class HttpAutoConfigurationTests {

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withConfiguration(AutoConfigurations.of(ProbityHttpAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("probity.defaults.interval=100ms", "probity.defaults.retry-interval=50ms");

	@Test
	void whereNoServiceIsNamedThereIsNothing() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(HttpCheckDefinitions.class));
	}

	@Test
	void aServiceIsOptionalForReadinessAndRequiredForTheFeatureThatNeedsIt() throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(200)) {
			this.runner
				.withPropertyValues("probity.http.payments.url=" + service.url("/livez"),
						"probity.features.checkout.checks=http/payments")
				.run((context) -> {
					Contexts.ready(context);
					Contexts.awaitStatus(context, "checkout", ProbeStatus.UP);
					service.says(500);
					Contexts.awaitStatus(context, "checkout", ProbeStatus.DOWN);
					assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.DEGRADED);
					assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
				});
		}
	}

	@Test
	void itIsSetAsAnyCheckIs() throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(500)) {
			this.runner
				.withPropertyValues("probity.http.payments.url=" + service.url("/livez"),
						"probity.checks.http.criticality=required", "probity.checks[http/payments].timeout=700ms")
				.run((context) -> {
					Contexts.ready(context);
					Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
					await().until(() -> Contexts.check(context, "http/payments").state() == CheckState.FAILING);
				});
		}
	}

	@ParameterizedTest
	@CsvSource({ "price-service, http/price-service", "[price.service], http/price.service",
			"[price/service], http/price/service", "priceService, http/priceService" })
	void aVariableSaysItOfTheServiceInTheFileThoughItHasNoSeparators(String inTheFile, String check) throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(200)) {
			String name = "probity.http." + inTheFile + ".";
			this.runner.withInitializer((context) -> {
				Variables
					.of("PROBITY_HTTP_PRICESERVICE_URL=" + service.url("/variable"),
							"PROBITY_HTTP_PRICE_SERVICE_HEADERS_AUTHORIZATION=Bearer variable",
							"PROBITY_HTTP_PRICESERVICE_HEADERS_X_API_KEY=variable")
					.initialize(context);
				context.getEnvironment()
					.getPropertySources()
					.addLast(new MockPropertySource("file").withProperty(name + "url", service.url("/file"))
						.withProperty(name + "method", "OPTIONS")
						.withProperty(name + "headers.Authorization", "Bearer file")
						.withProperty(name + "headers.X-Tenant", "file"));
			}).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(CheckMonitor.class).snapshots().keySet())
					.filteredOn((each) -> each.startsWith("http"))
					.containsExactly(check);
				await().until(() -> !service.heads().isEmpty());
				assertThat(service.heads().get(0).toLowerCase(Locale.ROOT)).startsWith("options /variable ")
					.contains("authorization: bearer variable\r\n", "x-api-key: variable\r\n", "x-tenant: file\r\n")
					.doesNotContain("xapikey", "bearer file");
			});
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			method=HEAD             | 'probity.http.payments.url' is not set
			url=payments:8080/livez | 'probity.http.payments.url' is 'payments:8080/livez', which is not the URL
			url=ftp://payments      | 'probity.http.payments.url' is 'ftp://payments', which is not the URL
			url=http://u:pw@host/   | 'probity.http.payments.url' has a user before its host
			""")
	void aUrlThatCannotBeAskedStopsTheStart(String setting, String message) {
		this.runner.withPropertyValues("probity.http.payments." + setting)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining(message)
				.hasMessageNotContaining("pw"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			expect-status=2000    | 'probity.http.payments.expect-status' has 2000
			ssl-bundle=internal   | 'probity.http.payments.ssl-bundle' is 'internal', but there is no SSL bundle
			headers.Host=elsewhere | 'probity.http.payments.headers.Host' cannot be sent
			""")
	void aSettingThatCannotHoldStopsTheStart(String setting, String message) {
		this.runner.withPropertyValues("probity.http.payments.url=http://payments", "probity.http.payments." + setting)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining(message));
	}

	@ParameterizedTest
	@CsvSource({ "probity.features.checkout.checks=http/paymets", "probity.checks[http/paymets].criticality=required",
			"management.endpoint.health.group.readiness.include=http/paymets" })
	void aServiceThatNobodyHasSetStopsTheStart(String setting) {
		this.runner.withPropertyValues("probity.http.payments.url=http://payments", setting).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.hasMessageContaining("http/paymets");
		});
	}

	@Test
	void aVariableThatNamesAServiceThatNobodyHasSetStopsTheStart() {
		this.runner.withPropertyValues("probity.http.payments.url=http://payments")
			.withInitializer(
					(context) -> Variables.of("PROBITY_CHECKS_HTTP_PAYMETS_CRITICALITY=required").initialize(context))
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("PROBITY_CHECKS_HTTP_PAYMETS_CRITICALITY"));
	}

	@Test
	void aServiceThatNobodyHasSetMayBeTolerated(CapturedOutput output) {
		this.runner.withPropertyValues("probity.validate-names=false", "probity.features.checkout.checks=http/paymets")
			.run((context) -> assertThat(output).contains("'checkout' lists 'http/paymets'", "is ignored"));
	}

	@Test
	void aServiceThatIsSetIsNotToldToHaveNoEffect(CapturedOutput output) {
		this.runner
			.withPropertyValues("probity.http.payments.url=http://payments",
					"probity.http[price/service].url=http://price")
			.withInitializer((context) -> Variables.of("PROBITY_HTTP_SEARCH_URL=http://search").initialize(context))
			.run((context) -> assertThat(output).doesNotContain("has no effect"));
	}

	/**
	 * As where the application is processed ahead of time without any.
	 */
	@Test
	void aServiceThatNothingAsksIsToldToHaveNoEffect(CapturedOutput output) {
		Contexts.withoutWeb()
			.withPropertyValues("probity.http.payments.url=http://payments")
			.run((context) -> assertThat(output)
				.containsOnlyOnce("The property 'probity.http.payments' has no effect: this application has no check"));
	}

	/**
	 * A file that has been read as the value ends with a line break.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\u0001", "\u00e9\u2713" })
	void aHeaderThatCannotBeSentIsNamedAndItsValueIsNot(String end) {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MockPropertySource("secrets").withProperty("probity.http.payments.headers.X-Api-Key",
						"3f2a" + end)))
			.withPropertyValues("probity.http.payments.url=http://payments",
					"probity.http.payments.headers.X-Tenant=shop")
			.run((context) -> {
				FailureAnalyzedException failure = (FailureAnalyzedException) NestedExceptionUtils
					.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure()));
				assertThat(failure).hasMessageContaining("'probity.http.payments.headers.X-Api-Key' cannot be sent: ")
					.hasMessageContaining(end.endsWith("\n") ? "ends with a line break" : "a character that no header");
				assertThat(context.getStartupFailure()).hasStackTraceContaining("X-Api-Key");
				assertThat(Throwables.getStackTrace(context.getStartupFailure())).doesNotContain("3f2a");
			});
	}

	/**
	 * Its first use opens connections, and resolves names.
	 */
	@Test
	void theFirstRunMayTakeLongerThanTheTimeout() throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(200)) {
			service.answersAfter(Duration.ofSeconds(1));
			this.runner
				.withPropertyValues("probity.http.payments.url=" + service.url("/"), "probity.defaults.timeout=300ms",
						"probity.startup.first-run-timeout=20s", "probity.defaults.interval=1m",
						"probity.defaults.retry-interval=1m", "probity.defaults.max-age=10m")
				.run((context) -> await()
					.until(() -> Contexts.check(context, "http/payments").state() == CheckState.PASSING));
			assertThat(service.heads()).hasSize(1);
		}
	}

	@Test
	void aServiceThatHangsHoldsUpNobody() throws Exception {
		try (ServiceOverHttp service = ServiceOverHttp.saying(200)) {
			service.isSilent();
			this.runner
				.withPropertyValues("probity.http.payments.url=" + service.url("/"), "probity.defaults.timeout=200ms",
						"probity.startup.first-run-timeout=200ms")
				.run((context) -> {
					Contexts.ready(context);
					await().atMost(Duration.ofSeconds(10))
						.until(() -> Contexts.check(context, "http/payments").state() == CheckState.FAILING);
					assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.DEGRADED);
				});
		}
	}

}
