package dev.probity.actuate;

import java.time.Duration;

import dev.probity.contributor.LifecycleComponent;
import dev.probity.contributor.ReactiveOwnWords;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * Spring Boot's health endpoint on the reactive web, that does not ask every component of
 * a probe's group to show none of them, and shows of checks in the application's own
 * groups what they say themselves. Thread-safe.
 */
final class BriefReactiveHealthWebExtension extends ReactiveHealthEndpointWebExtension {

	private final ReactiveHealthEndpointWebExtension whole;

	private final ReactiveHealthEndpointWebExtension inOwnWords;

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
	public BriefReactiveHealthWebExtension(ReactiveHealthEndpointWebExtension whole, LifecycleComponent lifecycle,
			HealthEndpointGroups groups, ReactiveHealthContributorRegistry registry,
			@Nullable HealthContributorRegistry fallback, @Nullable Duration slowIndicatorThreshold) {
		super(registry(lifecycle), null, groups, null);
		this.whole = whole;
		this.inOwnWords = new ReactiveHealthEndpointWebExtension(new ReactiveOwnWords(registry), fallback, groups,
				slowIndicatorThreshold);
		this.groups = groups;
	}

	private static ReactiveHealthContributorRegistry registry(LifecycleComponent lifecycle) {
		DefaultReactiveHealthContributorRegistry registry = new DefaultReactiveHealthContributorRegistry();
		ReactiveHealthIndicator reader = () -> Mono.fromSupplier(lifecycle.indicator()::health);
		registry.registerContributor(lifecycle.name(), reader);
		return registry;
	}

	@Override
	public Mono<WebEndpointResponse<? extends HealthDescriptor>> health(ApiVersion apiVersion,
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
