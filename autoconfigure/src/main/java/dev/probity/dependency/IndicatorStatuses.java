package dev.probity.dependency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.probity.check.CheckResult;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.CollectionUtils;

/**
 * What the statuses of health indicators mean. DOWN, OUT_OF_SERVICE and every status that
 * the application has put before one of these in
 * <code>management.endpoint.health.status.order</code> fail; all others pass, UNKNOWN
 * included.
 *
 * @since 0.1.0
 */
public final class IndicatorStatuses {

	private static final List<String> FAILING = List.of(comparable(Status.DOWN.getCode()),
			comparable(Status.OUT_OF_SERVICE.getCode()));

	private static final List<String> PASSING = List.of(comparable(Status.UP.getCode()),
			comparable(Status.UNKNOWN.getCode()));

	private final List<String> failing;

	private IndicatorStatuses(List<String> failing) {
		this.failing = failing;
	}

	/**
	 * Statuses in the order of severity that the application has set.
	 * @param order the worst first; empty or {@code null} if it has set none
	 * @return the statuses
	 */
	public static IndicatorStatuses inOrder(@Nullable Collection<String> order) {
		if (CollectionUtils.isEmpty(order)) {
			return new IndicatorStatuses(FAILING);
		}
		List<String> statuses = order.stream().map(IndicatorStatuses::comparable).toList();
		int last = FAILING.stream().mapToInt(statuses::indexOf).max().orElse(-1);
		List<String> failing = new ArrayList<>(FAILING);
		statuses.subList(0, last + 1).stream().filter((status) -> !PASSING.contains(status)).forEach(failing::add);
		return new IndicatorStatuses(List.copyOf(failing));
	}

	/**
	 * What an indicator has found, as the result of a check.
	 */
	CheckResult result(@Nullable Health health) {
		if (health == null) {
			// Actuator takes this for "nothing to say"
			return CheckResult.passed();
		}
		String code = health.getStatus().getCode();
		if (!this.failing.contains(comparable(code))) {
			return new CheckResult.Passed(health.getDetails(), code);
		}
		Map<String, Object> details = new LinkedHashMap<>(health.getDetails());
		Object error = details.remove("error");
		return new CheckResult.Failed((error != null) ? error.toString() : "the indicator says " + code, details, code);
	}

	/**
	 * As Spring Boot compares them: by letters and digits alone.
	 */
	private static String comparable(String code) {
		StringBuilder result = new StringBuilder();
		code.chars().filter(Character::isLetterOrDigit).forEach((character) -> result.append((char) character));
		return result.toString().toLowerCase(Locale.ROOT);
	}

}
