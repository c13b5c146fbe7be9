package dev.probity.redis;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Set;

import dev.probity.time.Ticker;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.protocol.CommandHandler;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.AttributeKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sees that a server answers nothing: for as long as Lettuce waits, a minute by default,
 * nobody gets an error. Each connection answers commands in the order in which they were
 * sent. So whoever sees the same command first in line twice knows that nothing has been
 * answered in between, whatever the number of commands, and no command costs more for it.
 * Lettuce's own listener of commands would, and knows only connections that are opened
 * later. The line is read on the event loop to which it belongs. Thread-safe.
 */
final class OutstandingCommands {

	private static final Log logger = LogFactory.getLog(OutstandingCommands.class);

	// sooner than that the same command may well be first in line
	private static final long PAUSE = Duration.ofMillis(500).toNanos();

	private static final AttributeKey<RedisCommand<?, ?, ?>> FIRST = AttributeKey
		.valueOf(OutstandingCommands.class.getName());

	// these wait for something to happen, not for the server
	private static final Set<String> PATIENT = Set.of("BLPOP", "BRPOP", "BRPOPLPUSH", "BLMOVE", "BLMPOP", "BZPOPMIN",
			"BZPOPMAX", "BZMPOP", "XREAD", "XREADGROUP", "WAIT", "WAITAOF", "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE");

	private final AbstractRedisClient client;

	private final Runnable hint;

	private final Ticker ticker;

	private @Nullable Field channels;

	private long lookedAt;

	private volatile boolean waiting;

	private volatile boolean unreadable;

	/**
	 * Look at a client.
	 * @param hint called when a command has been first in line from one look to the next;
	 * on the event loop
	 */
	OutstandingCommands(AbstractRedisClient client, Runnable hint, Ticker ticker) {
		this.client = client;
		this.hint = hint;
		this.ticker = ticker;
		this.lookedAt = ticker.read() - PAUSE;
	}

	/**
	 * Look which commands are first in line now. Returns at once.
	 * @return whether one of them was so at the last two looks, half a second apart or
	 * more
	 */
	synchronized boolean observe() {
		boolean before = this.waiting;
		long now = this.ticker.read();
		if (!this.unreadable && now - this.lookedAt >= PAUSE) {
			this.lookedAt = now;
			this.waiting = false;
			try {
				channels().forEach(this::observe);
			}
			catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
				this.unreadable = true;
				logger.debug(
						"This version of Lettuce does not expose its connections: a server that hangs triggers no check before its turn",
						ex);
			}
		}
		return before;
	}

	/**
	 * Lettuce publishes them nowhere, so they are read by reflection, never written.
	 */
	private ChannelGroup channels() throws ReflectiveOperationException {
		Field field = this.channels;
		if (field == null) {
			field = AbstractRedisClient.class.getDeclaredField("channels");
			field.setAccessible(true);
			this.channels = field;
		}
		return (ChannelGroup) field.get(this.client);
	}

	/**
	 * An event loop is not woken for an empty line. Read from outside of it, a line may
	 * look as it was a moment ago, and is looked at again in a second.
	 */
	private void observe(Channel connection) {
		CommandHandler line = connection.pipeline().get(CommandHandler.class);
		if (line != null && !line.getStack().isEmpty()) {
			connection.eventLoop().execute(() -> compare(connection, line.getStack().peek()));
		}
	}

	private void compare(Channel connection, @Nullable RedisCommand<?, ?, ?> first) {
		RedisCommand<?, ?, ?> before = connection.attr(FIRST).getAndSet(first);
		if (first != null && first == before && !PATIENT.contains(String.valueOf(first.getType()))) {
			this.waiting = true;
			this.hint.run();
		}
	}

}
