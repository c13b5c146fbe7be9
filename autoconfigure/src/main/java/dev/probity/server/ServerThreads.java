package dev.probity.server;

/**
 * How the worker threads of a server stand at one moment.
 *
 * @param busy threads that serve a request
 * @param max threads that could at most
 */
public record ServerThreads(int busy, int max) {

	public ServerThreads {
		if (max < 1) {
			throw new IllegalArgumentException("'max' must be at least 1, but is " + max);
		}
	}

	/**
	 * The part of the threads that is in use.
	 * @return a fraction, from 0 to 1
	 */
	public double share() {
		return Math.min(1, (double) this.busy / this.max);
	}

}
