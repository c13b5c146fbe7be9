package dev.probity.inquiry;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where this machine reaches a dedicated port. First as others reach it: a rule for
 * callers on the same machine says nothing of a kubelet.
 */
final class OwnAddresses {

	private static final byte[] LOOPBACK_4 = { 127, 0, 0, 1 };

	private static final byte[] LOOPBACK_6 = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 };

	private OwnAddresses() {
	}

	/**
	 * The addresses of a port, likeliest first.
	 * @param bound the one that the port is bound to, or {@code null} for all
	 */
	static List<InetAddress> of(@Nullable InetAddress bound) {
		if (bound != null && !bound.isAnyLocalAddress()) {
			return List.of(bound);
		}
		List<InetAddress> addresses = new ArrayList<>();
		outward().ifPresent(addresses::add);
		addresses.add(loopback(LOOPBACK_4));
		addresses.add(loopback(LOOPBACK_6));
		return addresses;
	}

	private static Optional<InetAddress> outward() {
		try {
			return NetworkInterface.networkInterfaces()
				.filter(OwnAddresses::isUp)
				.flatMap(OwnAddresses::addresses)
				.min(Comparator.comparing((address) -> !(address instanceof Inet4Address)));
		}
		catch (SocketException ex) {
			return Optional.empty();
		}
	}

	private static Stream<InetAddress> addresses(NetworkInterface network) {
		return network.inetAddresses().filter((address) -> !address.isLinkLocalAddress());
	}

	private static boolean isUp(NetworkInterface network) {
		try {
			return network.isUp() && !network.isLoopback() && !network.isPointToPoint();
		}
		catch (SocketException ex) {
			return false;
		}
	}

	private static InetAddress loopback(byte[] address) {
		try {
			return InetAddress.getByAddress(address);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
