package dev.probity.test.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.probity.test.proxy.Relay;
import dev.probity.test.proxy.TcpProxy;
import org.jspecify.annotations.Nullable;

/**
 * The way to a server, or to all nodes of a cluster: one proxy before each. What has been
 * done to the way holds for nodes that are met later as well. Thread-safe.
 */
final class Way {

	static final String ENCRYPTED = "what its brokers say of their addresses cannot be read, since it is encrypted";

	private final ServerKind kind;

	private final Supplier<Relay> relays;

	private volatile @Nullable String obstacle;

	private final Map<Address, TcpProxy> proxies = new LinkedHashMap<>();

	private Consumer<TcpProxy> last = TcpProxy::heal;

	private Way(ServerKind kind, Supplier<Relay> relays, @Nullable String obstacle) {
		this.kind = kind;
		this.relays = relays;
		this.obstacle = obstacle;
	}

	/**
	 * A way whose proxies pass on everything as it is.
	 */
	static Way plain(ServerKind kind) {
		return new Way(kind, Relay::plain, null);
	}

	/**
	 * The way to Kafka, whose brokers tell clients where they are.
	 */
	static Way kafka() {
		Way[] way = new Way[1];
		way[0] = new Way(ServerKind.KAFKA,
				() -> new KafkaRelay((address) -> way[0].proxied(address), () -> way[0].obstacle = ENCRYPTED), null);
		return way[0];
	}

	/**
	 * A way on which no proxy can be.
	 * @param obstacle why
	 */
	static Way blocked(ServerKind kind, String obstacle) {
		return new Way(kind, Relay::plain, obstacle);
	}

	ServerKind kind() {
		return this.kind;
	}

	/**
	 * Why it cannot be broken, or {@code null} if it can.
	 */
	@Nullable String obstacle() {
		return this.obstacle;
	}

	/**
	 * Where to go instead.
	 */
	synchronized Address proxied(Address server) {
		TcpProxy proxy = this.proxies.get(server);
		if (proxy == null) {
			for (TcpProxy existing : this.proxies.values()) {
				if (server.equals(Address.of(existing))) {
					return server;
				}
			}
			proxy = new TcpProxy(this.relays);
			proxy.forward(server.host(), server.port());
			this.last.accept(proxy);
			this.proxies.put(server, proxy);
		}
		return Address.of(proxy);
	}

	/**
	 * Whether anybody has ever gone this way.
	 */
	synchronized boolean isUsed() {
		return this.proxies.values().stream().anyMatch((proxy) -> proxy.accepted() > 0);
	}

	synchronized void apply(Consumer<TcpProxy> action) {
		this.last = action;
		this.proxies.values().forEach(action);
	}

	void heal() {
		apply(TcpProxy::heal);
	}

	void close() {
		apply(TcpProxy::refuse);
	}

}
