package dev.probity.traffic;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of callers, by their User-Agent: a closed set, so that no caller can create
 * time series.
 *
 * @since 0.1.0
 */
public enum CallerKind {

	/** A kubelet of Kubernetes. */
	KUBELET("kube-probe/"),

	/** Envoy. */
	ENVOY("Envoy/HC"),

	/** HAProxy, which sends no user agent unless its configuration names one. */
	HAPROXY("HAProxy"),

	/** A load balancer of AWS. */
	ELB("ELB-HealthChecker/"),

	/** Consul. */
	CONSUL("Consul Health Check"),

	/** Anybody else. */
	OTHER("");

	private final String prefix;

	private final String tagValue;

	CallerKind(String prefix) {
		this.prefix = prefix;
		this.tagValue = name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The caller that calls itself so.
	 * @param userAgent the header <code>User-Agent</code>, or {@code null} if there is
	 * none
	 * @return the kind of caller
	 */
	public static CallerKind of(@Nullable String userAgent) {
		if (userAgent != null) {
			for (CallerKind caller : values()) {
				if (userAgent.regionMatches(true, 0, caller.prefix, 0, caller.prefix.length())) {
					return caller;
				}
			}
		}
		return OTHER;
	}

	/**
	 * The name as the value of a metric's tag.
	 * @return the name
	 */
	public String tagValue() {
		return this.tagValue;
	}

}
