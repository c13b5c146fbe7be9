package dev.probity.benchmark.rollout;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The instances that get new connections where no balancer looks at each request, such as
 * behind kube-proxy: one of them at random.
 */
final class Endpoints implements Target {

	private final List<Integer> ports = new CopyOnWriteArrayList<>();

	void add(int port) {
		this.ports.add(port);
	}

	void remove(int port) {
		this.ports.remove((Integer) port);
	}

	@Override
	public InetSocketAddress next() throws ConnectException {
		Object[] now = this.ports.toArray();
		if (now.length == 0) {
			throw new ConnectException("There is no endpoint");
		}
		return new InetSocketAddress("127.0.0.1", (int) now[ThreadLocalRandom.current().nextInt(now.length)]);
	}

}
