package dev.probity.contract;

import java.util.stream.Stream;

import dev.probity.fixture.GrpcApplication;
import dev.probity.fixture.OneAtATime;
import dev.probity.fixture.PlainApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifest of applications without a web server, on Kubernetes and with no probe
 * port.
 */
class ManifestOfWorkersTests {

	@Test
	void whereNothingHasTheProbesItSaysHowToHaveThem() {
		try (ConfigurableApplicationContext worker = run(PlainApplication.class, "probity.probe-port=-1")) {
			assertThat(worker.getBean(ProbeContract.class).manifest())
				.contains("# Set 'probity.probe-port: 9595', since no port of this instance has the probes\n");
		}
	}

	@Test
	@OneAtATime("9595")
	void whereThePortByDefaultIsTheApplicationsItNamesAnother() {
		try (ConfigurableApplicationContext worker = run(PlainApplication.class, "spring.grpc.server.port=9595",
				"management.server.port=9596")) {
			TestPropertyValues.of("probity.paths.enabled=false").applyTo(worker);
			assertThat(worker.getBean(ProbeContract.class).manifest())
				.contains("# Set 'probity.probe-port: 9596', since no port of this instance has the probes\n");
		}
	}

	@Test
	void oneThatServesOverGrpcServesAndHasTheProbesThere() {
		try (ConfigurableApplicationContext worker = run(GrpcApplication.class,
				Stream.concat(Stream.of(GrpcApplication.SETTINGS), Stream.of("probity.probe-port=-1"))
					.toArray(String[]::new))) {
			TestPropertyValues.of("spring.grpc.server.port=9090").applyTo(worker);
			assertThat(worker.getBean(ProbeContract.class).manifest())
				.contains("      grpc:\n        port: 9090\n        service: liveness\n");
			assertThat(ServedPorts.of(worker).any()).isTrue();
		}
	}

	private static ConfigurableApplicationContext run(Class<?> source, String... properties) {
		return new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.properties("spring.main.cloud-platform=kubernetes", "spring.main.keep-alive=false")
			.properties(properties)
			.run();
	}

}
