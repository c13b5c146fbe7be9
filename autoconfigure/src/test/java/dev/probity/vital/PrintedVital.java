package dev.probity.vital;

import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckScheduler;
import dev.probity.check.CheckState;
import dev.probity.check.CheckWorkers;
import dev.probity.check.SchedulerThread;
import dev.probity.check.StateTransition;
import dev.probity.check.StateTransitionListener;
import dev.probity.check.Ticker;
import dev.probity.check.VitalCheck;

/**
 * Runs a vital as an application does, and prints what its state comes to.
 */
final class PrintedVital {

	private PrintedVital() {
	}

	static void run(String name, VitalCheck check, CheckPolicy policy, Consumer<CheckState> told) {
		CheckMonitor monitor = new CheckMonitor(new StateTransitionListener() {

			@Override
			public void onTransition(StateTransition transition) {
				CheckResult result = transition.after().lastResult();
				System.out.println(transition.check() + " went to " + transition.after().state()
						+ ((result != null && result.reason() != null) ? ": " + result.reason() : ""));
				told.accept(transition.after().state());
			}

		});
		CheckScheduler scheduler = new CheckScheduler(monitor, CheckWorkers.threads(), Ticker.system(),
				InstantSource.system(), new SplittableRandom());
		scheduler.register(new CheckRegistration(name, check, policy));
		scheduler.resume();
		SchedulerThread.drive(scheduler);
	}

}
