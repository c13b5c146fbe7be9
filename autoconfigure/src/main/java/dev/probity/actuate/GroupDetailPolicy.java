package dev.probity.actuate;

import java.security.Principal;
import java.util.function.Predicate;

import dev.probity.probe.DetailPolicy;
import dev.probity.probe.Probe;
import dev.probity.probe.Visibility;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.util.ClassUtils;

/**
 * Shows a caller as much of a probe as Actuator shows it of the group of the probe.
 */
final class GroupDetailPolicy implements DetailPolicy {

	private static final boolean SPRING_SECURITY = ClassUtils
		.isPresent("org.springframework.security.core.Authentication", GroupDetailPolicy.class.getClassLoader());

	private final HealthEndpointGroups groups;

	/**
	 * Show what the groups show.
	 * @param groups Actuator's groups, those of the probes among them
	 */
	public GroupDetailPolicy(HealthEndpointGroups groups) {
		this.groups = groups;
	}

	@Override
	public Visibility visibility(Probe probe, @Nullable Principal caller, Predicate<String> inRole) {
		HealthEndpointGroup group = this.groups.get(probe.name());
		SecurityContext context = new PrincipalContext(caller, inRole);
		if (group == null || !group.showComponents(context)) {
			return Visibility.STATUS;
		}
		return group.showDetails(context) ? Visibility.DETAILS : Visibility.COMPONENTS;
	}

	private record PrincipalContext(@Nullable Principal principal,
			Predicate<String> inRole) implements SecurityContext {

		@Override
		public @Nullable Principal getPrincipal() {
			return (SPRING_SECURITY && SpringSecurity.isAnonymous(this.principal)) ? null : this.principal;
		}

		@Override
		public boolean isUserInRole(String role) {
			return this.inRole.test(role) || SPRING_SECURITY && SpringSecurity.isInRole(this.principal, role);
		}

	}

	/**
	 * Loaded only if Spring Security is on the class path. WebFlux has principals, but no
	 * roles.
	 */
	private static final class SpringSecurity {

		private static final String PREFIX = "ROLE_";

		static boolean isAnonymous(@Nullable Principal principal) {
			return principal instanceof AnonymousAuthenticationToken;
		}

		static boolean isInRole(@Nullable Principal principal, String role) {
			String authority = role.startsWith(PREFIX) ? role : PREFIX + role;
			return principal instanceof Authentication authentication && authentication.isAuthenticated()
					&& authentication.getAuthorities()
						.stream()
						.anyMatch((granted) -> authority.equals(granted.getAuthority()));
		}

	}

}
