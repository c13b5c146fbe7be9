package dev.probity.probe;

import java.util.function.Predicate;

import dev.probity.check.CheckSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Which checks a probe includes, and with which criticality. Called for every registered
 * check whenever one is added, removed or changes its state; must be quick and
 * thread-safe, and always return the same for the same check.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProbeMembers {

	/**
	 * The criticality of a check for the probe.
	 * @param check the check
	 * @return the criticality, or {@code null} if the check is no member
	 */
	@Nullable Criticality criticalityOf(CheckSnapshot check);

	/**
	 * The criticality that a check would have for the probe, if it is one that only shows
	 * what it would do.
	 * @param check the check
	 * @return the criticality, or {@code null} if the check is no such one
	 */
	default @Nullable Criticality shadowOf(CheckSnapshot check) {
		return null;
	}

	/**
	 * The same members, but some of them only show what they would do: they are observed.
	 * @param shadows selects them
	 * @return the members
	 */
	default ProbeMembers withShadows(Predicate<CheckSnapshot> shadows) {
		return new ShadowedMembers(this, shadows);
	}

}
