package dev.probity.test.contract;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A probe of a container. What it does not say has Kubernetes' defaults.
 *
 * @param kind {@code liveness}, {@code readiness} or {@code startup}
 * @param fields what it says
 */
record PodProbe(String kind, Map<?, ?> fields) {

	private static final int PERIOD = 10;

	private static final int TIMEOUT = 1;

	/**
	 * What it asks over HTTP, or {@code null} if it does something else.
	 */
	@Nullable Map<?, ?> httpGet() {
		return Yamls.map(this.fields.get("httpGet"));
	}

	/**
	 * What it asks, be it over HTTP or not, or {@code null} if that is no port.
	 */
	@Nullable Map<?, ?> asked() {
		Map<?, ?> httpGet = httpGet();
		return (httpGet != null) ? httpGet : Yamls.map(this.fields.get("tcpSocket"));
	}

	static String path(Map<?, ?> httpGet) {
		Object path = httpGet.get("path");
		return (path != null) ? path.toString().replaceFirst("\\?.*", "") : "/";
	}

	int period() {
		return Yamls.number(this.fields, "periodSeconds", PERIOD);
	}

	int timeout() {
		return Yamls.number(this.fields, "timeoutSeconds", TIMEOUT);
	}

}
