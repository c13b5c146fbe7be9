package dev.probity.probe;

import java.security.Principal;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Says how much of a probe a caller may see. Asked while the caller waits, so it must be
 * quick; thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DetailPolicy {

	/**
	 * Shows nobody more than the status.
	 */
	DetailPolicy STATUS_ONLY = (probe, caller, inRole) -> Visibility.STATUS;

	/**
	 * How much of a probe a caller may see.
	 * @param probe the probe
	 * @param caller who asks, or {@code null} if that is not known
	 * @param inRole whether the caller is in a role, as far as the web stack knows
	 * @return how much
	 */
	Visibility visibility(Probe probe, @Nullable Principal caller, Predicate<String> inRole);

}
