package dev.probity.indicator;

import dev.probity.check.CheckResult;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;

/**
 * What has come of asking an indicator.
 *
 * @param health what it has answered, which may be nothing
 * @param thrown what it has thrown instead
 * @param found what it had found before it threw, as far as that can be known
 */
record IndicatorAnswer(@Nullable Health health, @Nullable Throwable thrown, Health.@Nullable Builder found) {

	static IndicatorAnswer of(@Nullable Health health) {
		return new IndicatorAnswer(health, null, null);
	}

	static IndicatorAnswer of(Throwable thrown, Health.@Nullable Builder found) {
		return new IndicatorAnswer(null, thrown, found);
	}

	CheckResult result(IndicatorResults results) {
		if (this.thrown == null) {
			return results.of(this.health);
		}
		return (this.found != null) ? results.of(this.found, this.thrown) : CheckResult.failed(this.thrown);
	}

	/**
	 * Why it can be asked on the thread of a caller only.
	 * @return the reason, or {@code null} if there is none
	 */
	@Nullable String missedCaller() {
		if (this.thrown != null) {
			return CallerContext.missedBy(this.thrown);
		}
		return (this.health != null) ? CallerContext.missedBy(this.health) : null;
	}

}
