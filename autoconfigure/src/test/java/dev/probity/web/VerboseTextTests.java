package dev.probity.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.probity.consumer.ConsumerReading;
import dev.probity.consumer.ConsumerState;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeReport;
import dev.probity.probe.ProbeReport.Effect;
import dev.probity.probe.ProbeReport.Ending;
import dev.probity.probe.ProbeReport.Member;
import dev.probity.probe.ProbeReport.Streak;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.probe.Visibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What <code>?verbose</code> says of which state.
 */
class VerboseTextTests {

	private static final Duration LONG = Duration.ofSeconds(34);

	private static final Streak STREAK = new Streak(2, Ending.RESULT, 2, null, null);

	private static final String SUMMARY = "All of it in a sentence.";

	private static Member passing(String name) {
		return new Member(name, Criticality.REQUIRED, null, Effect.PASSES, null, LONG, Duration.ZERO, STREAK);
	}

	private static Member required(String name, Cause condition, Effect effect, String reason) {
		return new Member(name, Criticality.REQUIRED, condition, effect, reason, LONG, Duration.ofSeconds(90), STREAK);
	}

	private static Member optional(String name, Cause condition, String reason) {
		return new Member(name, Criticality.OPTIONAL, condition, Effect.FAILS, reason, LONG, Duration.ofSeconds(90),
				STREAK);
	}

	private static String[] lines(Visibility visibility, ProbeStatus status, List<VerdictReason> reasons,
			Member... members) {
		String text = VerboseText.of("readyz", SUMMARY,
				new ProbeReport(new ProbeVerdict("readiness", status, reasons), List.of(members), List.of(), null),
				List.of(), visibility);
		assertThat(text).endsWith("\n");
		List<String> lines = List.of(text.split("\n"));
		if (visibility == Visibility.STATUS) {
			return lines.toArray(String[]::new);
		}
		assertThat(lines.get(0)).isEqualTo("# " + SUMMARY);
		return lines.subList(1, lines.size()).toArray(String[]::new);
	}

	private static String[] details(ProbeStatus status, Member... members) {
		return lines(Visibility.DETAILS, status, List.of(), members);
	}

	private static VerdictReason reason(Cause cause, String subject) {
		return new VerdictReason(cause, subject, null);
	}

	@Test
	void onePassingCheckIsOneLineInTheWordsOfKubernetes() {
		assertThat(details(ProbeStatus.UP, passing("db"), passing("redis"))).containsExactly("[+]db ok", "[+]redis ok",
				"readyz check passed");
	}

	@Test
	void aFailingCheckSaysWhyAndForHowLongAndWhetherItIsOptional() {
		assertThat(details(ProbeStatus.DOWN, required("db", Cause.FAILING, Effect.FAILS, "connection refused"),
				optional("redis", Cause.FAILING, "timed out after 2s")))
			.containsExactly("[-]db failed: connection refused, for 34s",
					"[-]redis failed: timed out after 2s, for 34s (optional)", "readyz check failed");
	}

	@Test
	void aFailingCheckWhoseLastRunPassedIsRecovering() {
		assertThat(details(ProbeStatus.DOWN, required("db", Cause.FAILING, Effect.FAILS, null)))
			.contains("[-]db failed: recovering, for 34s");
	}

	@Test
	void anUnknownCheckSaysWhatItLacks() {
		assertThat(details(ProbeStatus.DOWN, required("db", Cause.UNKNOWN, Effect.FAILS, null),
				required("pool", Cause.UNKNOWN, Effect.FAILS, "saturated 5/5")))
			.contains("[-]db unknown: not checked yet", "[-]pool unknown: saturated 5/5");
	}

	@Test
	void aStaleCheckSaysSinceWhenNothingIsKnown() {
		assertThat(details(ProbeStatus.DOWN, required("db", Cause.STALE, Effect.FAILS, null),
				optional("pool", Cause.STALE, "saturated 5/5")))
			.contains("[-]db stale: no result for 1m30s",
					"[-]pool stale: saturated 5/5, no result for 1m30s (optional)");
	}

