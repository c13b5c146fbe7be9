package dev.probity.traffic;

/**
 * A request of this process to itself, and how far into the application it has come.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class SelfRequest implements AutoCloseable {

	private final String number;

	private final Runnable end;

	private volatile Progress progress = Progress.SENT;

	SelfRequest(String number, Runnable end) {
		this.number = number;
		this.end = end;
	}

	/**
	 * The number that identifies it.
	 * @return the value of the header {@link SelfRequests#HEADER}
	 */
	public String number() {
		return this.number;
	}

	/**
	 * It has come to the first filter of the application.
	 */
	void entered() {
		if (this.progress == Progress.SENT) {
			this.progress = Progress.IN_APPLICATION;
		}
	}

	/**
	 * It has come to what answers a probe, which answers it now.
	 */
	public void arrived() {
		this.progress = Progress.ARRIVED;
	}

	/**
	 * How far it has come.
	 * @return the progress
	 */
	public Progress progress() {
		return this.progress;
	}

	@Override
	public void close() {
		this.end.run();
	}

	/**
	 * How far a request has come.
	 */
	public enum Progress {

		/** The application has not seen it. */
		SENT,

		/** It has come to the first filter of the application. */
		IN_APPLICATION,

		/** It has come to what answers a probe. */
		ARRIVED

	}

}
