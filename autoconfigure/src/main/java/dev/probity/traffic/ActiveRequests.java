package dev.probity.traffic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests that hold a thread or have not begun to be answered, by age. A request is
 * counted with all that came between the same two looks, so that coming and going costs
 * two additions and reads no clock. Thread-safe.
 */
final class ActiveRequests {

	// a request may be about to be counted where it was told to be when that was closed
	private static final int OPEN = 2;

	// guarded by itself; the youngest last
	private final Deque<Cohort> cohorts = new ArrayDeque<>();

	private volatile Cohort youngest = new Cohort();

	ActiveRequests() {
		this.cohorts.add(this.youngest);
	}

	/**
	 * One has come.
	 * @return where it is to be told that it is active no longer
	 */
	Cohort enter() {
		Cohort cohort = this.youngest;
		cohort.enter();
		return cohort;
	}

	/**
	 * Look how old they are.
	 * @param elapsed the time since the last look that counts
	 */
	RequestAges observe(Duration elapsed) {
		synchronized (this.cohorts) {
			Duration oldest = Duration.ZERO;
			long active = 0;
			int closed = this.cohorts.size() - OPEN;
			for (Iterator<Cohort> each = this.cohorts.iterator(); each.hasNext(); closed--) {
				Cohort cohort = each.next();
				if (cohort != this.youngest) {
					cohort.age = cohort.age.plus(elapsed);
				}
				long left = cohort.active.sum();
				if (left <= 0 && closed > 0) {
					each.remove();
				}
				else if (left > 0) {
					active += left;
					oldest = (oldest.compareTo(cohort.age) < 0) ? cohort.age : oldest;
				}
			}
			this.youngest = new Cohort();
			this.cohorts.add(this.youngest);
			return new RequestAges(active, oldest);
		}
	}

	/**
	 * Requests that came between the same two looks.
	 */
	static final class Cohort {

		private final LongAdder active = new LongAdder();

		// guarded by the cohorts; since the last of the requests came
		private Duration age = Duration.ZERO;

		void enter() {
			this.active.increment();
		}

		void leave() {
			this.active.decrement();
		}

	}

}
