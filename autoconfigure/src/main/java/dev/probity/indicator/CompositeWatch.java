package dev.probity.indicator;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.registration.SideScheduler;
import dev.probity.time.Ticker;

/**
 * Looks up the parts of composites periodically, in the background like a check, since
 * code of the application lists them. The results are not shown. Uses a thread only if
 * there are such composites. Thread-safe.
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
