package dev.probity.traffic;

/**
 * Requests that nobody sends.
 */
public final class RequestStream {

	private final Traffic traffic = new Traffic();

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
