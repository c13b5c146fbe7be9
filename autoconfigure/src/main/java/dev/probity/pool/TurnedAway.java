package dev.probity.pool;

import java.sql.SQLTransientConnectionException;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Tells by an exception whether a pool has turned its caller away because it had none to
 * give: that says nothing of what is behind it.
 */
public final class TurnedAway {

	private TurnedAway() {
	}

	/**
	 * Whether a pool that is used up has said so: those of Commons Pool and of Lettuce,
	 * Tomcat's, and HikariCP, which gives a cause where there is another reason. Drivers
	 * throw exceptions of the same types, so the words count.
	 */
	public static boolean is(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20).anyMatch(TurnedAway::saysSo);
	}

	private static boolean saysSo(Throwable failure) {
		if (failure instanceof NoSuchElementException) {
			// one that finds no connection valid throws it, too
			String words = String.valueOf(failure.getMessage());
			return words.startsWith("Timeout waiting for idle object") || words.contains("exhausted");
		}
		return failure.getClass().getSimpleName().equals("PoolExhaustedException")
				|| (failure instanceof SQLTransientConnectionException && failure.getCause() == null
						&& String.valueOf(failure.getMessage())
							.contains("Connection is not available, request timed out"));
	}

}
