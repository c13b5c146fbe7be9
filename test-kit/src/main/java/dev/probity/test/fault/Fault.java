package dev.probity.test.fault;

import java.time.Duration;

import dev.probity.test.proxy.TcpProxy;

import org.springframework.context.ApplicationContext;

/**
 * One way to a server that a test breaks. Each method replaces what the one before has
 * done; all take effect at once. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Fault {

	private final Way way;

	Fault(String bean, Way way, ApplicationContext context) {
		this.way = way;
		if (way.obstacle() != null) {
			throw new IllegalStateException(
					"No proxy can be put before the server of the bean '%s': %s".formatted(bean, way.obstacle()));
		}
		if (way.kind() == ServerKind.DB) {
			JdbcUse.require(bean, way, context);
		}
	}

	/**
	 * The server says nothing any more, as if it were frozen: no connection is closed,
	 * and new ones are accepted but never answered.
	 */
	public void hang() {
		this.way.apply(TcpProxy::hang);
	}

	/**
	 * The server is gone: all connections are cut, and new ones refused.
	 */
	public void refuse() {
		this.way.apply(TcpProxy::refuse);
	}

	/**
	 * The server answers, but each question reaches it late.
	 * @param time how late
	 */
	public void delay(Duration time) {
		this.way.apply((proxy) -> proxy.delay(time));
	}

	/**
	 * All connections are cut once, and new ones let through, as after a restart of the
	 * server.
	 */
	public void reset() {
		this.way.apply(TcpProxy::reset);
		this.way.heal();
	}

	/**
	 * All is well again.
	 */
	public void heal() {
		this.way.heal();
	}

}
