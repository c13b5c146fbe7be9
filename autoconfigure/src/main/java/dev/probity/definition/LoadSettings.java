package dev.probity.definition;

import java.time.Duration;

import dev.probity.check.Range;
import dev.probity.probe.LoadTerms;
import dev.probity.settings.CheckNames;
import dev.probity.settings.ErrorRateProperties;
import dev.probity.settings.LoadProperties;
import dev.probity.settings.RequiredRange;

/**
 * What the properties say about load in general.
 */
public final class LoadSettings {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	// more than anybody means; beyond 292 years nanoseconds cannot be reckoned with
	private static final Duration LONGEST = Duration.ofDays(36_500);

	private final LoadProperties load;

	private final ErrorRateProperties errorRate;

	public LoadSettings(LoadProperties load, ErrorRateProperties errorRate) {
		this.load = load;
		this.errorRate = errorRate;
	}

	/**
	 * The limits within which a load check may withdraw readiness. An instance that fails
	 * its requests leaves at once: where all do, little is lost by it.
	 */
	public LoadTerms terms(String check) {
		return check.equals(CheckNames.ERROR_RATE) ? new LoadTerms(Duration.ZERO, this.errorRate.failOpenAfter())
				: new LoadTerms(this.load.stagger(), this.load.failOpenAfter());
	}

	/**
	 * Fail if a setting is invalid.
	 */
	public void validate() {
		Range<Duration> times = Range.of(SHORTEST, LONGEST);
		RequiredRange.require("probity.load.sustained-for", this.load.sustainedFor(), times,
				"a shorter time cannot tell load from chance");
		RequiredRange.require("probity.load.stagger", this.load.stagger(), Range.of(Duration.ZERO, LONGEST),
				"it is the time over which instances leave one after another");
		RequiredRange.require("probity.load.fail-open-after", this.load.failOpenAfter(), times,
				"a shorter time cannot tell load from chance");
		RequiredRange.require("probity.error-rate.fail-open-after", this.errorRate.failOpenAfter(),
				Range.of(SHORTEST, Duration.ofDays(1)), "an instance must neither leave for no time nor for good");
	}

}
