package dev.probity.test.proxy;

import java.io.IOException;
import java.io.InputStream;

/**
 * Passes on what goes through one connection, in both directions, each on a thread of its
 * own.
 *
 * @since 0.1.0
 */
public interface Relay {

	/**
	 * Pass on what the client says, until it says no more.
	 * @param from what it says
	 * @param to where it goes
	 * @throws IOException if the connection breaks
	 */
	void toServer(InputStream from, Passage to) throws IOException;

	/**
	 * Pass on what the server says, until it says no more.
	 * @param from what it says
	 * @param to where it goes
	 * @throws IOException if the connection breaks
	 */
	void toClient(InputStream from, Passage to) throws IOException;

	/**
	 * One that passes everything on as it is.
	 * @return the relay, for any number of connections
	 */
	static Relay plain() {
		return new PlainRelay();
	}

	/**
	 * Where bytes pass, as soon as the proxy lets them.
	 */
	@FunctionalInterface
	interface Passage {

		/**
		 * Pass bytes on.
		 * @param bytes a buffer
		 * @param count how many of it
		 * @throws IOException if the connection has been cut
		 */
		void pass(byte[] bytes, int count) throws IOException;

	}

}
