package dev.probity.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.probity.check.CheckResult;
import dev.probity.settings.HttpProperties;
import dev.probity.web.ReadinessDepth;

/**
 * What is asked of a service, and which answers pass.
 *
 * @param name the name of the service in the settings
 * @param url the URL
 * @param method how it is asked
 * @param headers headers of the request
 * @param expectStatus the statuses that pass; empty for all below 500
 * @param readiness what counts if the answer is that of another readiness probe
 */
record HttpTarget(String name, URI url, HttpProperties.Method method, Map<String, String> headers,
		Set<Integer> expectStatus, ForeignReadiness readiness) {

	private static final int SERVER_ERROR = 500;

	HttpRequest.Builder request() {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.url)
			.method(this.method.name(), HttpRequest.BodyPublishers.noBody())
			.setHeader("User-Agent", "Probity");
		this.headers.forEach(request::setHeader);
		return request;
	}

	/**
	 * Whether an answer passes.
	 */
	CheckResult judge(HttpResponse<?> answer) {
		int depth = ReadinessDepth.read(answer.headers().firstValue(ReadinessDepth.HEADER).orElse(null));
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("url", shown());
		details.put("status", answer.statusCode());
		if (depth != ReadinessDepth.NONE) {
			details.put("depth", depth);
		}
		this.readiness.seen(this.name, depth);
		return switch (this.readiness.opinion(depth)) {
			case REFUSED -> CheckResult.failed(refusal(), details);
			case IGNORED -> CheckResult.passed(details);
			case COUNTS -> passes(answer.statusCode()) ? CheckResult.passed(details)
					: CheckResult.failed("%s was answered with %d".formatted(this, answer.statusCode()), details);
		};
	}

	private boolean passes(int status) {
		return this.expectStatus.isEmpty() ? status < SERVER_ERROR : this.expectStatus.contains(status);
	}

	private String refusal() {
		return ("%s is the readiness probe of another application with Probity, and both could wait for each other: "
				+ "ask its liveness probe, or set probity.http.%s.accept-readiness=true")
			.formatted(this, this.name);
	}

	/**
	 * The URL without what may be secret.
	 */
	String shown() {
		String port = (this.url.getPort() < 0) ? "" : ":" + this.url.getPort();
		String path = (this.url.getRawPath() != null) ? this.url.getRawPath() : "";
		return this.url.getScheme() + "://" + this.url.getHost() + port + path;
	}

	@Override
	public String toString() {
		return this.method + " " + shown();
	}

}
