package dev.probity.dependency;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Asks a health indicator of Actuator. DOWN and OUT_OF_SERVICE fail; every other status,
 * UNKNOWN included, passes.
 *
 * @since 0.1.0
 */
public final class HealthIndicatorCheck implements DependencyCheck {

	private final HealthIndicator indicator;

	/**
	 * Check by an indicator.
	 * @param indicator the indicator
	 */
	public HealthIndicatorCheck(HealthIndicator indicator) {
		this.indicator = indicator;
	}

	@Override
	public CheckResult check() {
		Health health = this.indicator.health(true);
		if (health == null) {
			// Actuator takes this for "nothing to say"
			return CheckResult.passed();
		}
		Map<String, Object> details = new LinkedHashMap<>(health.getDetails());
		Status status = health.getStatus();
		if (!status.equals(Status.DOWN) && !status.equals(Status.OUT_OF_SERVICE)) {
			return CheckResult.passed(details);
		}
		Object error = details.remove("error");
		return CheckResult.failed((error != null) ? error.toString() : "the indicator says " + status.getCode(),
				details);
	}

}
