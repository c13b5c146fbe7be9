package dev.probity.vital;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.ProgressCheck;
import dev.probity.observation.Observation;
import dev.probity.observation.ObservedSilence;
import dev.probity.observation.ThreadPosition;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Whether a worker makes progress. Fails if its thread has ended without
 * {@link Heartbeat#stop()}, and if it has neither beaten nor parked for longer than the
 * longest silence, if that is set. Thread-safe: runs wait for each other.
 */
final class HeartbeatCheck implements ProgressCheck {

	private final Heartbeat heartbeat;

	private final @Nullable Duration maxSilence;

	private final ObservedSilence silence;

	/**
	 * Check a worker.
	 * @param heartbeat the worker's heartbeat
	 * @param maxSilence the longest silence, or {@code null} if none is too long
	 * @param policy the check's policy
	 * @param ticker for the silence
	 */
	public HeartbeatCheck(Heartbeat heartbeat, @Nullable Duration maxSilence, CheckPolicy policy, Ticker ticker) {
		this.heartbeat = heartbeat;
		this.maxSilence = maxSilence;
		this.silence = new ObservedSilence(policy.interval(), ticker);
	}

	@Override
	public synchronized CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		Thread thread = this.heartbeat.thread();
		boolean parked = this.heartbeat.isParked();
		long beats = this.heartbeat.beats();
		Duration silent = this.silence.since(parked ? "parked after " + beats : beats);
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("beats", beats);
		details.put("parked", parked);
		details.put("silentFor", Durations.brief(silent));
		details.put("thread", ThreadPosition.nameOf(thread));
		details.put("threadState", thread.getState().name());
		if (this.heartbeat.isDead()) {
			return CheckResult.failed(death(), details);
		}
		Duration longest = this.maxSilence;
		if (longest == null || parked || silent.compareTo(longest) <= 0) {
			return CheckResult.passed(details);
		}
		ThreadPosition position = ThreadPosition.of(thread);
		details.put("stack", position.lines());
		return CheckResult.failed("no beat for %s (at most %s): %s".formatted(Durations.brief(silent),
				Durations.exact(longest), position.describe()), details);
	}

	private String death() {
		Throwable cause = this.heartbeat.causeOfDeath();
		return "thread '%s' has ended %s".formatted(ThreadPosition.nameOf(this.heartbeat.thread()),
				(cause != null) ? "by " + CheckResult.failed(cause).reason() : "without stop()");
	}

}
