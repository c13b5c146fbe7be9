package dev.probity.redis;

import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An error with which a Redis answered a question, whichever client it came through.
 *
 * @param text what the server said, its code first
 */
record RedisErrorReply(String text) {

	// by name: none of the clients is needed
	private static final Set<String> REPLIES = Set.of("io.lettuce.core.RedisCommandExecutionException",
			"redis.clients.jedis.exceptions.JedisDataException");

	private static final Set<String> NO_CONNECTION = Set.of(
			"org.springframework.data.redis.RedisConnectionFailureException",
			"io.lettuce.core.RedisConnectionException", "redis.clients.jedis.exceptions.JedisConnectionException");

	// all that the server says then, or all that has to do with keys: it loads its data,
	// has lost its master or part of its cluster, cannot write, is held up by a script,
	// does not know the user, or takes nobody
	private static final Set<String> CANNOT_SERVE = Set.of("LOADING", "MASTERDOWN", "CLUSTERDOWN", "MISCONF", "BUSY",
			"NOAUTH", "WRONGPASS", "DENIED", "ERR max number of clients");

	/**
	 * The reply that an exception is about.
	 * @return the reply, or {@code null} if it is about something else: there was no
	 * answer, or there is no connection, for whatever reason
	 */
	static @Nullable RedisErrorReply of(Throwable error) {
		return Stream.iterate(error, (some) -> some != null, Throwable::getCause)
			.limit(20)
			.filter((some) -> isOneOf(some, REPLIES) || isOneOf(some, NO_CONNECTION))
			.findFirst()
			.filter((some) -> isOneOf(some, REPLIES))
			.map((some) -> new RedisErrorReply(String.valueOf(some.getMessage())))
			.orElse(null);
	}

	private static boolean isOneOf(Throwable error, Set<String> names) {
		return Stream.<Class<?>>iterate(error.getClass(), (type) -> type != null, Class::getSuperclass)
			.anyMatch((type) -> names.contains(type.getName()));
	}

	/**
	 * Whether nobody would be served any better. Any other error is about the question
	 * alone (the user may not ask it, the server does not know it), and so an answer.
	 */
	boolean meansThatItCannotServe() {
		return CANNOT_SERVE.stream().anyMatch((begin) -> this.text.equals(begin) || this.text.startsWith(begin + " "));
	}

}
