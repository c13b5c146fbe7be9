package dev.probity.redis;

import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RedisServer;
import dev.probity.fixture.RunningApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the probes of a running application say while its Redis hangs or is gone.
 */
class RedisOutageTests {

	private static final RedisServer SERVER = RedisServer.get();

	private static final String PORT = "spring.data.redis.port=" + SERVER.port();

	private static final String TIMEOUT = "probity.checks.redis.timeout=300ms";

	@Test
	@EnabledOnOs(OS.LINUX)
	void whileItHangsReadinessIsDegradedAndNothingElseIsHeldUp() {
		try (RunningApplication application = RunningApplication.started(Application.class, PORT, TIMEOUT)) {
			await().until(() -> Contexts.check(application.context(), "redis").state() == CheckState.PASSING);
			try (FrozenProcess frozen = SERVER.freeze()) {
				ProbeAgreement.of(application).readinessIs("DEGRADED");
				assertThat(application.get("/readyz").statusCode()).isEqualTo(200);
				assertThat(Contexts.check(application.context(), "redis").state()).isEqualTo(CheckState.FAILING);
				// the other checks go on
				application.switchboard().orders().fail();
				ProbeAgreement.of(application).readinessIs("DOWN");
				application.switchboard().orders().pass();
				ProbeAgreement.of(application).readinessIs("DEGRADED");
				ProbeAgreement.of(application).livenessIs("UP");
			}
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void whileItHangsReadinessIsDownWhereItIsRequired() {
		try (RunningApplication application = RunningApplication.started(Application.class, PORT, TIMEOUT,
				"probity.checks.redis.criticality=required")) {
			try (FrozenProcess frozen = SERVER.freeze()) {
				ProbeAgreement.of(application).readinessIs("DOWN");
				assertThat(application.get("/readyz").statusCode()).isEqualTo(503);
				ProbeAgreement.of(application).livenessIs("UP");
			}
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	@Test
	void itMayBeAbsentAtTheStartAndComeLater() {
		SERVER.stop();
		try (RunningApplication application = RunningApplication.starting(Application.class, PORT, TIMEOUT)) {
			application.switchboard().finishStart();
			await().until(() -> Contexts.check(application.context(), "redis").state() == CheckState.FAILING);
			ProbeAgreement.of(application).readinessIs("DEGRADED");
			SERVER.start();
			ProbeAgreement.of(application).readinessIs("UP");
		}
		finally {
			SERVER.start();
		}
	}

	/**
	 * The plain application, with Boot's own connection to Redis.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, DataRedisAutoConfiguration.class })
	static class Application {

	}

}
