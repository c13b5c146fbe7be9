package dev.probity.port;

import dev.probity.fixture.PlainApplication;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test of an application opens a probe port only if it asks for any.
 */
class ProbePortInTestsTests {

	private static final String KUBERNETES = "spring.main.cloud-platform=kubernetes";

	@Nested
	@SpringBootTest(classes = PlainApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = { "probity.probe-port=0", KUBERNETES })
	@DirtiesContext
	class ThatAsksForAny {

		@Value("${local.probity.probe-port}")
		private int port;

		@Autowired
		private ProbePort probePort;

		@Test
		void hasOneAndKnowsItsNumber() {
			assertThat(this.port).isPositive().isEqualTo(this.probePort.port());
		}

	}

	@Nested
	@SpringBootTest(classes = PlainApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "probity.probe-port=18095", KUBERNETES })
	@DirtiesContext
	class WhoseApplicationHasAFixedOne {

		@Test
		void hasNone(@Autowired ObjectProvider<ProbePort> probePort) {
			assertThat(probePort.getIfAvailable()).isNull();
		}

	}

	@Nested
	@SpringBootTest(classes = PlainApplication.class, webEnvironment = WebEnvironment.NONE, properties = KUBERNETES)
	@DirtiesContext
	class OnKubernetes {

		@Test
		void hasNone(@Autowired ObjectProvider<ProbePort> probePort) {
			assertThat(probePort.getIfAvailable()).isNull();
		}

	}

	@Nested
	@SpringBootTest(classes = PlainApplication.class, properties = { "probity.probe-port=0", KUBERNETES })
	@DirtiesContext
	class InAMockEnvironment {

		@Test
		void hasNone(@Autowired ObjectProvider<ProbePort> probePort) {
			assertThat(probePort.getIfAvailable()).isNull();
		}

	}

}
