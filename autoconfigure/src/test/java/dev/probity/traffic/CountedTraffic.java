package dev.probity.traffic;

/**
 * Requests as a filter would count them.
 */
public record CountedTraffic(Traffic traffic) {

	public void requests(int total, int failed) {
		for (int i = 0; i < total; i++) {
			this.traffic.completed((i < failed) ? RequestOutcome.FAILURE : RequestOutcome.SUCCESS);
		}
	}

	public void ignored(int requests) {
		for (int i = 0; i < requests; i++) {
			this.traffic.completed(RequestOutcome.IGNORED);
		}
	}

}
