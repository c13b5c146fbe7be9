package dev.probity.actuate;

import java.util.Map;

import dev.probity.actuate.ProbityDescriptor.Details;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * The endpoint over HTTP: what checks and operators have said is shown to those to whom
 * the health endpoint shows its details, and to nobody if there is no health endpoint.
 */
@EndpointWebExtension(endpoint = ProbityEndpoint.class)
final class ProbityEndpointWebExtension {

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
		return this.endpoint.describe(detailsFor(securityContext));
	}

	/**
	 * Let an operator decide on readiness, or the checks again.
	 * @param securityContext the caller
	 * @param readiness see {@link ProbityEndpoint#override(String, String, String)}
	 * @param reason see {@link ProbityEndpoint#override(String, String, String)}
	 * @param timeToLive see {@link ProbityEndpoint#override(String, String, String)}
	 * @return what counts now and what readiness is, or a message that says what is wrong
	 * with the request (400)
	 */
	@WriteOperation
	public WebEndpointResponse<Object> override(SecurityContext securityContext, @Nullable String readiness,
			@Nullable String reason, @Nullable String timeToLive) {
		try {
			return new WebEndpointResponse<>(this.endpoint.override(new OverrideRequest(readiness, reason, timeToLive),
					detailsFor(securityContext)));
		}
		catch (InvalidEndpointRequestException ex) {
			// thrown on, its message would not be shown unless
			// as server.error.include-message allows
			return new WebEndpointResponse<>(OperationResponseBody.of(Map.of("message", ex.getReason())),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

	private Details detailsFor(SecurityContext securityContext) {
		boolean shown = this.groups != null && this.groups.getPrimary().showDetails(securityContext);
		return shown ? Details.SHOWN : Details.WITHHELD;
	}

}
