package dev.probity.test;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeReport;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.web.VerboseText;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on one probe. What fails prints what the probe answers to {@code ?verbose}.
 * They look at what is known now, whatever time it is for the checks; for code of the
 * application that has something to finish on another thread (a startup task), they wait
 * a moment of real time.
 *
 * @since 0.1.0
 */
public final class ProbeAssert extends AbstractAssert<ProbeAssert, Probe> {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final Duration LOOK_EVERY = Duration.ofMillis(5);

	private final ProbityTester tester;

	ProbeAssert(ProbityTester tester, Probe probe) {
		super(probe, ProbeAssert.class);
		this.tester = tester;
	}

	/**
	 * It passes, and nothing is wrong.
	 * @return this
	 */
	public ProbeAssert isUp() {
		return is(ProbeStatus.UP);
	}

	/**
	 * It fails because of a check, which is a 503.
	 * @return this
	 */
	public ProbeAssert isDown() {
		return is(ProbeStatus.DOWN);
	}

	/**
	 * It passes, but something that is optional does not work.
	 * @return this
	 */
	public ProbeAssert isDegraded() {
		return is(ProbeStatus.DEGRADED);
	}

	/**
	 * It fails for another reason than a check, which is a 503 as well: the instance is
	 * starting or ending, or somebody has said so.
	 * @return this
	 */
	public ProbeAssert isOutOfService() {
		return is(ProbeStatus.OUT_OF_SERVICE);
	}

	/**
	 * It passes, whatever is wrong.
	 * @return this
	 */
	public ProbeAssert passes() {
		return satisfies("pass", (report) -> report.verdict().status().passes());
	}

	private ProbeAssert is(ProbeStatus status) {
		return satisfies("be " + status, (report) -> report.verdict().status() == status);
	}

	/**
	 * One of its reasons is this check.
	 * @param check the check's name
	 * @return this
	 */
	public ProbeAssert because(String check) {
		return satisfies("give '%s' as a reason".formatted(check), (report) -> names(report, check));
	}

	/**
	 * One of its reasons is this check, which says why.
	 * @param check the check's name
	 * @param text a part of what the check says
	 * @return this
	 */
	public ProbeAssert because(String check, String text) {
		return satisfies("give '%s' as a reason, with '%s'".formatted(check, text),
				(report) -> names(report, check) && report.members()
					.stream()
					.anyMatch((member) -> member.name().equals(check) && member.reason() != null
							&& member.reason().contains(text)));
	}

	/**
	 * None of its reasons is this check.
	 * @param check the check's name
	 * @return this
	 */
	public ProbeAssert isNotBecause(String check) {
		return satisfies("not give '%s' as a reason".formatted(check), (report) -> !names(report, check));
	}

	/**
	 * The start of the instance is not complete, since this is outstanding.
	 * @param condition the name of a startup task, the description of a startup gate or
	 * condition, or the name of a check that has had no result
	 * @return this
	 */
	public ProbeAssert waitsFor(String condition) {
		return satisfies("wait for '%s'".formatted(condition),
				(report) -> report.verdict()
					.reasons()
					.stream()
					.filter((reason) -> reason.cause() == Cause.STARTING)
					.map(VerdictReason::subject)
					.anyMatch((subject) -> subject != null && mentions(subject, condition)));
	}

	private static boolean names(ProbeReport report, String check) {
		return report.verdict().reasons().stream().anyMatch((reason) -> check.equals(reason.subject()));
	}

	private static boolean mentions(String subject, String condition) {
		return subject.equals(condition) || Arrays.asList(subject.split("[\\s,'\"]+")).contains(condition);
	}

	private ProbeAssert satisfies(String expectation, Predicate<ProbeReport> condition) {
		isNotNull();
		long begin = System.nanoTime();
		ProbeReport report = report();
		while (!condition.test(report)) {
			if (System.nanoTime() - begin > PATIENCE.toNanos()) {
				throw failure("%nExpected %s to %s, but it answers:%n%s", this.actual.name(), expectation,
						VerboseText.of(this.actual, report));
			}
			LockSupport.parkNanos(LOOK_EVERY.toNanos());
			report = report();
		}
		return this;
	}

	private ProbeReport report() {
		this.tester.settle();
		return this.tester.probes().report(this.actual);
	}

}
