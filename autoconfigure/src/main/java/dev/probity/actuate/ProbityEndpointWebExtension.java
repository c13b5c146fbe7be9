package dev.probity.actuate;

import dev.probity.actuate.ProbityDescriptor.Details;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * The endpoint over HTTP: what checks have said is shown to those to whom the health
 * endpoint shows its details, and to nobody if there is no health endpoint.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = ProbityEndpoint.class)
public final class ProbityEndpointWebExtension {

	private final ProbityEndpoint endpoint;

	private final @Nullable HealthEndpointGroups groups;

	/**
	 * Extend the endpoint.
	 * @param endpoint the endpoint
	 * @param groups know who may see details; {@code null} if there is no health endpoint
	 */
	public ProbityEndpointWebExtension(ProbityEndpoint endpoint, @Nullable HealthEndpointGroups groups) {
		this.endpoint = endpoint;
		this.groups = groups;
	}

	/**
	 * All that is known, details as far as the caller may see them.
	 * @param securityContext the caller
	 * @return the answer
	 */
	@ReadOperation
	public ProbityDescriptor probity(SecurityContext securityContext) {
		boolean shown = this.groups != null && this.groups.getPrimary().showDetails(securityContext);
		return this.endpoint.describe(shown ? Details.SHOWN : Details.WITHHELD);
	}

}
