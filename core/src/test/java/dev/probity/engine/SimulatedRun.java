package dev.probity.engine;

/**
 * One run as the world saw it, in nanoseconds since the world began.
 */
final class SimulatedRun {

	static final long NOT_YET = -1;

	final String check;

	/** How often the check had been registered or reset when the run was started. */
	final int generation;

	final long startedAt;

	/** How long it may take. */
	final long limit;

	/** Whether the run before it was still inside when this one could have been tried. */
	final boolean waited;

	long enteredAt = NOT_YET;

	long endedAt = NOT_YET;

	/** How many timeouts were published while it was inside. */
	int timeouts;

	/** When the last of them was. */
	long timedOutAt = NOT_YET;

	/** When its check was removed or reset, so that it counts no more. */
	long leftAt = NOT_YET;

	Coroutine coroutine;

	SimulatedRun(String check, int generation, long startedAt, long limit, boolean waited) {
		this.check = check;
		this.generation = generation;
		this.startedAt = startedAt;
		this.limit = limit;
		this.waited = waited;
	}

	boolean isInside() {
		return this.enteredAt != NOT_YET && this.endedAt == NOT_YET;
	}

	boolean hasEnded() {
		return this.endedAt != NOT_YET;
	}

}
