package dev.probity.vital;

import java.time.Duration;
import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import org.jspecify.annotations.Nullable;

/**
 * When vital checks run, unless settings say otherwise: rarely, since they have a cost,
 * and with a long timeout, since a late result proves nothing about the process.
 */
public final class VitalPolicies {

	static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Duration DEATH_NOTICED = Duration.ofSeconds(5);

	private static final Duration LOAD_INTERVAL = Duration.ofSeconds(5);

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private VitalPolicies() {
	}

	/**
	 * At an interval, and as often while a failure is not confirmed.
	 * @param failures how many in a row it takes
	 */
	static CheckPolicy every(Duration interval, int failures) {
		return CheckPolicy.of(interval, interval, TIMEOUT, failures, 1, 0.1, null);
	}

	/**
	 * So often in a time.
	 * @param failures how many in a row it takes
	 */
	static CheckPolicy within(Duration time, int runs, int failures) {
		Duration interval = time.dividedBy(runs);
		return CheckPolicy.of(interval, interval, TIMEOUT, failures, 1, 0, null);
	}

	/**
	 * How often it is looked at what counts once it has lasted for a while: often enough
	 * to see it twice meanwhile.
	 */
	public static Duration loadInterval(Duration sustainedFor) {
		Duration half = sustainedFor.dividedBy(2);
		return (half.compareTo(LOAD_INTERVAL) < 0) ? half : LOAD_INTERVAL;
	}

	/**
	 * The definition of a check of progress: it matters once a longest silence is set,
	 * and counts that itself.
	 */
	public static CheckDefinition progress(String name, @Nullable Duration maxSilence,
			Function<CheckPolicy, HealthCheck> check) {
		return progress(name, maxSilence, INTERVAL, check);
	}

	/**
	 * The definition of a check of a heartbeat, which may also die.
	 */
	static CheckDefinition heartbeat(String name, @Nullable Duration maxSilence,
			Function<CheckPolicy, HealthCheck> check) {
		return progress(name, maxSilence, DEATH_NOTICED, check);
	}

	/**
	 * The definition of a check of load: it counts time itself.
	 */
	public static CheckDefinition load(String name, Duration interval, Function<CheckPolicy, HealthCheck> check) {
		return new CheckDefinition(name, null, Criticality.OPTIONAL, ProbeType.READINESS, Pace.NORMAL,
				every(interval, 1), check);
	}

	private static CheckDefinition progress(String name, @Nullable Duration maxSilence, Duration longest,
			Function<CheckPolicy, HealthCheck> check) {
		Duration often = (maxSilence != null) ? maxSilence.dividedBy(3) : longest;
		Duration interval = (often.compareTo(longest) < 0) ? often : longest;
		return new CheckDefinition(name, null, (maxSilence != null) ? Criticality.REQUIRED : Criticality.OBSERVED,
				ProbeType.LIVENESS, Pace.NORMAL, every(interval, 1), check);
	}

}
