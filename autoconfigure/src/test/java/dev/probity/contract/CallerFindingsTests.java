package dev.probity.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.contract.Circumstances.Platform;
import dev.probity.contract.Circumstances.Served;
import dev.probity.contract.ProbeEntrance.Scheme;
import dev.probity.contract.ProbeEntrance.State;
import dev.probity.fixture.ArabicDigits;
import dev.probity.traffic.CallerKind;
import dev.probity.traffic.Entrance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wrong with how the probes are requested.
 */
class CallerFindingsTests {

	private static final Duration PERIOD = Duration.ofSeconds(10);

	private static ObservedCaller call(String path, PathRole role) {
		return call(CallerKind.KUBELET, Entrance.PROBE_PORT, path, role, 200, every(PERIOD));
	}

	private static ObservedCaller call(CallerKind caller, Entrance entrance, String path, PathRole role, int status,
			List<Duration> gaps) {
		return new ObservedCaller(caller, entrance, path, role, gaps.size() + 1, status, gaps, Duration.ZERO);
	}

	private static List<Duration> every(Duration period) {
		return Stream.generate(() -> period).limit(40).toList();
	}

	private static Circumstances after(@Nullable Duration started) {
		return circumstances(started, Served.REQUESTS, Duration.ZERO);
	}

	private static Circumstances circumstances(@Nullable Duration started, Served served, Duration pause) {
		return new Circumstances(Platform.KUBERNETES, served, started, pause, Pods.stanzas(Pods.PROBE_PORT, pause));
	}

	private static final ObservedCaller LIVENESS = call("/livez", PathRole.LIVENESS);

	private static final ObservedCaller READINESS = call("/readyz", PathRole.READINESS);

	private static List<FindingCode> codes(Circumstances circumstances, ObservedCaller... callers) {
		return CallerFindings.of(List.of(callers), circumstances).stream().map(Finding::code).toList();
	}

	private static String text(ObservedCaller caller, ObservedCaller other) {
		List<Finding> findings = CallerFindings.of(List.of(caller, other), after(Duration.ofMinutes(9)));
		assertThat(findings).hasSize(1);
		return findings.get(0).text();
	}

	@Test
	void nothingIsWrongWithTheProbesOfTheManifest() {
		assertThat(codes(after(Duration.ofHours(3)), LIVENESS, READINESS, call("/startupz", PathRole.STARTUP)))
			.isEmpty();
	}

	@Test
	void whatNobodyRequestsWithinFiveMinutesOfTheStartIsSaidOnKubernetes() {
		assertThat(codes(after(Duration.ofMinutes(5)))).containsExactly(FindingCode.NOBODY_ASKS_LIVENESS,
				FindingCode.NOBODY_ASKS_READINESS);
		assertThat(codes(after(Duration.ofMinutes(5)), LIVENESS)).containsExactly(FindingCode.NOBODY_ASKS_READINESS);
		assertThat(codes(after(Duration.ofMinutes(5)), READINESS)).containsExactly(FindingCode.NOBODY_ASKS_LIVENESS);
		assertThat(codes(after(Duration.ofMinutes(5).minusNanos(1)))).isEmpty();
		assertThat(codes(after(null))).as("a start that goes on").isEmpty();
		assertThat(codes(new Circumstances(Platform.OTHER, Served.REQUESTS, Duration.ofDays(1), Duration.ZERO,
				Pods.stanzas(Pods.PROBE_PORT, Duration.ZERO))))
			.isEmpty();
	}

	@Test
	void readinessMayBeLeftOutWhereNobodyIsServed() {
		assertThat(codes(circumstances(Duration.ofMinutes(9), Served.NOBODY, Duration.ZERO), LIVENESS)).isEmpty();
	}

