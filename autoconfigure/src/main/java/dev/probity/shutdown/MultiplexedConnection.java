package dev.probity.shutdown;

/**
 * A connection for many requests at a time, HTTP/2, whose client is to leave when it
 * would not notice: a GOAWAY lets requests go on, but the HttpClient of Java 17 fails
 * those that wait for a response. Not thread-safe.
 */
abstract class MultiplexedConnection {

	private long seen;

	/**
	 * How many requests there have been, or another number that grows with each.
	 */
	abstract long requests();

	abstract boolean isServing();

	/**
	 * Say that requests that have been sent already are still served, and that there are
	 * to be no more. Does nothing the second time.
	 */
	abstract void goAway();

	/**
	 * Tell the client to leave if there has been no request since the last look. One that
	 * has never sent any is about to.
	 */
	final void observe() {
		long requests = requests();
		if (requests > 0 && requests == this.seen && !isServing()) {
			goAway();
		}
		this.seen = requests;
	}

}
