package dev.probity.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Peers by their names, all addresses of each. A name that cannot be looked up keeps the
 * addresses it had last. This instance is left out: where its own address and port are
 * among them, and where it was itself that answered, until the names are looked up again:
 * somebody else may be there by then.
 */
final class NamedPeers implements PeerTargets {

	private static final Log logger = LogFactory.getLog(NamedPeers.class);

	private final List<PeerName> names;

	private final Lookup lookup;

	private final OwnPort ownPort;

	private final Set<String> self = ConcurrentHashMap.newKeySet();

	private final Set<PeerName> warned = ConcurrentHashMap.newKeySet();

	// replaced as a whole, by one thread
	private volatile Map<PeerName, List<Located>> known = Map.of();

	// used by that thread alone
	private final Set<PeerName> failing = ConcurrentHashMap.newKeySet();

	/**
	 * Peers of these names.
	 * @param names the names
	 * @param lookup looks them up, which may take its time
	 * @param ownPort the port on which this instance answers; that of the others, too,
	 * unless they say so
	 */
	NamedPeers(List<PeerName> names, Lookup lookup, OwnPort ownPort) {
		this.names = List.copyOf(names);
		this.lookup = lookup;
		this.ownPort = ownPort;
	}

	/**
	 * Look all names up. May wait for the network; not to be called by two threads.
	 */
	void refresh() {
		Map<PeerName, List<Located>> found = new LinkedHashMap<>();
		for (PeerName name : this.names) {
			found.put(name, addresses(name));
		}
		this.known = found;
		this.self.clear();
	}

	private List<Located> addresses(PeerName name) {
		try {
			List<Located> addresses = Stream.of(this.lookup.addresses(name.host()))
				.map((address) -> new Located(address, isOwn(address)))
				.toList();
			if (this.failing.remove(name)) {
				logger.info(
						"The peers '%s' can be looked up again: %d addresses".formatted(name.host(), addresses.size()));
			}
			return addresses;
		}
		catch (IOException | RuntimeException ex) {
			List<Located> last = this.known.getOrDefault(name, List.of());
			if (this.failing.add(name)) {
				logger.warn("The peers '%s' cannot be looked up (%s); the %d addresses of the last time are kept"
					.formatted(name.host(), ex, last.size()));
			}
			return last;
		}
	}

	@Override
	public int count() {
		return others().size();
	}

	@Override
	public List<String> pick(int k, RandomGenerator random) {
		List<String> others = new ArrayList<>(others());
		Collections.shuffle(others, new Random(random.nextLong()));
		return others.subList(0, Math.min(k, others.size()));
	}

	@Override
	public void isSelf(String target) {
		this.self.add(target);
		this.known.forEach((name, addresses) -> {
			boolean elsewhere = addresses.stream()
				.anyMatch((located) -> !located.own() && origin(name, located).equals(target));
			if (elsewhere && this.warned.add(name)) {
				logger.warn(
						"The peer '%s' is this instance itself, though %s is no address of this machine: if a balancer picks who answers there, set 'probity.fleet.service' instead"
							.formatted(name.host(), target));
			}
		});
	}

	private Set<String> others() {
		int own = this.ownPort.number().getAsInt();
		Set<String> others = new LinkedHashSet<>();
		this.known.forEach((name, addresses) -> addresses.forEach((located) -> {
			int port = this.ownPort.numberOf(name);
			String origin = origin(name, located);
			if (port > 0 && !(port == own && located.own()) && !this.self.contains(origin)) {
				others.add(origin);
			}
		}));
		return others;
	}

	private String origin(PeerName name, Located located) {
		return new PeerAddress(this.ownPort.schemeOf(name), located.address(), this.ownPort.numberOf(name)).origin();
	}

	private static boolean isOwn(InetAddress address) {
		try {
			return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
		}
		catch (SocketException ex) {
			return false;
		}
	}

	/**
	 * An address, and whether it is one of this machine.
	 */
	private record Located(InetAddress address, boolean own) {

	}

	/**
	 * Finds the addresses of a name.
	 */
	@FunctionalInterface
	interface Lookup {

		InetAddress[] addresses(String host) throws IOException;

	}

}
