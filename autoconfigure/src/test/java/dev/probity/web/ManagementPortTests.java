package dev.probity.web;

import java.util.concurrent.atomic.AtomicReference;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.AbstractApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose Actuator has a port of its own.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class ManagementPortTests {

	private static RunningApplication application;

	@Parameter
	WebStack stack;

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack) {
		application = stack.started(ManagedApplication.class, "management.server.port=0");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz", "/startupz" })
	void shortPathsAreOnTheMainPortOnly(String path) {
		assertThat(application.get(path).statusCode()).isEqualTo(200);
		assertThat(application.management(path).statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "liveness", "readiness", "startup" })
	void groupsAreOnTheManagementPortOnly(String group) {
		assertThat(application.management("/actuator/health/" + group).statusCode()).isEqualTo(200);
		assertThat(application.get("/actuator/health/" + group).statusCode()).isEqualTo(404);
	}

	@Test
	void whatTheManagementServerPublishesSaysNothingAboutTheApplication() {
		WebServerApplicationContext management = ManagedApplication.management.get();
		AvailabilityChangeEvent.publish(management, ReadinessState.REFUSING_TRAFFIC);
		AvailabilityChangeEvent.publish(management, LivenessState.BROKEN);
		ProbeAgreement.of(application).readinessIs("UP");
		ProbeAgreement.of(application).livenessIs("UP");
	}

	/**
	 * What a shutdown may cost is said before this server is there.
	 */
	@Test
	void itsServerHasItsOwnTimeToShutDownGracefully() {
		WebServerApplicationContext management = ManagedApplication.management.get();
		assertThat(management.getBean(AbstractConfigurableWebServerFactory.class).getShutdown())
			.isEqualTo(Shutdown.GRACEFUL);
		assertThat(management.getBean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME))
			.extracting("timeoutPerShutdownPhase")
			.isEqualTo(10_000L);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class ManagedApplication {

		static final AtomicReference<WebServerApplicationContext> management = new AtomicReference<>();

		@EventListener
		void onWebServer(WebServerInitializedEvent event) {
			if ("management".equals(event.getApplicationContext().getServerNamespace())) {
				management.set(event.getApplicationContext());
			}
		}

	}

}
