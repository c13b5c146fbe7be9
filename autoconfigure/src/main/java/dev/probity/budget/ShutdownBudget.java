package dev.probity.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the end of an instance may cost in the worst case: the sum of everything that may
 * hold it up, and a reserve. Immutable.
 *
 * @param steps the parts, in the order in which they come; the reserve is the last
 */
public record ShutdownBudget(List<ShutdownStep> steps) {

	/**
	 * For what is not a part of its own: the way of the signal, everything that stops at
	 * once, the end of the JVM, and a processor that is busy with other things.
	 */
	public static final Duration RESERVE = Duration.ofSeconds(3);

	public ShutdownBudget {
		steps = List.copyOf(steps);
	}

	/**
	 * The budget for these parts.
	 * @param steps the parts; those that take no time are left out
	 * @return the budget, with the reserve
	 */
	public static ShutdownBudget of(List<ShutdownStep> steps) {
		List<ShutdownStep> all = new ArrayList<>(steps.stream().filter((step) -> !step.atMost().isZero()).toList());
		all.add(new ShutdownStep("reserve", RESERVE, null));
		return new ShutdownBudget(all);
	}

	/**
	 * Whether anything but the reserve is in it.
	 * @return {@code false} if the reserve is all
	 */
	public boolean isMoreThanReserve() {
		return this.steps.size() > 1;
	}

	/**
	 * The longest that the shutdown may take.
	 * @return the sum of all parts, the reserve included
	 */
	public Duration total() {
		return this.steps.stream().map(ShutdownStep::atMost).reduce(Duration.ZERO, Duration::plus);
	}

	/**
	 * The total in whole seconds, as Kubernetes counts them.
	 * @return the seconds, rounded up
	 */
	public long seconds() {
		return total().plusNanos(999_999_999).toSeconds();
	}

	/**
	 * Whether the shutdown ends in time even in the worst case.
	 * @param gracePeriod how long the process has from the signal until it is killed
	 * @return whether the total is not longer than that
	 */
	public boolean fitsInto(Duration gracePeriod) {
		return gracePeriod.compareTo(total()) >= 0;
	}

	/**
	 * The parts with their durations.
	 * @param separator what to put between them
	 * @return the parts in their order, such as {@code lame duck 10s}
	 */
	public String parts(String separator) {
		return this.steps.stream().map(ShutdownBudget::part).collect(Collectors.joining(separator));
	}

	private static String part(ShutdownStep step) {
		String part = step.name() + " " + inSeconds(step.atMost());
		return (step.basis() == ShutdownStep.Basis.ESTIMATED) ? part + " (estimated)" : part;
	}

	/**
	 * What would make it smaller, each setting with the parts that it is about.
	 * @return the settings in the order of the parts, each once
	 */
	public List<String> settings() {
		return this.steps.stream()
			.map(ShutdownStep::setting)
			.filter(Objects::nonNull)
			.distinct()
			.map((setting) -> "'%s' (%s)".formatted(setting, partsOf(setting)))
			.toList();
	}

	private String partsOf(String setting) {
		return this.steps.stream()
			.filter((step) -> setting.equals(step.setting()))
			.map(ShutdownStep::name)
			.collect(Collectors.joining(", "));
	}

	/**
	 * A duration in the unit of Kubernetes.
	 * @param duration the duration
	 * @return its seconds, such as {@code 1.5s}
	 */
	public static String inSeconds(Duration duration) {
		BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
		return seconds.toPlainString() + "s";
	}

}
