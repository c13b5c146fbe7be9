package dev.probity.traffic;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who asks, by what it calls itself.
 */
class CallerKindTests {

	@ParameterizedTest
	@CsvSource({ "kube-probe/1.34, KUBELET", "kube-probe/1.33+, KUBELET", "Envoy/HC, ENVOY", "HAProxy, HAPROXY",
			"haproxy/2.8 check, HAPROXY", "ELB-HealthChecker/2.0, ELB", "Consul Health Check, CONSUL" })
	void knownCallersAreToldApart(String userAgent, CallerKind caller) {
		assertThat(CallerKind.of(userAgent)).isEqualTo(caller);
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { "curl/8.5.0", "Mozilla/5.0 (kube-probe/1.34)", " kube-probe/1.34", "kube", "Envoy" })
	void everybodyElseIsOneKind(String userAgent) {
		assertThat(CallerKind.of(userAgent)).isEqualTo(CallerKind.OTHER);
	}

}
