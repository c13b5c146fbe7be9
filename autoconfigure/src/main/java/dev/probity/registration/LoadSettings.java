package dev.probity.registration;

import java.time.Duration;

import dev.probity.probe.LoadTerms;
import dev.probity.settings.CheckNames;
import dev.probity.settings.ErrorRateProperties;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.LoadProperties;

/**
 * What the properties say about load in general.
 */
final class LoadSettings {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	// more than anybody means; beyond 292 years nanoseconds cannot be reckoned with
	private static final Duration LONGEST = Duration.ofDays(36_500);

	private final LoadProperties load;

	private final ErrorRateProperties errorRate;

	LoadSettings(LoadProperties load, ErrorRateProperties errorRate) {
		this.load = load;
		this.errorRate = errorRate;
	}

	/**
	 * The limits within which a load check may withdraw readiness. An instance that fails
	 * its requests leaves at once: where all do, little is lost by it.
	 */
	LoadTerms terms(String check) {
		return check.equals(CheckNames.ERROR_RATE) ? new LoadTerms(Duration.ZERO, this.errorRate.failOpenAfter())
				: new LoadTerms(this.load.stagger(), this.load.failOpenAfter());
	}

	/**
	 * Fail if a setting is invalid.
	 */
	void validate() {
		requireTime("probity.load.sustained-for", this.load.sustainedFor());
		if (this.load.stagger().isNegative()) {
			throw new FailureAnalyzedException("The property 'probity.load.stagger' is %dms, but must not be negative."
				.formatted(this.load.stagger().toMillis()), "Set it to 0s or more.");
		}
		requireNoMore("probity.load.stagger", this.load.stagger());
		requireTime("probity.load.fail-open-after", this.load.failOpenAfter());
		requireTime("probity.error-rate.fail-open-after", this.errorRate.failOpenAfter());
	}

	private static void requireTime(String property, Duration value) {
		if (value.compareTo(SHORTEST) < 0) {
			throw new FailureAnalyzedException(
					"The property '%s' is %dms, but must be at least 1s.".formatted(property, value.toMillis()),
					"Set it to 1s or more.");
		}
		requireNoMore(property, value);
	}

	private static void requireNoMore(String property, Duration value) {
		if (value.compareTo(LONGEST) > 0) {
			throw new FailureAnalyzedException(
					"The property '%s' is %dd, but must be at most 36500d.".formatted(property, value.toDays()),
					"Set it to 36500d or less.");
		}
	}

}
