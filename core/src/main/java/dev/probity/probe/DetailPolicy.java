package dev.probity.probe;

import java.security.Principal;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Decides how much of a probe a caller may see. Called while the caller waits, but for
 * liveness, startup and a probe that is UP only if the request is verbose; it must be
 * quick, do no I/O, and be thread-safe. One that throws shows the status.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DetailPolicy {

	/**
	 * Shows every caller the status only.
	 */
	DetailPolicy STATUS_ONLY = (probe, caller, inRole) -> Visibility.STATUS;

	/**
	 * Guard a policy: if it throws an exception or returns {@code null}, the caller is
	 * shown the status only, which is logged once.
	 * @param policy the policy
	 * @return the same, guarded
	 */
	static DetailPolicy guarded(DetailPolicy policy) {
		return new GuardedDetailPolicy(policy);
	}

	/**
	 * How much of a probe a caller may see.
	 * @param probe the probe
	 * @param caller who asks, or {@code null} if that is not known
	 * @param inRole whether the caller is in a role, as far as the web stack knows
	 * @return how much
	 */
	Visibility visibility(Probe probe, @Nullable Principal caller, Predicate<String> inRole);

}
