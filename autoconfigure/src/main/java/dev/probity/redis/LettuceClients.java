package dev.probity.redis;

import java.util.concurrent.Callable;

import dev.probity.diagnosis.DiagnosedClient;
import dev.probity.routing.ProxyTargets;
import dev.probity.time.Ticker;
import io.lettuce.core.AbstractRedisClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Finds Lettuce's client behind what a check asks now, and lets connections that break
 * trigger the check. A factory that is started again has another client.
 */
final class LettuceClients implements Callable<@Nullable DiagnosedClient>, DisposableBean {

	private final Object factory;

	private final @Nullable Runnable hint;

	private final Ticker ticker;

	private @Nullable LettuceClient known;

	private @Nullable LettuceHints hints;

	/**
	 * Find the client of a factory.
	 * @param hint triggers the check, or {@code null} if nothing is to
	 */
	LettuceClients(Object factory, @Nullable Runnable hint, Ticker ticker) {
		this.factory = factory;
		this.hint = hint;
		this.ticker = ticker;
	}

	@Override
	public synchronized @Nullable DiagnosedClient call() {
		Object target = ProxyTargets.behind(this.factory);
		Object current = (target != null) ? target : this.factory;
		if (!(current instanceof LettuceConnectionFactory lettuce)) {
			destroy();
			return null;
		}
		AbstractRedisClient client = lettuce.getNativeClient();
		if (client == null) {
			destroy();
			throw new IllegalStateException("The connection factory has not been started");
		}
		if (this.known == null || this.known.client() != client) {
			destroy();
			Runnable hint = (this.hint != null) ? this.hint : () -> {
			};
			this.known = new LettuceClient(lettuce, client, new OutstandingCommands(client, hint, this.ticker));
			this.hints = (this.hint != null) ? LettuceHints.of(client, this.known, this.hint) : null;
		}
		return this.known;
	}

	@Override
	public synchronized void destroy() {
		if (this.hints != null) {
			this.hints.close();
		}
		this.hints = null;
		this.known = null;
	}

}
