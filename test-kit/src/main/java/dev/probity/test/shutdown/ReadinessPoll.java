package dev.probity.test.shutdown;

import java.io.IOException;

/**
 * Asks readiness, each time on a new connection.
 *
 * @param port the application's port
 * @param path the path of readiness
 */
record ReadinessPoll(int port, String path) {

	boolean isReady() {
		return status() == 200;
	}

	/**
	 * Whether there is an answer at all.
	 */
	boolean isAnswered() {
		return status() > 0;
	}

	private int status() {
		try (KeptConnection connection = new KeptConnection(this.port)) {
			return connection.get(this.path);
		}
		catch (IOException ex) {
			return 0;
		}
	}

}
