package dev.probity.actuate;

import java.security.Principal;
import java.util.Objects;
import java.util.function.Predicate;

import dev.probity.fixture.Contexts;
import dev.probity.probe.DetailPolicy;
import dev.probity.probe.Probes;
import dev.probity.probe.Visibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may see how much of a probe.
 */
class DetailPolicyTests {

	private static final String HEALTH = "management.endpoint.health.";

	private static final Principal SOMEBODY = () -> "somebody";

	private static final Predicate<String> NO_ROLE = (role) -> false;

	private final ApplicationContextRunner runner = Contexts.withoutWeb();

	private static Visibility visibility(ApplicationContext context, @Nullable Principal caller,
			Predicate<String> inRole) {
		return context.getBean(DetailPolicy.class)
			.visibility(Objects.requireNonNull(context.getBean(Probes.class).probe("readiness")), caller, inRole);
	}

	@ParameterizedTest
	@CsvSource({ "never, never, STATUS", "always, never, COMPONENTS", "always, always, DETAILS",
			"never, always, STATUS" })
	void isWhatActuatorWouldShowOfTheGroup(String components, String details, Visibility expected) {
		this.runner.withPropertyValues(HEALTH + "show-components=" + components, HEALTH + "show-details=" + details)
			.run((context) -> assertThat(visibility(context, null, NO_ROLE)).isEqualTo(expected));
	}

	@Test
	void isTheStatusUnlessSomethingElseIsSaid() {
		this.runner
			.run((context) -> assertThat(visibility(context, SOMEBODY, (role) -> true)).isEqualTo(Visibility.STATUS));
	}

	@Test
	void whoIsAnonymousIsNobodyEvenIfSpringSecurityHasAnObjectForThat() {
		Principal anonymous = new AnonymousAuthenticationToken("key", "anonymousUser",
				AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
		this.runner.withPropertyValues(HEALTH + "show-details=when-authorized").run((context) -> {
			assertThat(visibility(context, null, NO_ROLE)).isEqualTo(Visibility.STATUS);
			assertThat(visibility(context, anonymous, NO_ROLE)).isEqualTo(Visibility.STATUS);
			assertThat(visibility(context, SOMEBODY, NO_ROLE)).isEqualTo(Visibility.DETAILS);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "OPERATOR", "ROLE_OPERATOR" })
	void aRoleIsOneOfTheWebStackOrAnAuthorityOfSpringSecurity(String role) {
		Principal operator = UsernamePasswordAuthenticationToken.authenticated("eve", "",
				AuthorityUtils.createAuthorityList("ROLE_OPERATOR"));
		Principal guest = UsernamePasswordAuthenticationToken.authenticated("mallory", "",
				AuthorityUtils.createAuthorityList("ROLE_GUEST"));
		this.runner.withPropertyValues(HEALTH + "show-details=when-authorized", HEALTH + "roles=" + role)
			.run((context) -> {
				assertThat(visibility(context, SOMEBODY, NO_ROLE)).isEqualTo(Visibility.STATUS);
				assertThat(visibility(context, SOMEBODY, role::equals)).isEqualTo(Visibility.DETAILS);
				assertThat(visibility(context, operator, NO_ROLE)).isEqualTo(Visibility.DETAILS);
				assertThat(visibility(context, guest, NO_ROLE)).isEqualTo(Visibility.STATUS);
			});
	}

}
