package dev.probity.indicator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import dev.probity.fixture.Contexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Groups that the application, or a test of it, puts in place of Actuator's.
 */
@ExtendWith(OutputCaptureExtension.class)
class StandInGroupsTests {

	private static final String REPLACED = "is not Probity's";

	private static final String ONLY_SHOWN = "decides only what is shown to whom";

	private final ApplicationContextRunner runner = Contexts.withoutWeb();

	@Test
	void theContextStartsWithGroupsThatHaveNoRoot() {
		HealthEndpointGroups groups = mock(HealthEndpointGroups.class);
		given(groups.getNames()).willReturn(Set.of("mine"));
		this.runner.withBean(HealthEndpointGroups.class, () -> groups).run((context) -> {
			assertThat(context).hasNotFailed();
			HealthEndpointGroups all = context.getBean(HealthEndpointGroups.class);
			assertThat(all.getPrimary()).isNull();
			assertThat(all.getNames()).contains("mine", "liveness", "readiness", "startup");
			HealthEndpointGroup readiness = all.get("readiness");
			assertThat(readiness).isNotNull();
			assertThat(readiness.showComponents(SecurityContext.NONE)).isFalse();
			assertThat(readiness.showDetails(SecurityContext.NONE)).isFalse();
		});
	}

	@Test
	void whatTheyAreIsAskedEachTime() {
		OwnGroups own = new OwnGroups();
		this.runner.withBean(HealthEndpointGroups.class, () -> own).run((context) -> {
			HealthEndpointGroups all = context.getBean(HealthEndpointGroups.class);
			assertThat(all.get("orders")).isNull();
			own.groups.put("orders", new OwnGroup("ping"));
			assertThat(status(context.getBean(HealthEndpoint.class), "orders")).isEqualTo(Status.UP);
			own.groups.remove("orders");
			assertThat(all.get("orders")).isNull();
			HealthEndpointGroup before = all.getPrimary();
			assertThat(all.getPrimary()).as("how Actuator tells the root").isSameAs(before);
			own.root = new OwnGroup("ping");
			assertThat(all.getPrimary()).isNotSameAs(before).isSameAs(all.getPrimary());
		});
	}

	@Test
	void oneThatHasTheNameOfAProbeIsToldThatItOnlyShows(CapturedOutput output) {
		OwnGroups own = new OwnGroups();
		own.groups.put("readiness", new OwnGroup("ping"));
		this.runner.withBean(HealthEndpointGroups.class, () -> own).run((context) -> {
			assertThat(output).containsOnlyOnce(ONLY_SHOWN)
				.contains("'management.endpoint.health.group.readiness.include'")
				.doesNotContain(REPLACED);
			HealthEndpointGroup readiness = context.getBean(HealthEndpointGroups.class).get("readiness");
			assertThat(readiness).isNotNull();
			assertThat(readiness.showDetails(SecurityContext.NONE)).isTrue();
			assertThat(status(context.getBean(HealthEndpoint.class), "readiness")).isEqualTo(Status.OUT_OF_SERVICE);
		});
	}

	@Test
	void oneThatAPropertyDeclaresIsNot(CapturedOutput output) {
		this.runner.withPropertyValues("management.endpoint.health.group.readiness.include=readinessState,ping")
			.run((context) -> assertThat(output).doesNotContain(ONLY_SHOWN, REPLACED));
	}

	@Test
	void aPostProcessorThatComesBeforeIsToldSo(CapturedOutput output) {
		with(-1, (group) -> new OwnGroup("ping"))
			.run((context) -> assertThat(output).contains(ONLY_SHOWN).doesNotContain(REPLACED));
	}

	@Test
	void aPostProcessorThatComesAfterAndReplacesAProbeIsToldSo(CapturedOutput output) {
		with(1, (group) -> new OwnGroup("ping")).run((context) -> {
			assertThat(output).containsOnlyOnce(REPLACED)
				.contains("The health group 'readiness'")
				.doesNotContain(ONLY_SHOWN);
			assertThat(status(context.getBean(HealthEndpoint.class), "readiness")).isEqualTo(Status.UP);
		});
	}

	@Test
	void aPostProcessorThatDecoratesAndLeavesToItWhatCountsIsNot(CapturedOutput output) {
		with(1, Decorated::new).run((context) -> {
			assertThat(output).doesNotContain(REPLACED).doesNotContain(ONLY_SHOWN);
			assertThat(status(context.getBean(HealthEndpoint.class), "readiness")).isEqualTo(Status.OUT_OF_SERVICE);
		});
	}

	private ApplicationContextRunner with(int order, UnaryOperator<HealthEndpointGroup> readiness) {
		return this.runner.withBean(HealthEndpointGroupsPostProcessor.class, () -> new PostProcessor(order, readiness));
	}

	private static Status status(HealthEndpoint endpoint, String group) {
		HealthDescriptor descriptor = endpoint.healthForPath(group);
		assertThat(descriptor).isNotNull();
		return descriptor.getStatus();
	}

	private static final class OwnGroups implements HealthEndpointGroups {

		private final Map<String, HealthEndpointGroup> groups = new ConcurrentHashMap<>();

		private volatile HealthEndpointGroup root = new OwnGroup("ping");

		@Override
		public HealthEndpointGroup getPrimary() {
			return this.root;
		}

		@Override
		public Set<String> getNames() {
			return this.groups.keySet();
		}

		@Override
		public @Nullable HealthEndpointGroup get(String name) {
			return this.groups.get(name);
		}

	}

	private static final class OwnGroup implements HealthEndpointGroup {

		private final String member;

		OwnGroup(String member) {
			this.member = member;
		}

		@Override
		public boolean isMember(String name) {
			return this.member.equals(name);
		}

		@Override
		public boolean showComponents(SecurityContext securityContext) {
			return true;
		}

		@Override
		public boolean showDetails(SecurityContext securityContext) {
			return true;
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			return StatusAggregator.getDefault();
		}

		@Override
		public HttpCodeStatusMapper getHttpCodeStatusMapper() {
			return HttpCodeStatusMapper.getDefault();
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return null;
		}

	}

	private record Decorated(HealthEndpointGroup group) implements HealthEndpointGroup {

		@Override
		public boolean isMember(String name) {
			return this.group.isMember(name);
		}

		@Override
		public boolean showComponents(SecurityContext securityContext) {
			return false;
		}

		@Override
		public boolean showDetails(SecurityContext securityContext) {
			return false;
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			return (statuses) -> this.group.getStatusAggregator().getAggregateStatus(statuses);
		}

		@Override
		public HttpCodeStatusMapper getHttpCodeStatusMapper() {
			return this.group.getHttpCodeStatusMapper();
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return this.group.getAdditionalPath();
		}

	}

	private record PostProcessor(int order,
			UnaryOperator<HealthEndpointGroup> readiness) implements HealthEndpointGroupsPostProcessor, Ordered {

		@Override
		public int getOrder() {
			return this.order;
		}

		@Override
		public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
			Map<String, HealthEndpointGroup> all = new LinkedHashMap<>();
			for (String name : groups.getNames()) {
				all.put(name, Objects.requireNonNull(groups.get(name)));
			}
			all.compute("readiness",
					(name, group) -> this.readiness.apply((group != null) ? group : groups.getPrimary()));
			return HealthEndpointGroups.of(groups.getPrimary(), all);
		}

	}

}
