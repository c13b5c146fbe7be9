package dev.probity.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.event.Event;
import io.lettuce.core.event.connection.DisconnectedEvent;
import io.lettuce.core.event.connection.ReconnectFailedEvent;
import reactor.core.Disposable;

/**
 * Sees connections of a client break, and connections in vain. Of a server that hangs
 * nobody is told there: see {@link OutstandingCommands}.
 */
final class LettuceHints implements AutoCloseable {

	private final Disposable subscription;

	private LettuceHints(Disposable subscription) {
		this.subscription = subscription;
	}

	/**
	 * See them from now on.
	 * @param ours the client whose fresh connections, which are closed on purpose, say
	 * nothing
	 */
	static LettuceHints of(AbstractRedisClient client, LettuceClient ours, Runnable hint) {
		return new LettuceHints(client.getResources().eventBus().get().subscribe((event) -> {
			if (speaksAgainstServer(event) && !ours.isAsking()) {
				hint.run();
			}
		}));
	}

	private static boolean speaksAgainstServer(Event event) {
		return event instanceof DisconnectedEvent || event instanceof ReconnectFailedEvent;
	}

	@Override
	public void close() {
		this.subscription.dispose();
	}

}
