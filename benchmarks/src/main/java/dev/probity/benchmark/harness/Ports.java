package dev.probity.benchmark.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that stay free while the instance that listens on them is away. They are none of
 * those that the kernel gives to outgoing connections.
 */
public final class Ports {

	private static final int LOWEST = 20_000;

	private static final int NUMBER = 12_000;

	private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(NUMBER));

	private Ports() {
	}

	/**
	 * Find a port. None is found twice, until all have been.
	 */
	public static int free() {
		for (int attempt = 0; attempt < NUMBER; attempt++) {
			int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), NUMBER);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// taken, or not ours to take
			}
		}
		throw new IllegalStateException("No free port from %d to %d".formatted(LOWEST, LOWEST + NUMBER));
	}

}
