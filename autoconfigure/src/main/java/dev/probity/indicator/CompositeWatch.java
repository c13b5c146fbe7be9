package dev.probity.indicator;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.Ticker;
import dev.probity.registration.SideScheduler;

/**
 * Has the parts of composites looked up again and again, as checks are run, for it is the
 * application's code that lists them. Nobody is shown how that goes. Has a thread only
 * where there are such composites. Thread-safe.
 */
public final class CompositeWatch extends SideScheduler {

	public CompositeWatch(Ticker ticker) {
		super(new CheckMonitor(), ticker, "probity-composites");
	}

	/**
	 * Look up the parts of a composite from now on.
	 * @param policy when
	 * @param lookUp does it; may throw and may hang
	 */
	void watch(String composite, CheckPolicy policy, Runnable lookUp) {
		drive();
		scheduler().register(new CheckRegistration(composite, (DependencyCheck) () -> {
			lookUp.run();
			return CheckResult.passed();
		}, policy));
	}

	/**
	 * Look up the parts of a composite no more.
	 */
	void forget(String composite) {
		scheduler().unregister(composite);
	}

}
