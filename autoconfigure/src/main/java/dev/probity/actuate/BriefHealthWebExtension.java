package dev.probity.actuate;

import java.time.Duration;

import dev.probity.contributor.LifecycleComponent;
import dev.probity.contributor.OwnWords;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * Spring Boot's health endpoint on the web, that does not ask every component of a
 * probe's group to show none of them, and shows of checks in the application's own groups
 * what they say themselves. Thread-safe.
 */
final class BriefHealthWebExtension extends HealthEndpointWebExtension {

	private final HealthEndpointWebExtension whole;

	private final HealthEndpointWebExtension inOwnWords;

	private final HealthEndpointGroups groups;

	/**
	 * Stand in front of the endpoint.
	 * @param whole answers everything else
	 * @param lifecycle the only component that a group needs for its status
	 * @param groups all groups
	 * @param registry all contributors
	 * @param fallback those that are in the other stack's registry only; may be
	 * {@code null}
	 * @param slowIndicatorThreshold the time from which on a component is logged as slow;
	 * may be {@code null}
	 */
	public BriefHealthWebExtension(HealthEndpointWebExtension whole, LifecycleComponent lifecycle,
			HealthEndpointGroups groups, HealthContributorRegistry registry,
			@Nullable ReactiveHealthContributorRegistry fallback, @Nullable Duration slowIndicatorThreshold) {
		super(registry(lifecycle), null, groups, null);
		this.whole = whole;
		this.inOwnWords = new HealthEndpointWebExtension(new OwnWords(registry), fallback, groups,
				slowIndicatorThreshold);
		this.groups = groups;
	}

	private static HealthContributorRegistry registry(LifecycleComponent lifecycle) {
		DefaultHealthContributorRegistry registry = new DefaultHealthContributorRegistry();
		registry.registerContributor(lifecycle.name(), lifecycle.indicator());
		return registry;
	}

	@Override
	public WebEndpointResponse<HealthDescriptor> health(ApiVersion apiVersion,
			@Nullable WebServerNamespace serverNamespace, SecurityContext securityContext, boolean showAll,
			String... path) {
		if (BriefRequest.isForApplicationsGroup(this.groups, serverNamespace, path)) {
			return this.inOwnWords.health(apiVersion, serverNamespace, securityContext, showAll, path);
		}
		return BriefRequest.isOne(this.groups, securityContext, showAll, path)
				? super.health(apiVersion, serverNamespace, securityContext, showAll, path)
				: this.whole.health(apiVersion, serverNamespace, securityContext, showAll, path);
	}

}
