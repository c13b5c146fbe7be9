package dev.probity.indicator;

import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.OwnStatus;
import dev.probity.detail.DetailShape;
import dev.probity.detail.FrozenDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Makes the result of a check of what a health indicator has found: its status decides,
 * its details are shown as they are and decide nothing. Thread-safe.
 *
 * @param statuses what its statuses mean
 * @param shape how objects look among its details
 * @since 0.1.0
 */
public record IndicatorResults(IndicatorStatuses statuses, DetailShape shape) {

	/**
	 * What an indicator has answered.
	 */
	CheckResult of(@Nullable Health health) {
		if (health == null) {
			// for Actuator this is neither good nor bad
			return new CheckResult.Passed(Map.of(), ownStatus(Status.UNKNOWN));
		}
		Map<String, Object> details = FrozenDetails.of(health.getDetails(), this.shape);
		OwnStatus status = ownStatus(health.getStatus());
		if (!this.statuses.fails(health.getStatus())) {
			return new CheckResult.Passed(details, status);
		}
		Object error = details.get("error");
		return new CheckResult.Failed((error != null) ? error.toString() : "the indicator reports " + status.code(),
				details, status);
	}

	/**
	 * What an indicator has thrown, and what it had found before.
	 */
	CheckResult of(Health.Builder found, Throwable thrown) {
		String reason = String.valueOf(CheckResult.failed(thrown).reason());
		Health health = down(found, thrown);
		return new CheckResult.Failed(reason, FrozenDetails.of(health.getDetails(), this.shape),
				ownStatus(health.getStatus()));
	}

	private static Health down(Health.Builder found, Throwable thrown) {
		try {
			return found.down(thrown).build();
		}
		catch (RuntimeException ex) {
			// an object whose toString fails
			return found.down().build();
		}
	}

	private static OwnStatus ownStatus(Status status) {
		return new OwnStatus(status.getCode(), status.getDescription());
	}

}
