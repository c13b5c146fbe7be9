package dev.probity.traffic;

/**
 * Traffic as a filter would report it.
 */
public record RecordedTraffic(Traffic traffic) {

	public void request() {
		begin().run();
	}

	/**
	 * A request has come.
	 * @return to be run when it is answered
	 */
	public Runnable begin() {
		ActiveRequests.Cohort cohort = this.traffic.arrived();
		return () -> {
			cohort.leave();
			this.traffic.served();
		};
	}

}