	@Test
	void whatAProbeDoesNotMindItPassesAndSaysAllTheSame() {
		assertThat(details(ProbeStatus.UP, required("worker", Cause.UNKNOWN, Effect.PASSES, null),
				required("memory", Cause.STALE, Effect.PASSES, null),
				required("disk", Cause.FAILING, Effect.PASSES, "full")))
			.containsExactly("[+]worker unknown: not checked yet", "[+]memory stale: no result for 1m30s",
					"[+]disk stale: full, no result for 1m30s", "readyz check passed");
	}

	@Test
	void aStartThatIsUnderWaySaysWhatIsOutstanding() {
		assertThat(lines(Visibility.DETAILS, ProbeStatus.OUT_OF_SERVICE,
				List.of(reason(Cause.STARTING, "runners"), reason(Cause.STARTING, "first result of db")),
				required("db", Cause.UNKNOWN, Effect.FAILS, null)))
			.containsExactly("[-]lifecycle starting: runners", "[-]lifecycle starting: first result of db",
					"[-]db unknown: not checked yet", "readyz check failed (out of service)");
	}

	@ParameterizedTest
	@CsvSource({ "LAME_DUCK, OUT_OF_SERVICE, [-]lifecycle lame duck", "STOPPED, OUT_OF_SERVICE, [-]lifecycle stopped",
			"OVERRIDE, OUT_OF_SERVICE, [-]override not ready", "OVERRIDE, UP, [+]override ready",
			"REFUSING_TRAFFIC, OUT_OF_SERVICE, [-]application refusing traffic",
			"BROKEN, DOWN, [-]application broken" })
	void whatConcernsTheInstanceComesFirst(Cause cause, ProbeStatus status, String line) {
		for (Visibility visibility : List.of(Visibility.COMPONENTS, Visibility.DETAILS)) {
			assertThat(lines(visibility, status, List.of(reason(cause, null)), passing("db"))).startsWith(line,
					"[+]db ok");
		}
	}

	@Test
	void whatAnOperatorHasSaidIsToldToThoseWhoMaySeeDetails() {
		VerdictReason override = new VerdictReason(Cause.OVERRIDE, null, null, new Forced(Mode.NOT_READY,
				"draining node 7", Duration.ofMinutes(10), Instant.EPOCH.plusMillis(700), 0));
		assertThat(lines(Visibility.DETAILS, ProbeStatus.OUT_OF_SERVICE, List.of(override)))
			.startsWith("[-]override not ready: draining node 7, until 1970-01-01T00:10:00Z");
		assertThat(lines(Visibility.COMPONENTS, ProbeStatus.OUT_OF_SERVICE, List.of(override)))
			.startsWith("[-]override not ready: reason withheld");
		assertThat(lines(Visibility.STATUS, ProbeStatus.OUT_OF_SERVICE, List.of(override)))
			.containsExactly("readyz check failed (out of service)");
	}

	@Test
	void reasonsOfChecksAreNotSaidTwice() {
		assertThat(lines(Visibility.DETAILS, ProbeStatus.DOWN,
				List.of(new VerdictReason(Cause.FAILING, "db", Criticality.REQUIRED)),
				required("db", Cause.FAILING, Effect.FAILS, "closed")))
			.hasSize(2);
	}

	@Test
	void whoMayNotSeeDetailsIsToldNoReason() {
		assertThat(lines(Visibility.COMPONENTS, ProbeStatus.OUT_OF_SERVICE,
				List.of(reason(Cause.STARTING, "secret runner")), passing("db"),
				optional("redis", Cause.FAILING, "secret"), optional("kafka", Cause.UNKNOWN, null),
				optional("mongo", Cause.STALE, null)))
			.containsExactly("[-]lifecycle starting: reason withheld", "[+]db ok", "[-]redis failed: reason withheld",
					"[-]kafka unknown: reason withheld", "[-]mongo stale: reason withheld",
					"readyz check failed (out of service)");
	}

