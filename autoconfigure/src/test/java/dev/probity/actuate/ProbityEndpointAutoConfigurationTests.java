package dev.probity.actuate;

import java.lang.management.ManagementFactory;
import java.util.Map;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import dev.probity.actuate.ProbityDescriptor.CheckDescriptor;
import dev.probity.change.ChangeHistory;
import dev.probity.change.VerdictMonitor;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.Switch;
import dev.probity.probe.ProbeStatus;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * When the endpoint and what it shows are there.
 */
class ProbityEndpointAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,probity";

	@Test
	void itIsThereWhereItIsExposed() {
		Contexts.withMvc()
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(ProbityEndpoint.class)
				.hasSingleBean(ProbityEndpointWebExtension.class));
		Contexts.withWebFlux()
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(ProbityEndpoint.class)
				.hasSingleBean(ProbityEndpointWebExtension.class));
		Contexts.withMvc()
			.run((context) -> assertThat(context).doesNotHaveBean(ProbityEndpoint.class)
				.doesNotHaveBean(ProbityEndpointWebExtension.class));
	}

	@Test
	void itIsGoneWithItsAccess() {
		Contexts.withMvc()
			.withPropertyValues(EXPOSED, "management.endpoint.probity.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(ProbityEndpoint.class)
				.doesNotHaveBean(ProbityEndpointWebExtension.class));
	}

	@Test
	void whatChangesIsToldWithoutTheEndpointAndNothingOnceSwitchedOff() {
		Contexts.withoutWeb()
			.run((context) -> assertThat(context).hasSingleBean(ChangeHistory.class)
				.hasSingleBean(VerdictMonitor.class));
		Contexts.withMvc()
			.withPropertyValues(EXPOSED, "probity.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ChangeHistory.class)
				.doesNotHaveBean(VerdictMonitor.class)
				.doesNotHaveBean(ProbityEndpoint.class));
	}

	@Test
	void overJmxItShowsDetailsAsTheHealthEndpointDoes() {
		Contexts.withoutWeb()
			.withConfiguration(AutoConfigurations.of(JmxAutoConfiguration.class, EndpointAutoConfiguration.class,
					JmxEndpointAutoConfiguration.class))
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=probity",
					"probity.defaults.retry-interval=10ms")
			.withBean("orders", DependencyCheck.class, () -> {
				Switch orders = new Switch();
				orders.fail();
				return orders.dependency();
			})
			.run((context) -> {
				await().until(() -> Contexts.check(context, "orders").state() == CheckState.FAILING);
				MBeanServer server = ManagementFactory.getPlatformMBeanServer();
				Object answer = server.invoke(new ObjectName("org.springframework.boot:type=Endpoint,name=Probity"),
						"probity", new Object[0], new String[0]);
				assertThat(answer).asInstanceOf(InstanceOfAssertFactories.MAP)
					.containsEntry("details", "SHOWN")
					.extractingByKey("checks")
					.asInstanceOf(InstanceOfAssertFactories.map(String.class, Map.class))
					.extractingByKey("orders")
					.satisfies((check) -> assertThat(check).containsEntry("error", "switched off"));
			});
	}

	@Test
	void overJmxAnOperatorDecidesOnReadinessAsOverHttp() {
		Contexts.withoutWeb()
			.withConfiguration(AutoConfigurations.of(JmxAutoConfiguration.class, EndpointAutoConfiguration.class,
					JmxEndpointAutoConfiguration.class))
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=probity")
			.run((context) -> {
				Contexts.ready(context);
				assertThat(override("not-ready", "draining node 7", "10m")).asInstanceOf(InstanceOfAssertFactories.MAP)
					.extractingByKey("override")
					.asInstanceOf(InstanceOfAssertFactories.MAP)
					.containsEntry("readiness", "NOT_READY")
					.containsEntry("reason", "draining node 7");
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
				assertThatException().isThrownBy(() -> override("not-ready", null, null))
					.withMessageContaining("'reason' is missing or blank");
				override("auto", null, null);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			});
	}

	private static Object override(String readiness, String reason, String timeToLive) throws Exception {
		String text = String.class.getName();
		return ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("org.springframework.boot:type=Endpoint,name=Probity"), "override",
					new Object[] { readiness, reason, timeToLive, null }, new String[] { text, text, text, text });
	}

	@Test
	void aNativeImageCanRenderIt() {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, ProbityEndpoint.class,
				ProbityEndpointWebExtension.class);
		assertThat(new Class<?>[] { ProbityDescriptor.class, CheckDescriptor.class,
				ProbityDescriptor.ProbeDescriptor.class, ProbityDescriptor.PolicyDescriptor.class,
				ProbityDescriptor.ChangeDescriptor.class, ProbityDescriptor.ReasonDescriptor.class,
				ProbityDescriptor.OverrideDescriptor.class, ProbityDescriptor.DecisionDescriptor.class,
				ProbityDescriptor.HoldDescriptor.class, ProbityDescriptor.RestartDescriptor.class })
			.allSatisfy((type) -> assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints));
	}

}
