package dev.probity.autoconfigure;

import java.util.Set;

import dev.probity.fixture.Contexts;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Groups that a test puts in place of Actuator's, and that know next to nothing.
 */
class StandInGroupsTests {

	@Test
	void theContextStartsWithGroupsThatHaveNoRoot() {
		HealthEndpointGroups groups = mock(HealthEndpointGroups.class);
		given(groups.getNames()).willReturn(Set.of("mine"));
		Contexts.withoutWeb().withBean(HealthEndpointGroups.class, () -> groups).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(HealthEndpointGroups.class).getPrimary()).isNull();
			assertThat(context.getBean(HealthEndpointGroups.class).get("readiness")).isNotNull();
		});
	}

}
