package dev.probity.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The runs of one check, by its name, that are inside though nobody waits for them any
 * more: stuck ones, and those of an earlier registration or from before a pause. Beside
 * one of them another may begin once it has had its time; beside two none. So there are
 * never more than two runs of a check inside. Guarded by the scheduler's lock.
 */
final class Flight {

	/**
	 * How many deadlines a run may miss before another is tried beside it. Most stalls (a
	 * failover, a long collection elsewhere) are over by then, and cost no second thread.
	 */
	static final int PATIENCE = 3;

	// never grows: what leaves a run behind takes no memory
	private final List<CheckRun> left = new ArrayList<>(2);

	/**
	 * Wait no more for a run.
	 * @param besideFrom the reading of the ticker from which on another may begin beside
	 * it
	 */
	void leave(CheckRun run, long besideFrom) {
		run.leaveBehind(besideFrom);
		this.left.add(run);
	}

	/**
	 * Whether no such run is inside.
	 */
	boolean isEmpty() {
		for (int i = this.left.size() - 1; i >= 0; i--) {
			if (!this.left.get(i).isInside()) {
				this.left.remove(i);
			}
		}
		return this.left.isEmpty();
	}

	/**
	 * Whether another may begin now.
	 */
	boolean hasRoom(long now) {
		return isEmpty() || (this.left.size() == 1 && now - this.left.get(0).besideFrom() >= 0);
	}

	/**
	 * When another may begin at the latest that is known.
	 * @return the reading of the ticker
	 */
	long roomAt(long otherwise) {
		return (this.left.size() == 1) ? this.left.get(0).besideFrom() : otherwise;
	}

	/**
	 * Interrupt them all.
	 */
	void interrupt(Interrupts interrupts) {
		for (CheckRun run : this.left) {
			interrupts.deliver(run);
		}
	}

}
