package dev.probity.server;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.context.ApplicationContext;

/**
 * Where the server of the application may listen: at the address that its factory has in
 * the end, whoever has set it. Where none is set it is everywhere, and so at the loopback
 * address, unless somebody has told the server behind the factory's back: then it may be
 * any address of this machine.
 */
final class ServerAddresses implements Supplier<List<InetAddress>> {

	private final @Nullable InetAddress bound;

	private ServerAddresses(@Nullable InetAddress bound) {
		this.bound = bound;
	}

	/**
	 * Those of the server of a context.
	 */
	static ServerAddresses of(ApplicationContext context) {
		AbstractConfigurableWebServerFactory factory = context
			.getBeanProvider(AbstractConfigurableWebServerFactory.class)
			.getIfUnique();
		return new ServerAddresses((factory != null) ? factory.getAddress() : null);
	}

	@Override
	public List<InetAddress> get() {
		InetAddress address = this.bound;
		if (address != null && !address.isAnyLocalAddress()) {
			return List.of(address);
		}
		Set<InetAddress> addresses = new LinkedHashSet<>();
		addresses.add(InetAddress.getLoopbackAddress());
		addresses.addAll(ofThisMachine());
		return List.copyOf(addresses);
	}

	private static List<InetAddress> ofThisMachine() {
		List<InetAddress> addresses = new ArrayList<>();
		try {
			NetworkInterface.networkInterfaces()
				.flatMap(NetworkInterface::inetAddresses)
				.filter((address) -> !address.isLinkLocalAddress())
				.forEach(addresses::add);
		}
		catch (SocketException ex) {
			// then the loopback address has to do
		}
		return addresses;
	}

}
