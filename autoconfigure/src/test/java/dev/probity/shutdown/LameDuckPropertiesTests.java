package dev.probity.shutdown;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.fixture.Contexts;
import dev.probity.jdbc.HikariClosing;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.LameDuckConsumers;
import dev.probity.settings.LameDuckProperties;
import dev.probity.settings.ProbityProperties;
import org.apache.coyote.http2.Http2Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How properties and environment become a duration, and what is there without which
 * library.
 */
class LameDuckPropertiesTests {

	@ParameterizedTest
	@CsvSource({ "true,7s", "false,0s", ",0s" })
	void elsewhereItIsOnOnlyIfItIsSaidToBe(Boolean enabled, String expected) {
		assertThat(duration(enabled, new MockEnvironment())).hasToString(Duration.parse("PT" + expected).toString());
	}

	@ParameterizedTest
	@CsvSource({ "true,7s", "false,0s", ",7s" })
	void onKubernetesItIsOnUnlessItIsSaidNotToBe(Boolean enabled, String expected) {
		MockEnvironment kubernetes = new MockEnvironment().withProperty("spring.main.cloud-platform", "kubernetes");
		assertThat(duration(enabled, kubernetes)).hasToString(Duration.parse("PT" + expected).toString());
	}

	@Test
	void inATestItIsOff() {
		MockEnvironment test = new MockEnvironment()
			.withProperty("org.springframework.boot.test.context.SpringBootTestContextBootstrapper", "true");
		assertThat(duration(true, test)).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "-1s,-1s", "601s,10m1s", "1h,1h" })
	void aDurationOutOfItsRangeStopsTheStart(String value, String written) {
		Contexts.withoutWeb().withPropertyValues("probity.lame-duck.duration=" + value).run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains(" is " + written + ", but it must be from 0s to 10m");
			assertThat(analysis.getDescription()).contains("'probity.lame-duck.duration'");
			assertThat(analysis.getAction()).contains("grace period", "'probity.lame-duck.enabled'");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					http-status=200                | http-status' is 200, but it must be from 400 to 599        | http-check disable-on-404
					http-status=600                | http-status' is 600, but it must be from 400 to 599        | probity.lame-duck.keep-ready
					""")
	void whatMakesNoSenseStopsTheStart(String settings, String description, String action) {
		Contexts.withoutWeb().withPropertyValues(("probity.lame-duck." + settings).split(",")).run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains(description);
			assertThat(analysis.getAction()).contains(action);
		});
	}

	@ParameterizedTest
	@CsvSource({ "0s", "10m" })
	void theEndsOfTheRangeAreAllowed(String value) {
		Contexts.withoutWeb()
			.withPropertyValues("probity.lame-duck.duration=" + value)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(LameDuck.class));
	}

	@Test
	void whatItDoesNotHaveStopsTheStart() {
		Contexts.withoutWeb()
			.withPropertyValues("probity.lame-duck.early-end.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("probity.lame-duck.early-end.enabled"));
	}

	@Test
	void withoutHikariNoPoolIsHurried() {
		Contexts.withoutWeb().run((context) -> assertThat(context).hasSingleBean(HikariClosing.class));
		Contexts.withoutWeb()
			.withClassLoader(new FilteredClassLoader(HikariDataSource.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(LameDuck.class)
				.doesNotHaveBean(HikariClosing.class));
	}

	@Test
	void withoutTheLibrariesOfServersItHasNoneToHoldUp() {
		Contexts.withoutWeb()
			.withClassLoader(new FilteredClassLoader(WebServerInitializedEvent.class, GrpcServerLifecycle.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(LameDuck.class)
				.doesNotHaveBean(Servers.class));
	}

	@Test
	void tomcatIsAskedAboutHttp2WhereItIs() {
		Contexts.withMvc().run((context) -> assertThat(context).hasSingleBean(TomcatHttp2Connections.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { TomcatConnectorCustomizer.class, Http2Protocol.class })
	void withoutTomcatItIsNotAskedAboutHttp2(Class<?> missing) {
		Contexts.withMvc()
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(LameDuck.class)
				.doesNotHaveBean(TomcatHttp2Connections.class));
	}

	@Test
	void withoutProbityThereIsNone() {
		Contexts.withMvc()
			.withPropertyValues("probity.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LameDuck.class));
	}

	private static FailureAnalysis analysis(AssertableApplicationContext context) {
		assertThat(context.getStartupFailure()).isNotNull().hasRootCauseInstanceOf(FailureAnalyzedException.class);
		Throwable failure = context.getStartupFailure();
		while (failure.getCause() != null) {
			failure = failure.getCause();
		}
		return ((FailureAnalyzedException) failure).analysis();
	}

	private static Duration duration(Boolean enabled, MockEnvironment environment) {
		return LameDuckSettings
			.policy(new LameDuckProperties(enabled, Duration.ofSeconds(7), 503, false, LameDuckConsumers.STOP),
					environment)
			.duration();
	}

}
