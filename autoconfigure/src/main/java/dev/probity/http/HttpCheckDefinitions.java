package dev.probity.http;

import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Supplier;

import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.definition.CheckDefinitions;
import dev.probity.probe.Criticality;
import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.HttpProperties;
import dev.probity.text.Secrecy;
import dev.probity.web.ReadinessDepth;
import org.jspecify.annotations.Nullable;

/**
 * One check for each service that the settings name. All are optional: a service that is
 * away is away for every instance, and none of them would serve better if all left. A
 * child context usually has the settings of its parent, whose checks those services have.
 */
final class HttpCheckDefinitions implements CheckDefinitions {

	private static final Set<String> SCHEMES = Set.of("http", "https");

	private final Map<String, HttpProperties> services;

	private final @Nullable HttpCheckDefinitions above;

	private final HttpClients clients;

	private final ReadinessDepth depth;

	/**
	 * Define the checks.
	 * @param above those of the parent context, or {@code null}
	 */
	HttpCheckDefinitions(Map<String, HttpProperties> services, @Nullable HttpCheckDefinitions above,
			HttpClients clients, ReadinessDepth depth) {
		this.services = services;
		this.above = above;
		this.clients = clients;
		this.depth = depth;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		return this.services.entrySet()
			.stream()
			.filter((service) -> this.above == null || !this.above.has(service))
			.map(this::define)
			.toList();
	}

	private boolean has(Entry<String, HttpProperties> service) {
		return this.services.entrySet().contains(service) || (this.above != null && this.above.has(service));
	}

	private CheckDefinition define(Entry<String, HttpProperties> service) {
		String check = CheckNames.HTTP + "/" + service.getKey();
		if (!CheckNames.isPossible(check)) {
			throw new FailureAnalyzedException(
					"The property 'probity.http.%s' names a service, but no check can be named '%s'."
						.formatted(service.getKey(), check),
					"Name it with letters, digits, dashes and underscores.");
		}
		HttpTarget target = target(service.getKey(), service.getValue());
		Supplier<java.net.http.HttpClient> client = this.clients.of(property(service.getKey(), "ssl-bundle"),
				service.getValue().sslBundle());
		return new CheckDefinition(check, null, Criticality.OPTIONAL, Pace.NORMAL,
				(policy) -> new HttpCheck(target, client, policy.timeout()));
	}

	private HttpTarget target(String name, HttpProperties settings) {
		HeaderSettings.validate(property(name, "headers"), settings.headers());
		return new HttpTarget(name, url(name, settings.url()), settings.method(), settings.headers(),
				statuses(name, settings.expectStatus()), settings.acceptReadiness()
						? new ForeignReadiness.Accepted(this.depth) : new ForeignReadiness.Refused());
	}

	private static URI url(String name, @Nullable URI url) {
		if (url == null) {
			throw new FailureAnalyzedException("The property '%s' is not set.".formatted(property(name, "url")),
					"Set it to the URL to ask, such as http://orders/livez.");
		}
		if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getHost() == null) {
			throw new FailureAnalyzedException(
					"The property '%s' is '%s', which is not the URL of a host that speaks HTTP."
						.formatted(property(name, "url"), Secrecy.hide(url.toString())),
					"Set it to a URL that begins with http:// or https:// and a host.");
		}
		if (url.getUserInfo() != null) {
			throw new FailureAnalyzedException(
					"The property '%s' has a user before its host, which Java's HTTP client does not send."
						.formatted(property(name, "url")),
					"Set %s.Authorization instead.".formatted(property(name, "headers")));
		}
		return url;
	}

	private static Set<Integer> statuses(String name, Set<Integer> statuses) {
		statuses.stream().filter((status) -> status < 100 || status > 599).findFirst().ifPresent((status) -> {
			throw new FailureAnalyzedException(
					"The property '%s' has %d, but HTTP statuses are from 100 to 599."
						.formatted(property(name, "expect-status"), status),
					"Set it to the statuses that pass, such as 200, or leave it out for all below 500.");
		});
		return statuses;
	}

	private static String property(String name, String setting) {
		return "probity.http.%s.%s".formatted(name, setting);
	}

}
