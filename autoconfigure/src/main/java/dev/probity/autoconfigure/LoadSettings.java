package dev.probity.autoconfigure;

import java.time.Duration;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * What the properties say about load in general.
 */
final class LoadSettings {

	/** The name of the check that looks at how many requests fail. */
	static final String ERROR_RATE = "errorRate";

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private final LoadProperties load;

	private final ErrorRateProperties errorRate;

	LoadSettings(LoadProperties load, ErrorRateProperties errorRate) {
		this.load = load;
		this.errorRate = errorRate;
	}

	/**
	 * For how long a check of load may keep the instance from being ready.
	 */
	Duration failOpenAfter(String check) {
		return check.equals(ERROR_RATE) ? this.errorRate.failOpenAfter() : this.load.failOpenAfter();
	}

	/**
	 * Fail if something is set to what it cannot be.
	 */
	void validate() {
		requireTime("probity.load.sustained-for", this.load.sustainedFor());
		requireTime("probity.load.fail-open-after", this.load.failOpenAfter());
		requireTime("probity.error-rate.fail-open-after", this.errorRate.failOpenAfter());
	}

	private static void requireTime(String property, Duration value) {
		if (value.compareTo(SHORTEST) < 0) {
			throw new FailureAnalyzedException("The property '%s' is %dms, which is too short to tell load from chance."
				.formatted(property, value.toMillis()), "Set it to 1s or more.");
		}
	}

}
