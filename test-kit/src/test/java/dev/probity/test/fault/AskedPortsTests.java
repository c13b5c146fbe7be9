package dev.probity.test.fault;

import java.time.Duration;

import dev.probity.test.AutoConfigureProbityTest;
import dev.probity.test.ProbityTester;
import dev.probity.test.contract.honest.HonestApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

import static dev.probity.test.fault.ProbeAssertions.assertThatLiveness;
import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Each port of an application is asked where it has its probes.
 */
@SpringBootTest(classes = HonestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "management.server.base-path=/ops", "probity.probe-port=0",
				"server.servlet.context-path=/shop" })
@AutoConfigureProbityTest
class AskedPortsTests {

	private static final Duration A_MOMENT = Duration.ofMillis(200);

	@Autowired
	private Environment environment;

	@Test
	void theManagementPortByItsGroups(@LocalManagementPort int port) {
		assertThatReadiness(port).staysUpFor(A_MOMENT);
		assertThatLiveness(port).staysUpFor(A_MOMENT);
	}

	@Test
	void theOthersByTheirShortPaths(@LocalServerPort int port) {
		assertThatReadiness(port).staysUpFor(A_MOMENT);
		assertThatReadiness(this.environment.getRequiredProperty("local.probity.probe-port", Integer.class))
			.staysUpFor(A_MOMENT);
	}

	@Test
	void anApplicationWithoutAWebServerOnItsProbePort() {
		try (ConfigurableApplicationContext worker = worker("probity.probe-port=0")) {
			assertThatReadiness(worker).comesBackWithin(Duration.ofSeconds(20)).staysUpFor(A_MOMENT);
		}
		try (ConfigurableApplicationContext worker = worker("probity.probe-port=-1")) {
			assertThatIllegalStateException().isThrownBy(() -> assertThatReadiness(worker))
				.withMessageContaining("probity.probe-port=0");
		}
	}

	private static ConfigurableApplicationContext worker(String property) {
		return new SpringApplicationBuilder(HonestApplication.class).web(WebApplicationType.NONE)
			.initializers(ProbityTester.initializer())
			.properties(property, "security=none")
			.run();
	}

}