	@ParameterizedTest
	@EnumSource(ProbeStatus.class)
	void whoMayNotSeeComponentsIsToldTheStatusAndNothingElse(ProbeStatus status) {
		assertThat(lines(Visibility.STATUS, status, List.of(reason(Cause.STARTING, "runners")),
				required("db", Cause.FAILING, Effect.FAILS, "closed")))
			.containsExactly(switch (status) {
				case UP -> "readyz check passed";
				case DEGRADED -> "readyz check passed (degraded)";
				case DOWN -> "readyz check failed";
				case OUT_OF_SERVICE -> "readyz check failed (out of service)";
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\n[+]fake ok", "a\r\n[+]fake ok", "a\u2028[+]fake ok", "a\u0085[+]fake ok",
			"a\u001b[+]fake ok" })
	void aReasonStaysOnItsLine(String reason) {
		assertThat(details(ProbeStatus.DOWN, required("db", Cause.FAILING, Effect.FAILS, reason)))
			.containsExactly("[-]db failed: a [+]fake ok, for 34s", "readyz check failed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "verbose", "verbose=", "verbose=true", "verbose=false", "a=b&verbose", "verbose&a" })
	void isAskedForWithAnyValueOrNone(String query) {
		assertThat(VerboseQuery.isIn(query)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "verbosely", "a=verbose", "Verbose", "&", "noverbose" })
	void isNotAskedForOtherwise(String query) {
		assertThat(VerboseQuery.isIn(query)).isFalse();
		assertThat(VerboseQuery.isIn(null)).isFalse();
	}

	@Test
	void whatTheStartWaitsForIsALineEachWithHowFarItHasCome() {
		ProbeVerdict verdict = new ProbeVerdict("startup", ProbeStatus.OUT_OF_SERVICE,
				List.of(reason(Cause.STARTING, "warm-cache"), reason(Cause.STARTING, "leader elected")));
		ProbeReport report = new ProbeReport(verdict, List.of(),
				List.of(new OutstandingCondition("leader elected", null),
						new OutstandingCondition("warm-cache", "1200/5000 (24s)")),
				null);
		assertThat(VerboseText.of("startupz", SUMMARY, report, List.of(), Visibility.DETAILS)).isEqualTo("""
				# All of it in a sentence.
				[-]lifecycle starting: warm-cache 1200/5000 (24s)
				[-]lifecycle starting: leader elected
				startupz check failed (out of service)
				""");
		assertThat(VerboseText.of("startupz", SUMMARY, report, List.of(), Visibility.COMPONENTS))
			.doesNotContain("1200");
	}

	@Test
	void aCheckOfWhichAPartFailsSaysWhich() {
		String reason = "1 of 2 targets fail (b: refused)";
		assertThat(details(ProbeStatus.DEGRADED, required("db", Cause.DEGRADED, Effect.FAILS, reason)))
			.containsExactly("[-]db degraded: " + reason, "readyz check passed (degraded)");
	}

	@Test
	void aListenerThatIsHeldIsALineThatChangesNothing() {
		ProbeReport report = new ProbeReport(new ProbeVerdict("readiness", ProbeStatus.UP, List.of()), List.of(),
				List.of(), null);
		List<ConsumerReading> consumers = List.of(
				new ConsumerReading("orders", ConsumerState.HELD, List.of("db"), List.of("db"),
						List.of("db is FAILING"), Duration.ofSeconds(12)),
				new ConsumerReading("refunds", ConsumerState.ALLOWED, List.of("db"), List.of(), List.of(),
						Duration.ofSeconds(12)));
		assertThat(VerboseText.of("readyz", SUMMARY, report, consumers, Visibility.DETAILS)).isEqualTo("""
				# All of it in a sentence.
				[+]listener orders paused: db is FAILING, for 12s
				[+]listener refunds ok
				readyz check passed
				""");
		assertThat(VerboseText.of("readyz", SUMMARY, report, consumers, Visibility.STATUS))
			.isEqualTo("readyz check passed\n");
	}

}
