package dev.probity.indicator;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Status;
import org.springframework.util.CollectionUtils;

/**
 * What the statuses of health indicators mean. DOWN and OUT_OF_SERVICE fail, and so does
 * every status that the application has put before one of these in
 * <code>management.endpoint.health.status.order</code>, or that it answers with an HTTP
 * status of an error (<code>management.endpoint.health.status.http-mapping</code>); all
 * others pass, UNKNOWN included. Immutable.
 *
 * @since 0.1.0
 */
public final class IndicatorStatuses {

	private static final int FIRST_ERROR = 400;

	private static final Set<String> FAILING = Set.of(comparable(Status.DOWN.getCode()),
			comparable(Status.OUT_OF_SERVICE.getCode()));

	private static final Set<String> PASSING = Set.of(comparable(Status.UP.getCode()),
			comparable(Status.UNKNOWN.getCode()));

	private final Set<String> failing;

	private IndicatorStatuses(Set<String> failing) {
		this.failing = Set.copyOf(failing);
	}

	/**
	 * Statuses as the application has set them for Actuator.
	 * @param order the worst first; empty or {@code null} if it has set none
	 * @param httpMapping the HTTP status by status; may be {@code null}
	 * @return the statuses
	 */
	public static IndicatorStatuses of(@Nullable Collection<String> order, @Nullable Map<String, Integer> httpMapping) {
		Set<String> failing = new TreeSet<>(FAILING);
		if (!CollectionUtils.isEmpty(order)) {
			List<String> statuses = order.stream().map(IndicatorStatuses::comparable).toList();
			int last = FAILING.stream().mapToInt(statuses::indexOf).max().orElse(-1);
			failing.addAll(statuses.subList(0, last + 1));
		}
		if (httpMapping != null) {
			httpMapping.forEach((status, http) -> {
				if (http != null && http >= FIRST_ERROR) {
					failing.add(comparable(status));
				}
			});
		}
		failing.removeAll(PASSING);
		return new IndicatorStatuses(failing);
	}

	/**
	 * The same, with those that fail by other settings.
	 * @param others the statuses by other settings
	 * @return the statuses
	 */
	public IndicatorStatuses and(IndicatorStatuses others) {
		return failingAlso(others.failing);
	}

	/**
	 * The same, with further statuses that fail.
	 * @param statuses the statuses, whatever their case and punctuation; may be
	 * {@code null}
	 * @return the statuses
	 */
	public IndicatorStatuses failingAlso(@Nullable Collection<String> statuses) {
		if (CollectionUtils.isEmpty(statuses)) {
			return this;
		}
		Set<String> all = new TreeSet<>(this.failing);
		statuses.stream().map(IndicatorStatuses::comparable).forEach(all::add);
		return new IndicatorStatuses(all);
	}

	boolean fails(Status status) {
		return this.failing.contains(comparable(status.getCode()));
	}

	/**
	 * Compare status codes as Spring Boot does: letters and digits alone.
	 */
	private static String comparable(String code) {
		StringBuilder result = new StringBuilder();
		code.chars().filter(Character::isLetterOrDigit).forEach((character) -> result.append((char) character));
		return result.toString().toLowerCase(Locale.ROOT);
	}

}
