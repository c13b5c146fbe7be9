package dev.probity.metrics;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of callers that are told apart, by what they call themselves: a closed set,
 * so that nobody can make up series.
 */
enum ProbeCaller {

	KUBELET("kube-probe/"),

	ENVOY("Envoy/HC"),

	// sends no user agent unless its configuration names one
	HAPROXY("HAProxy"),

	ELB("ELB-HealthChecker/"),

	CONSUL("Consul Health Check"),

	OTHER("");

	private final String prefix;

	private final String tagValue;

	ProbeCaller(String prefix) {
		this.prefix = prefix;
		this.tagValue = name().toLowerCase(Locale.ROOT);
	}

	static ProbeCaller of(@Nullable String userAgent) {
		if (userAgent != null) {
			for (ProbeCaller caller : values()) {
				if (userAgent.regionMatches(true, 0, caller.prefix, 0, caller.prefix.length())) {
					return caller;
				}
			}
		}
		return OTHER;
	}

	String tagValue() {
		return this.tagValue;
	}

}
