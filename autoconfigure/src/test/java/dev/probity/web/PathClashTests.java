package dev.probity.web;

import java.util.Map;

import dev.probity.fixture.Contexts;
import dev.probity.settings.FailureAnalyzedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Short paths that cannot be, and those that the application answers itself.
 */
class PathClashTests {

	private final WebApplicationContextRunner runner = Contexts.withMvc();

	@ParameterizedTest
	@CsvSource({ "liveness, livez", "readiness, /readyz/", "startup, /{probe}", "readiness, /ready*",
			"liveness, /live z", "startup, ''", "readiness, /", "liveness, //livez", "startup, /startupz?x" })
	void aPathThatIsNotPlainStopsTheStart(String probe, String path) {
		this.runner.withPropertyValues("probity.paths.%s=%s".formatted(probe, path)).run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(probe, "'" + path + "'", "plain path");
			assertThat(analysis.getAction()).isEqualTo("Correct the property 'probity.paths.%s'.", probe);
		});
	}

	@Test
	void onePathForTwoProbesStopsTheStart() {
		this.runner.withPropertyValues("probity.paths.startup=/readyz").run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("startup", "'/readyz'", "another probe");
		});
	}

	@Test
	void aControllerOnAShortPathStopsTheStart() {
		this.runner.withBean(ReadyController.class)
			.run((context) -> assertClash(context.getStartupFailure(), "ready()"));
	}

	@Test
	void aControllerOnAShortPathOfSeveralSegmentsStopsTheStart() {
		this.runner.withBean(ReadyController.class)
			.withPropertyValues("probity.paths.readiness=/probes/ready/now")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription())
				.contains("'/probes/ready/now'", "now()"));
		this.runner.withBean(ReadyController.class)
			.withPropertyValues("probity.paths.readiness=/probes", "probity.features.ready.checks=db",
					"probity.validate-names=false")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription())
				.contains("'/probes/ready'", "feature()"));
	}

	@Test
	void aControllerOnAShortPathStopsALazyStartToo() {
		this.runner.withBean(ReadyController.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertClash(context.getStartupFailure(), "ready()"));
	}

	@Test
	void aViewControllerOnAShortPathStopsTheStart() {
		this.runner.withUserConfiguration(ReadyView.class)
			.run((context) -> assertClash(context.getStartupFailure(), "ParameterizableViewController"));
	}

	@Test
	void aControllerOnAShortPathStopsTheStartOnWebFluxToo() {
		Contexts.withWebFlux()
			.withBean(ReadyController.class)
			.run((context) -> assertClash(context.getStartupFailure(), "ready()"));
	}

	@Test
	void aHandlerMappingOnAShortPathStopsTheStartOnWebFlux() {
		Contexts.withWebFlux()
			.withBean(SimpleUrlHandlerMapping.class,
					() -> new SimpleUrlHandlerMapping(Map.of("/readyz", new ReadyController())))
			.run((context) -> assertClash(context.getStartupFailure(), "ReadyController"));
	}

	@Test
	void aPatternThatMatchesAShortPathDoesNotClashOnWebFlux() {
		Contexts.withWebFlux().withBean(SlugController.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aControllerOnARenamedPathDoesNotClash() {
		this.runner.withBean(ReadyController.class)
			.withPropertyValues("probity.paths.readiness=/ready")
			.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withBean(ReadyController.class)
			.withPropertyValues("probity.paths.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aPatternThatMatchesAShortPathDoesNotClash() {
		this.runner.withBean(SlugController.class).run((context) -> assertThat(context).hasNotFailed());
	}

	private static void assertClash(Throwable failure, String handler) {
		FailureAnalysis analysis = analysis(failure);
		assertThat(analysis.getDescription()).contains("'/readyz'", "readiness", handler);
		assertThat(analysis.getAction()).contains("'probity.paths.readiness'", "'probity.paths.enabled'");
	}

	private static FailureAnalysis analysis(Throwable failure) {
		assertThat(failure).isNotNull();
		Throwable cause = failure;
		while (!(cause instanceof FailureAnalyzedException) && cause.getCause() != null) {
			cause = cause.getCause();
		}
		assertThat(cause).isInstanceOf(FailureAnalyzedException.class);
		return ((FailureAnalyzedException) cause).analysis();
	}

	@RestController
	static class ReadyController {

		@GetMapping("/readyz")
		String ready() {
			return "always";
		}

		@GetMapping("/probes/ready/now")
		String now() {
			return "always";
		}

		@GetMapping("/probes/ready")
		String feature() {
			return "always";
		}

	}

	@RestController
	static class SlugController {

		@GetMapping({ "/{slug}", "/**", "/ready*" })
		String page() {
			return "page";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReadyView implements WebMvcConfigurer {

		@Override
		public void addViewControllers(ViewControllerRegistry registry) {
			registry.addViewController("/readyz").setViewName("ready");
		}

	}

}
