package dev.probity.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Lets the checks of the process itself run together where the jitter of their intervals
 * allows it, so that a process that has nothing to do is woken rarely. When dependencies
 * are asked has no influence on that, and is not influenced: many instances must not ask
 * one together. Not thread-safe.
 */
final class CommonRuns {

	// where they become due more often, it is not being woken that costs
	private static final long SLEPT = Duration.ofMillis(250).toNanos();

	private static final int MOST = 16;

	private long last;

	/**
	 * Bring forward what may run together with a check that is due.
	 * @param due the check
	 * @param now reading of the ticker
	 * @param all the checks
	 * @param forward gets those that are due by this
	 */
	void with(@Nullable CheckSlot due, long now, Collection<CheckSlot> all, Consumer<CheckSlot> forward) {
		if (due == null || !due.due().isWithOthers()) {
			return;
		}
		int left = (now - this.last >= SLEPT) ? MOST : 0;
		this.last = now;
		for (CheckSlot slot : all) {
			if (left == 0) {
				return;
			}
			if (slot != due && slot.due().bringForward(now)) {
				forward.accept(slot);
				left--;
			}
		}
	}

}
