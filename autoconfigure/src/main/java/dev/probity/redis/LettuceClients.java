package dev.probity.redis;

import java.util.concurrent.Callable;

import dev.probity.diagnosis.DiagnosedClient;
import dev.probity.routing.ProxyTargets;
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

	private final Runnable hint;

	private @Nullable LettuceClient known;

	private @Nullable LettuceHints hints;

	LettuceClients(Object factory, Runnable hint) {
		this.factory = factory;
		this.hint = hint;
	}

	@Override
	public synchronized @Nullable DiagnosedClient call() {
		Object target = ProxyTargets.behind(this.factory);
		Object current = (target != null) ? target : this.factory;
		AbstractRedisClient client = (current instanceof LettuceConnectionFactory lettuce) ? lettuce.getNativeClient()
				: null;
		if (client == null) {
			destroy();
		}
		else if (this.known == null || this.known.client() != client) {
			destroy();
			this.known = new LettuceClient((LettuceConnectionFactory) current, client);
			this.hints = LettuceHints.of(client, this.known, this.hint);
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
