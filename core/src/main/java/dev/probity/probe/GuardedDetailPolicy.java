package dev.probity.probe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import dev.probity.check.Guarded;
import org.jspecify.annotations.Nullable;

/**
 * Guards against a policy that throws an exception: the caller is then shown the status
 * only.
 */
final class GuardedDetailPolicy implements DetailPolicy {

	private static final Logger logger = System.getLogger(DetailPolicy.class.getName());

	private static final Guarded guarded = new Guarded((failure, thrown) -> logger.log(Level.WARNING, failure, thrown));

	private final DetailPolicy policy;

	private final AtomicBoolean told = new AtomicBoolean();

	GuardedDetailPolicy(DetailPolicy policy) {
		this.policy = policy;
	}

	@Override
	public Visibility visibility(Probe probe, @Nullable Principal caller, Predicate<String> inRole) {
		try {
			@Nullable Visibility visibility = this.policy.visibility(probe, caller, inRole);
			if (visibility != null) {
				return visibility;
			}
			warn("returned null", probe, null);
		}
		catch (Throwable ex) {
			warn("threw an exception", probe, ex);
		}
		return Visibility.STATUS;
	}

	private void warn(String what, Probe probe, @Nullable Throwable ex) {
		if (!this.told.getAndSet(true)) {
			guarded.report(
					() -> "The detail policy %s %s for probe '%s': such a caller is shown the status only (logged once)."
						.formatted(this.policy.getClass().getName(), what, probe.name()),
					ex);
		}
	}

}
