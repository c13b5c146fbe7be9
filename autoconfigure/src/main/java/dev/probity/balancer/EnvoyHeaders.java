package dev.probity.balancer;

/**
 * Whether to speak to Envoy's health checks.
 *
 * @since 0.1.0
 */
public enum EnvoyHeaders {

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
