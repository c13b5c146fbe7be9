package dev.probity.vital;

/**
 * Registers a check for each live heartbeat, under
 * {@link LiveHeartbeats#checkName(String)}. Called by one thread at a time.
 */
interface HeartbeatRegistrar {

	/**
	 * A heartbeat has been started.
	 * @param heartbeat the heartbeat
	 * @throws RuntimeException if there can be no such check; the heartbeat is not
	 * started then
	 */
	void add(Heartbeat heartbeat);

	/**
	 * A heartbeat that was added has been stopped, or is dead and another one takes its
	 * name.
	 * @param heartbeat the heartbeat
	 */
	void remove(Heartbeat heartbeat);

}