	@Test
	void aPersonIsNoPlatform() {
		ObservedCaller curl = call(CallerKind.OTHER, Entrance.MAIN, "/livez", PathRole.LIVENESS, 302,
				List.of(Duration.ofSeconds(2), Duration.ofMinutes(1)));
		assertThat(codes(after(Duration.ofMinutes(5)), curl, READINESS))
			.containsExactly(FindingCode.NOBODY_ASKS_LIVENESS);
		assertThat(codes(after(Duration.ofMinutes(5)), curl, LIVENESS, READINESS)).isEmpty();
	}

	/**
	 * A probe that runs curl in the container, one with a header of its own, a balancer
	 * that nobody here knows.
	 */
	@Test
	void whatSomebodyRequestsRegularlyIsNotSaidToBeRequestedByNobody() {
		ObservedCaller liveness = regular("/livez", PathRole.LIVENESS, PERIOD.multipliedBy(3));
		ObservedCaller readiness = regular("/readyz", PathRole.READINESS, Duration.ZERO);
		Circumstances late = after(Duration.ofMinutes(5));
		assertThat(codes(late, liveness)).containsExactly(FindingCode.NOBODY_ASKS_READINESS);
		assertThat(codes(late, readiness)).containsExactly(FindingCode.NOBODY_ASKS_LIVENESS);
		assertThat(codes(late, liveness, readiness)).isEmpty();
		assertThat(codes(late, regular("/livez", PathRole.LIVENESS, PERIOD.multipliedBy(3).plusNanos(1)), READINESS))
			.as("has gone")
			.containsExactly(FindingCode.NOBODY_ASKS_LIVENESS);
	}

	private static ObservedCaller regular(String path, PathRole role, Duration sinceLast) {
		return new ObservedCaller(CallerKind.OTHER, Entrance.MAIN, path, role, 41, 200, every(PERIOD), sinceLast);
	}

	@Test
	void aKubeletThatRequestsAllOfActuatorsHealthIsToldWhatToWrite() {
		ObservedCaller root = call(CallerKind.KUBELET, Entrance.MANAGEMENT, "/actuator/health", PathRole.HEALTH_ROOT,
				200, every(PERIOD));
		assertThat(codes(after(Duration.ofHours(1)), root)).containsExactly(FindingCode.HEALTH_ROOT_AS_PROBE);
		assertThat(text(root, READINESS)).contains("'/actuator/health'",
				"livenessProbe: { httpGet: { path: /livez, port: 9595 }, timeoutSeconds: 3 }",
				"readinessProbe: { httpGet: { path: /readyz, port: 9595 }, periodSeconds: 5, failureThreshold: 2 }");
	}

