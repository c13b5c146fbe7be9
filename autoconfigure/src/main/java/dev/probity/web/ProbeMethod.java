package dev.probity.web;

/**
 * The HTTP methods of a probe. A balancer that asks by OPTIONS, as HAProxy does by
 * default, expects the answer to a GET.
 */
enum ProbeMethod {

	GET,

	/** The same without the body. */
	HEAD,

	/** The same as GET. */
	OPTIONS,

	/** None that asks. */
	OTHER;

	/** The header <code>Allow</code>. */
	static final String ALLOWED = "GET, HEAD, OPTIONS";

	static ProbeMethod of(String method) {
		return switch (method) {
			case "GET" -> GET;
			case "HEAD" -> HEAD;
			case "OPTIONS" -> OPTIONS;
			default -> OTHER;
		};
	}

}
