package dev.probity.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Degraded;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import org.jspecify.annotations.Nullable;

/**
 * What the results of several targets come to.
 */
final class RoutedResult {

	private static final int MOST_REASONS = 3;

	private final Function<String, RouteWeight> weights;

	private final Map<String, Object> details = new LinkedHashMap<>();

	private final List<String> failed = new ArrayList<>();

	private final List<String> failing = new ArrayList<>();

	private final List<String> requiredFailed = new ArrayList<>();

	private final List<Inconclusive> inconclusive = new ArrayList<>();

	private int counted;

	private int passed;

	RoutedResult(Function<String, RouteWeight> weights) {
		this.weights = weights;
	}

	/**
	 * Add a target.
	 * @param found what this round has found of it, or {@code null} if it was not asked
	 */
	void add(RoutedTarget<?> target, @Nullable CheckResult found) {
		this.details.put(target.key(), describe(target, found));
		RouteWeight weight = this.weights.apply(target.key());
		if (weight == RouteWeight.OBSERVED) {
			return;
		}
		this.counted++;
		if (found instanceof Failed) {
			String reason = target.key() + ": " + found.reason();
			this.failed.add(reason);
			if (weight == RouteWeight.REQUIRED) {
				this.requiredFailed.add(reason);
			}
		}
		else if (found instanceof Inconclusive saturated) {
			this.inconclusive.add(saturated);
		}
		else if (found != null) {
			this.passed++;
		}
		if (target.isFailing()) {
			this.failing
				.add(target.key() + ": " + ((found != null && found.reason() != null) ? found.reason() : "recovering"));
		}
	}

	private static Map<String, Object> describe(RoutedTarget<?> target, @Nullable CheckResult found) {
		Map<String, Object> described = new LinkedHashMap<>();
		described.put("status", target.status());
		if (found != null) {
			String reason = found.reason();
			if (reason != null) {
				described.put((found instanceof Inconclusive) ? "inconclusive" : "error", reason);
			}
			described.putAll(found.details());
		}
		return described;
	}

	CheckResult get() {
		Map<String, Object> all = Map.of("targets", this.details);
		if (this.counted > 0 && this.failed.size() == this.counted) {
			return CheckResult
				.failed(inWords("%d of %d targets fail".formatted(this.counted, this.counted), this.failed), all);
		}
		if (!this.requiredFailed.isEmpty()) {
			return CheckResult.failed(inWords("a required target fails", this.requiredFailed), all);
		}
		if (this.counted > 0 && this.passed == 0 && this.inconclusive.isEmpty()) {
			return new Inconclusive(inWords("no target has passed in this run, and not all have answered", this.failed),
					null, all);
		}
		if (!this.failing.isEmpty()) {
			return new Degraded(
					inWords("%d of %d targets fail".formatted(this.failing.size(), this.counted), this.failing), all);
		}
		if (this.passed == 0 && !this.inconclusive.isEmpty()) {
			Inconclusive first = this.inconclusive.get(0);
			return new Inconclusive(first.reason(), oldestEvidence(), all);
		}
		return CheckResult.passed(all);
	}

	/**
	 * As old as the oldest, so that what goes stale in one target is seen.
	 */
	private @Nullable Duration oldestEvidence() {
		Duration oldest = Duration.ZERO;
		for (Inconclusive each : this.inconclusive) {
			Duration age = each.evidenceAge();
			if (age == null) {
				return null;
			}
			oldest = (age.compareTo(oldest) > 0) ? age : oldest;
		}
		return oldest;
	}

	private static String inWords(String what, List<String> reasons) {
		if (reasons.isEmpty()) {
			return what;
		}
		String shown = String.join("; ", reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
		return what + " (" + shown
				+ ((reasons.size() > MOST_REASONS) ? "; and %d more".formatted(reasons.size() - MOST_REASONS) : "")
				+ ")";
	}

}
