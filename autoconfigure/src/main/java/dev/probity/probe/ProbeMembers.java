package dev.probity.probe;

import dev.probity.check.CheckSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Which checks a probe looks at, and what their failing does to it. Asked for each check
 * at each answer, so that checks may come and go; must be quick, thread-safe and always
 * say the same of the same check.
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

}
