package dev.probity.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.probity.change.ChangeHistory;
import dev.probity.change.RecordedChange;
import dev.probity.change.RecordedChange.Subject;
import dev.probity.change.VerdictChange;
import dev.probity.change.VerdictChange.Extent;
import dev.probity.change.VerdictChangeListener;
import dev.probity.check.CheckChange;
import dev.probity.check.CheckResult;
import dev.probity.check.Diagnosis;
import dev.probity.check.DiagnosisChange;
import dev.probity.check.StateTransitionListener;
import dev.probity.consumer.ConsumerChangedEvent;
import dev.probity.lifecycle.LivenessHold;
import dev.probity.lifecycle.ReadinessOverrideChange;
import dev.probity.lifecycle.ReadinessOverrideListener;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Remembers the last 256 changes of checks and probes, with their causes, of overrides of
 * readiness, and of what is done with message listeners. Thread-safe.
 */
final class FlightRecorder
		implements StateTransitionListener, VerdictChangeListener, ReadinessOverrideListener, ChangeHistory, Ordered {

	// newest first; guarded by itself
	private final Deque<RecordedChange> changes = new ArrayDeque<>(CAPACITY);

	@Override
	public void onTransition(CheckChange transition) {
		CheckResult result = transition.after().lastResult();
		record(new RecordedChange(transition.after().since(), Subject.CHECK, transition.check(),
				transition.before().state().name(), transition.after().state().name(), transition.lasted(),
				(result != null) ? result.reason() : null, List.of()));
	}

	@Override
	public void onDiagnosis(DiagnosisChange change) {
		Diagnosis before = change.before();
		Diagnosis after = change.after();
		record(new RecordedChange(change.at(), Subject.CHECK, change.check(), finding(before), finding(after),
				(before != null) ? Duration.between(before.since(), change.at()) : Duration.ZERO,
				(after != null) ? after.sentence() : null, List.of()));
	}

	private static String finding(@Nullable Diagnosis diagnosis) {
		return (diagnosis != null) ? diagnosis.finding().name() : "no finding";
	}

	@Override
	public void onChange(VerdictChange change) {
		if (change.probe().type() == ProbeType.STARTUP && change.extent() == Extent.REASONS) {
			// readiness waits for the same, and is recorded
			return;
		}
		if (HoldLogger.isOne(change)) {
			recordHold(change);
		}
		if (HoldLogger.isNothingElse(change)) {
			return;
		}
		record(new RecordedChange(change.at(), Subject.PROBE, change.probe().name(), change.before().status().name(),
				change.after().status().name(), change.lasted(), null, change.after().reasons()));
	}

	private void recordHold(VerdictChange change) {
		LivenessHold before = change.before().hold();
		LivenessHold after = change.after().hold();
		record(new RecordedChange(change.at(), Subject.OVERRIDE, change.probe().name(), mode(before), mode(after),
				(before != null) ? Duration.between(before.since(), change.at()) : change.lasted(),
				(after != null) ? after.reason() : null, List.of()));
	}

	private static String mode(@Nullable LivenessHold hold) {
		return (hold != null) ? "HELD" : "AUTO";
	}

	@Override
	public void onChange(ReadinessOverrideChange change) {
		record(new RecordedChange(change.at(), Subject.OVERRIDE, Probe.READINESS, change.before().mode().name(),
				change.after().mode().name(), change.lasted(), change.reason(), List.of()));
	}

	void onChange(ConsumerChangedEvent event, Instant at) {
		record(new RecordedChange(at, Subject.CONSUMER, event.consumer(), event.before().name(), event.after().name(),
				event.lasted(), event.causes().isEmpty() ? null : String.join(", ", event.causes()), List.of()));
	}

	private void record(RecordedChange change) {
		synchronized (this.changes) {
			if (this.changes.size() == CAPACITY) {
				this.changes.removeLast();
			}
			this.changes.addFirst(change);
		}
	}

	@Override
	public List<RecordedChange> latest() {
		synchronized (this.changes) {
			return List.copyOf(this.changes);
		}
	}

	/**
	 * Run before listeners of the application, which may be slow.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
