package dev.probity.web;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.probe.Visibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class BalancerHeadersTests {

	private static final Probe READINESS = new Probe("readiness", ProbeType.READINESS, (check) -> null);

	private final BalancerHeaders plain = new BalancerHeaders(EnvoyHeaders.OMITTED);

	private final BalancerHeaders envoy = new BalancerHeaders(EnvoyHeaders.SENT);

	private static ProbeVerdict verdict(ProbeStatus status, String... missing) {
		return new ProbeVerdict("readiness", status,
				Stream.of(missing)
					.map((check) -> new VerdictReason(Cause.FAILING, check, Criticality.OPTIONAL))
					.toList());
	}

	private static String degraded(String... missing) {
		return new BalancerHeaders(EnvoyHeaders.OMITTED)
			.of(READINESS, verdict(ProbeStatus.DEGRADED, missing), Visibility.COMPONENTS)
			.get("X-Health-Degraded");
	}

	@Test
	void whileDegradedTheyNameWhatIsMissing() {
		assertThat(this.plain.of(READINESS, verdict(ProbeStatus.DEGRADED, "redis", "db/reporting"), Visibility.DETAILS))
			.isEqualTo(Map.of("X-Health-Degraded", "redis,db/reporting"));
	}

	/**
	 * A rotated password, a target of several that is away, a check of load whose guard
	 * holds it back.
	 */
	@ParameterizedTest
	@EnumSource(names = { "DEGRADED", "DEFERRED", "FAILED_OPEN", "HELD" })
	void whileDegradedTheyNameARequiredCheckThatOnlyDegrades(Cause cause) {
		ProbeVerdict verdict = new ProbeVerdict("readiness", ProbeStatus.DEGRADED,
				List.of(new VerdictReason(cause, "db", Criticality.REQUIRED)));
		assertThat(this.plain.of(READINESS, verdict, Visibility.COMPONENTS))
			.isEqualTo(Map.of("X-Health-Degraded", "db"));
	}

	@Test
	void namesAreForThoseWhoMaySeeComponents() {
		assertThat(this.plain.of(READINESS, verdict(ProbeStatus.DEGRADED, "redis"), Visibility.STATUS))
			.isEqualTo(Map.of("X-Health-Degraded", "true"));
	}

	@Test
	void envoyIsToldThatAHostIsDegraded() {
		assertThat(this.envoy.of(READINESS, verdict(ProbeStatus.DEGRADED, "redis"), Visibility.STATUS))
			.isEqualTo(Map.of("X-Health-Degraded", "true", "x-envoy-degraded", "true"));
	}

	@ParameterizedTest
	@EnumSource(names = { "DOWN", "OUT_OF_SERVICE" })
	void envoyIsToldToLeaveAHostThatIsNotReadyAtOnce(ProbeStatus status) {
		assertThat(this.envoy.of(READINESS, verdict(status, "redis"), Visibility.DETAILS))
			.isEqualTo(Map.of("x-envoy-immediate-health-check-fail", "true"));
		assertThat(this.plain.of(READINESS, verdict(status, "redis"), Visibility.DETAILS)).isEmpty();
	}

	@Test
	void nothingIsSaidIfAllIsWell() {
		assertThat(this.envoy.of(READINESS, verdict(ProbeStatus.UP), Visibility.DETAILS)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "LIVENESS", "STARTUP" })
	void onlyReadinessHasAny(ProbeType type) {
		Probe probe = new Probe("probe", type, (check) -> null);
		for (ProbeStatus status : ProbeStatus.values()) {
			assertThat(this.envoy.of(probe, verdict(status, "redis"), Visibility.DETAILS)).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "redis | redis", "a,b | a%2Cb", "100% | 100%25", "ä | %C3%A4",
			"db/\u0007x | db/%20x", "a;b | a%3Bb", "q\"q | q%22q" })
	void whatAHeaderCouldNotCarryIsEncoded(String check, String written) {
		assertThat(degraded(check)).isEqualTo(written);
	}

	@Test
	void aLineBreakCannotBecomeAHeader() {
		assertThat(degraded("a\r\nSet-Cookie: b")).isEqualTo("a%20Set-Cookie:%20b");
	}

	@Test
	void theyStayShorterThanWhatServersAccept() {
		String[] tenants = IntStream.range(0, 500).mapToObj("tenants/%d"::formatted).toArray(String[]::new);
		assertThat(degraded(tenants)).startsWith("tenants/0,tenants/1,").endsWith(",...").hasSizeLessThan(1100);
		assertThat(List.of(degraded("x".repeat(2000)))).containsExactly("...");
	}

}
