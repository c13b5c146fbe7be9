package dev.probity.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;

import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.util.ClockSource;
import org.jspecify.annotations.Nullable;

/**
 * When a connection last came back to a Hikari pool. Hikari keeps that moment for each
 * connection but publishes it nowhere, except to a metrics tracker, of which a pool can
 * have only one, and that place belongs to the application. So it is read by reflection,
 * never written; a version of Hikari in which that fails is one that does not tell.
 */
final class HikariReturns {

	private static final Logger logger = System.getLogger(HikariReturns.class.getName());

	private static final PrivateField CONNECTIONS = new PrivateField("connectionBag");

	private static final PrivateField ENTRIES = new PrivateField("sharedList");

	private static final PrivateField LAST_ACCESSED = new PrivateField("lastAccessed");

	private volatile boolean unreadable;

	@Nullable Duration sinceLast(HikariPoolMXBean pool) {
		if (this.unreadable) {
			return null;
		}
		try {
			Duration shortest = null;
			for (Object entry : (Collection<?>) ENTRIES.read(CONNECTIONS.read(pool))) {
				Duration since = Duration
					.ofMillis(Math.max(0, ClockSource.elapsedMillis((Long) LAST_ACCESSED.read(entry))));
				shortest = (shortest == null || since.compareTo(shortest) < 0) ? since : shortest;
			}
			return shortest;
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			this.unreadable = true;
			logger.log(Level.INFO, "This version of HikariCP does not expose when a connection was last returned: "
					+ "a pool that stays full for longer than max-age counts as stuck", ex);
			return null;
		}
	}

	/**
	 * A field of that name, of whichever class. To find it takes much longer than to read
	 * it.
	 */
	private static final class PrivateField extends ClassValue<Field> {

		private final String name;

		PrivateField(String name) {
			this.name = name;
		}

		@Override
		protected Field computeValue(Class<?> type) {
			try {
				Field field = type.getDeclaredField(this.name);
				field.setAccessible(true);
				return field;
			}
			catch (NoSuchFieldException ex) {
				throw new IllegalStateException(ex);
			}
		}

		Object read(Object owner) throws IllegalAccessException {
			return get(owner.getClass()).get(owner);
		}

	}

}
