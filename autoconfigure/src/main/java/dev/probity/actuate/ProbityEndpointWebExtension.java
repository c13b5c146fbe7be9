package dev.probity.actuate;

import java.util.Map;

import dev.probity.actuate.ProbityDescriptor.Details;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
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

	private final @Nullable EndpointPage page;

	/**
	 * Extend the endpoint.
	 * @param endpoint the endpoint
	 * @param groups know who may see details; {@code null} if there is no health endpoint
	 * @param page shows it to humans; {@code null} if nothing does
	 */
	public ProbityEndpointWebExtension(ProbityEndpoint endpoint, @Nullable HealthEndpointGroups groups,
			@Nullable EndpointPage page) {
		this.endpoint = endpoint;
		this.groups = groups;
		this.page = page;
	}

	/**
	 * All that is known, details as far as the caller may see them.
	 * @param securityContext the caller
	 * @param format in which form
	 * @param refresh <code>off</code> for a page that does not look again by itself
	 * @return the answer
	 */
	@ReadOperation(producesFrom = EndpointFormat.class)
	public WebEndpointResponse<Object> probity(SecurityContext securityContext, EndpointFormat format,
			@Nullable String refresh) {
		ProbityDescriptor shown = this.endpoint.describe(detailsFor(securityContext));
		if (format == EndpointFormat.HTML && this.page != null) {
			return new WebEndpointResponse<>(
					this.page.render(shown, this.endpoint.manifest(), EndpointPage.Refresh.of(refresh)), format);
		}
		return new WebEndpointResponse<>(shown, (format != EndpointFormat.HTML) ? format : EndpointFormat.JSON);
	}

	/**
	 * The part of a pod's manifest that fits this application.
	 * @param part <code>manifest</code>
	 * @return YAML, with the arithmetic as comments; 404 for any other part
	 */
	@ReadOperation(produces = "text/yaml")
	public WebEndpointResponse<String> part(@Selector String part) {
		String manifest = part.equals("manifest") ? this.endpoint.manifest() : null;
		return (manifest != null) ? new WebEndpointResponse<>(manifest)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * Let an operator decide on readiness or on what liveness answers, or the checks
	 * again.
	 * @param securityContext the caller
	 * @param readiness see {@link ProbityEndpoint#override}
	 * @param reason see {@link ProbityEndpoint#override}
	 * @param timeToLive see {@link ProbityEndpoint#override}
	 * @param liveness see {@link ProbityEndpoint#override}
	 * @return what counts now and what the probe is, or a message that says what is wrong
	 * with the request (400)
	 */
	@WriteOperation
	public WebEndpointResponse<Object> override(SecurityContext securityContext, @Nullable String readiness,
			@Nullable String reason, @Nullable String timeToLive, @Nullable String liveness) {
		try {
			return new WebEndpointResponse<>(
					this.endpoint.decide(readiness, liveness, reason, timeToLive, detailsFor(securityContext)));
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
