package dev.probity.benchmark.rollout;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Where a client's next connection goes. Thread-safe.
 */
@FunctionalInterface
interface Target {

	/**
	 * Choose.
	 * @throws IOException if there is nowhere to go
	 */
	InetSocketAddress next() throws IOException;

	static Target port(int port) {
		InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
		return () -> address;
	}

}
