package dev.probity.vital;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.StateTransitionListener;
import dev.probity.check.VitalCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckScheduler;
import dev.probity.engine.CheckWorkers;
import dev.probity.engine.SchedulerThread;
import dev.probity.time.Ticker;

/**
 * Runs a vital as an application does, and prints what its state comes to.
 */
final class PrintedVital {

	private PrintedVital() {
	}

	static void run(String name, VitalCheck check, CheckPolicy policy, Consumer<CheckState> told) {
		CheckMonitor monitor = new CheckMonitor(new StateTransitionListener() {

			@Override
			public void onTransition(CheckChange transition) {
				boolean printed = tryToPrint(transition);
				told.accept(transition.after().state());
				// whoever has been told may give back what it takes
				while (!printed) {
					LockSupport.parkNanos(1_000_000);
					printed = tryToPrint(transition);
				}
			}

		});
		CheckScheduler scheduler = new CheckScheduler(monitor, CheckWorkers.threads(), Ticker.system(),
				InstantSource.system(), new SplittableRandom());
		scheduler.register(new CheckRegistration(name, check, policy));
		scheduler.resume();
		SchedulerThread.drive(scheduler);
	}

	/**
	 * The whole line, or nothing of it.
	 */
	private static boolean tryToPrint(CheckChange transition) {
		try {
			CheckResult result = transition.after().lastResult();
			byte[] line = (transition.check() + " went to " + transition.after().state()
					+ ((result != null && result.reason() != null) ? ": " + result.reason() : "") + "\n")
				.getBytes(StandardCharsets.UTF_8);
			System.out.write(line, 0, line.length);
			System.out.flush();
			return true;
		}
		catch (OutOfMemoryError ex) {
			return false;
		}
	}

}
