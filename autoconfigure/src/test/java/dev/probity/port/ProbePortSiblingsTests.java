package dev.probity.port;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several contexts with probes below one that has the probe port and no probes: nobody
 * may take the port from another, neither by coming nor by going.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProbePortSiblingsTests {

	private static final String SAYS_SO = "answers with the probes of another context";

	private ConfigurableApplicationContext parent;

	@BeforeEach
	void start() {
		this.parent = builder(Parent.class).run("--probity.probe-port=0", "--logging.level.root=warn");
	}

	@AfterEach
	void stop() {
		this.parent.close();
	}

	@Test
	void theFirstHasIt() {
		try (ConfigurableApplicationContext first = child(); ConfigurableApplicationContext second = child()) {
			ready(first);
			assertThat(readiness()).isEqualTo(200);
			RunningApplication.of(second).switchboard().finishStart();
			RunningApplication.of(second).switchboard().orders().fail();
			ProbeAgreement.awaitVerdict(RunningApplication.of(second), "readiness", "DOWN");
			assertThat(readiness()).isEqualTo(200);
		}
	}

	@Test
	void theSecondIsToldOnceThatItHasNotAndWhatToWrite(CapturedOutput output) {
		try (ConfigurableApplicationContext first = child()) {
			assertThat(output).doesNotContain(SAYS_SO);
			try (ConfigurableApplicationContext second = child()) {
				assertThat(output).containsOnlyOnce(SAYS_SO)
					.contains("'" + second.getId() + "'", "'probity.probe-port' to -1");
			}
		}
	}

	@Test
	void theSecondGoesWithoutATrace() {
		try (ConfigurableApplicationContext first = child()) {
			ready(first);
			child().close();
			assertThat(readiness()).isEqualTo(200);
		}
		assertThat(readiness()).isEqualTo(503);
	}

	@Test
	void oneThatWantsNoneLeavesItToTheOtherInWhateverOrder(CapturedOutput output) {
		try (ConfigurableApplicationContext none = child("--probity.probe-port=-1");
				ConfigurableApplicationContext other = child()) {
			ready(other);
			assertThat(readiness()).isEqualTo(200);
			none.close();
			assertThat(readiness()).isEqualTo(200);
		}
		assertThat(output).doesNotContain(SAYS_SO);
	}

	@Test
	void oneThatIsMadeAgainHasItAgain(CapturedOutput output) {
		child().close();
		try (ConfigurableApplicationContext again = child()) {
			ready(again);
			assertThat(readiness()).isEqualTo(200);
		}
		assertThat(output).doesNotContain(SAYS_SO);
	}

	private int readiness() {
		return RunningApplication.of(this.parent).probePort("/readyz").statusCode();
	}

	private static void ready(ConfigurableApplicationContext context) {
		RunningApplication.of(context).switchboard().finishStart();
		ProbeAgreement.awaitVerdict(RunningApplication.of(context), "readiness", "UP");
	}

	private ConfigurableApplicationContext child(String... arguments) {
		return builder(PlainApplication.class).parent(this.parent).run(arguments);
	}

	private static SpringApplicationBuilder builder(Class<?> source) {
		return new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false);
	}

	@Configuration(proxyBeanMethods = false)
	static class Parent {

	}

}
