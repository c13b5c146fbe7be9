package dev.probity.traffic;

import dev.probity.check.Ticker;

/**
 * Requests that nobody sends.
 */
public final class RequestStream {

	private final Traffic traffic;

	public RequestStream(Ticker ticker) {
		this.traffic = new Traffic(ticker);
	}

	public Traffic traffic() {
		return this.traffic;
	}

	/**
	 * So many requests have been answered.
	 */
	public void completed(int succeeded, int failed) {
		for (int i = 0; i < succeeded; i++) {
			this.traffic.completed(RequestOutcome.SUCCESS);
		}
		for (int i = 0; i < failed; i++) {
			this.traffic.completed(RequestOutcome.FAILURE);
		}
	}

}
