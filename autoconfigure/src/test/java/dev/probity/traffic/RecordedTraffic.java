package dev.probity.traffic;

/**
 * Traffic as a filter would report it.
 */
public record RecordedTraffic(Traffic traffic, ReadinessCallers callers) {

	public void request() {
		this.traffic.arrived();
		this.traffic.served();
	}

	public void asked(String userAgent, String address, int httpStatus) {
		this.callers.answered(userAgent, address, httpStatus);
	}

}