	/**
	 * A kubelet that speaks plain HTTP to a port with TLS restarts the pod.
	 */
	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "GRPC")
	void everyStanzaNamesTheSchemeOfItsPort(State state) {
		ProbeStanzas stanzas = Pods.stanzas(new ProbeEntrance(9443, state, Scheme.HTTPS, ""), Duration.ZERO);
		assertThat(Stream.of(stanzas.liveness(), stanzas.readiness(), stanzas.advice())).hasSize(3)
			.allSatisfy((stanza) -> assertThat(stanza).contains(", port: 9443, scheme: HTTPS }"));
		Map<String, Map<String, Map<String, Object>>> probe = new Yaml().load(stanzas.liveness());
		assertThat(probe.get("livenessProbe").get("httpGet"))
			.isEqualTo(Map.of("path", "/livez", "port", 9443, "scheme", "HTTPS"));
	}

	@Test
	void whereOnlyGrpcHasTheProbesAStanzaNamesTheirServices() {
		ProbeStanzas stanzas = Pods.stanzas(new ProbeEntrance(9090, State.GRPC, Scheme.HTTP, ""), Duration.ZERO);
		assertThat(stanzas.liveness())
			.isEqualTo("livenessProbe: { grpc: { port: 9090, service: liveness }, timeoutSeconds: 3 }");
		assertThat(stanzas.readiness()).contains("{ grpc: { port: 9090, service: readiness }, ");
	}

	/**
	 * A port that is never open restarts a pod for ever.
	 */
	@Test
	void whereNoPortHasTheProbesItIsSaidFirstHowToHaveOne() {
		ProbeStanzas stanzas = Pods.stanzas(new ProbeEntrance(9595, State.NONE, Scheme.HTTP, ""), Duration.ZERO);
		List<Finding> findings = new ArrayList<>(CallerFindings.of(List.of(), in(stanzas)));
		findings.addAll(CallerFindings.of(List.of(call("/readyz", PathRole.HEALTH_ROOT)), in(stanzas)));
		assertThat(findings).hasSize(3)
			.extracting(Finding::text)
			.allMatch((text) -> text
				.contains(". Set 'probity.probe-port: 9595', since no port of this instance has the "
						+ "probes, and add: livenessProbe: {")
					|| text.contains("has the probes, and add: readinessProbe: {")
					|| text.contains("has the probes, and write instead: livenessProbe: {"));
	}

	private static Circumstances in(ProbeStanzas stanzas) {
		return new Circumstances(Platform.KUBERNETES, Served.REQUESTS, Duration.ofMinutes(9), Duration.ZERO, stanzas);
	}

	@Test
	@ResourceLock(Resources.LOCALE)
	void stanzasHaveTheDigitsOfYamlWhateverTheLanguageOfTheMachine() {
		ProbeEntrance closed = new ProbeEntrance(9443, State.CLOSED, Scheme.HTTP, "");
		ProbeStanzas stanzas = Pods.stanzas(closed, Duration.ofMinutes(1));
		assertThat(ArabicDigits.with(stanzas::advice)).isEqualTo(
				"Set 'probity.probe-port: 9443' and point the probe at it: livenessProbe: { httpGet: { path: /livez, port: 9443 }, timeoutSeconds: 3, failureThreshold: 12 }");
		assertThat(ArabicDigits.with(stanzas::readiness)).contains("port: 9443", "periodSeconds: 5",
				"failureThreshold: 2");
		ObservedCaller hasty = call(CallerKind.KUBELET, Entrance.PROBE_PORT, "/livez", PathRole.LIVENESS, 200,
				every(Duration.ofSeconds(2)));
		Circumstances paused = circumstances(Duration.ofMinutes(1), Served.REQUESTS, Duration.ofMinutes(1));
		assertThat(ArabicDigits.with(() -> CallerFindings.of(List.of(hasty, READINESS), paused)))
			.isEqualTo(CallerFindings.of(List.of(hasty, READINESS), paused));
	}

	@ParameterizedTest
	@ValueSource(longs = { 3, 50, 1_000, 2_500, 4_900 })
	void twoProbesOnOnePathAreSeenByTheTimesBetweenTheirRequests(long apart) {
		List<Duration> gaps = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			gaps.add(Duration.ofMillis(apart));
			gaps.add(PERIOD.minusMillis(apart).plusMillis(i % 3));
		}
		ObservedCaller both = call(CallerKind.KUBELET, Entrance.PROBE_PORT, "/readyz", PathRole.READINESS, 200, gaps);
		List<FindingCode> codes = codes(after(Duration.ofMinutes(1)), both);
		if (apart < 4_900) {
			assertThat(codes).containsExactly(FindingCode.ONE_PATH_FOR_BOTH);
		}
		else {
			assertThat(codes).as("exactly by turns they look like one of half the period").isEmpty();
		}
		assertThat(codes(after(Duration.ofMinutes(1)), both, LIVENESS)).isEmpty();
	}

	@Test
	void oneProbeThatIsLateNowAndThenIsNotTwo() {
		List<Duration> gaps = new ArrayList<>(every(PERIOD));
		gaps.set(3, Duration.ofSeconds(12));
		gaps.set(4, Duration.ofSeconds(8));
		gaps.set(9, Duration.ofMillis(200));
		assertThat(codes(after(Duration.ofMinutes(1)),
				call(CallerKind.KUBELET, Entrance.PROBE_PORT, "/readyz", PathRole.READINESS, 200, gaps)))
			.isEmpty();
	}

	@Test
	void livenessOnThePortOfTheApplicationWaitsForRequestThreads() {
		assertThat(codes(CallerKind.ELB, Entrance.MAIN, PathRole.LIVENESS))
			.containsExactly(FindingCode.LIVENESS_ON_MAIN_PORT);
		assertThat(codes(CallerKind.ELB, Entrance.MANAGEMENT, PathRole.LIVENESS)).isEmpty();
		assertThat(codes(CallerKind.KUBELET, Entrance.MAIN, PathRole.HEALTH_ROOT))
			.containsExactly(FindingCode.HEALTH_ROOT_AS_PROBE, FindingCode.LIVENESS_ON_MAIN_PORT);
		assertThat(codes(CallerKind.ELB, Entrance.MAIN, PathRole.HEALTH_ROOT)).as("a balancer restarts nothing")
			.isEmpty();
	}

	@Test
	void aBalancerThatRequestsAllOfActuatorsHealthIsNoProbe() {
		assertThat(codes(after(Duration.ofHours(1)),
				call(CallerKind.ELB, Entrance.MAIN, "/actuator/health", PathRole.HEALTH_ROOT, 200, every(PERIOD))))
			.containsExactly(FindingCode.NOBODY_ASKS_LIVENESS, FindingCode.NOBODY_ASKS_READINESS);
	}

	private static List<FindingCode> codes(CallerKind caller, Entrance entrance, PathRole role) {
		return codes(after(null), call(caller, entrance, "/any", role, 200, every(PERIOD)));
	}

	@Test
	void livenessIsNotToGiveUpSoonerThanTheProcessHasStoodStill() {
		ObservedCaller hasty = call(CallerKind.KUBELET, Entrance.PROBE_PORT, "/livez", PathRole.LIVENESS, 200,
				every(Duration.ofSeconds(2)));
		Duration minute = Duration.ofMinutes(1);
		assertThat(codes(circumstances(minute, Served.REQUESTS, Duration.ofSeconds(6)), hasty, READINESS)).isEmpty();
		List<Finding> findings = CallerFindings.of(List.of(hasty, READINESS),
				circumstances(minute, Served.REQUESTS, Duration.ofMillis(16_200)));
		assertThat(findings).singleElement()
			.satisfies((finding) -> assertThat(finding.code()).isEqualTo(FindingCode.LIVENESS_TOO_IMPATIENT))
			.satisfies((finding) -> assertThat(finding.text()).contains("every 2s", "restarted within 6s", "for 16.2s",
					"failureThreshold: 4"));
	}

	@Test
	void moreThanOnceASecondIsTooOften() {
		ObservedCaller frequent = call(CallerKind.CONSUL, Entrance.PROBE_PORT, "/readyz", PathRole.READINESS, 200,
				every(Duration.ofMillis(250)));
		assertThat(text(frequent, LIVENESS)).contains("'consul' requests '/readyz' every 250ms");
		assertThat(codes(after(Duration.ofMinutes(9)), LIVENESS, call(CallerKind.CONSUL, Entrance.PROBE_PORT, "/readyz",
				PathRole.READINESS, 200, every(Duration.ofSeconds(1)))))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 401, 403 })
	void aRedirectAndARefusalComeFromAnother(int status) {
		ObservedCaller refused = call(CallerKind.KUBELET, Entrance.MAIN, "/readyz", PathRole.READINESS, status,
				every(PERIOD));
		assertThat(text(refused, LIVENESS)).contains("is answered " + status);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 503, 404 })
	void otherAnswersAreOurs(int status) {
		assertThat(codes(after(Duration.ofMinutes(9)), LIVENESS,
				call(CallerKind.KUBELET, Entrance.MAIN, "/readyz", PathRole.READINESS, status, every(PERIOD))))
			.isEmpty();
	}

	@ParameterizedTest
	@EnumSource(FindingCode.class)
	void everyFindingLeadsToItsParagraph(FindingCode code) {
		assertThat(new Finding(code, "").help()).matches("docs/findings\\.md#probity-10\\d");
	}

}
