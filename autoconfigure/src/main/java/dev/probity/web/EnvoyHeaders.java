package dev.probity.web;

/**
 * Whether to add the headers of Envoy's health checks.
 */
enum EnvoyHeaders {

	/**
	 * With <code>x-envoy-degraded</code> and
	 * <code>x-envoy-immediate-health-check-fail</code>.
	 */
	SENT,

	/**
	 * Not at all.
	 */
	OMITTED

}
