package dev.probity.r2dbc;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.probity.routing.ProxyTargets;
import dev.probity.routing.Routes;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.r2dbc.connection.DelegatingConnectionFactory;
import org.springframework.r2dbc.connection.lookup.AbstractRoutingConnectionFactory;
import org.springframework.util.ClassUtils;

/**
 * What is behind a connection factory now. Nothing of it is kept.
 */
final class R2dbcFactories {

	private static final boolean SPRING = ClassUtils.isPresent(
			"org.springframework.r2dbc.connection.lookup.AbstractRoutingConnectionFactory",
			R2dbcFactories.class.getClassLoader());

	private static final int DEEPEST = 20;

	private R2dbcFactories() {
	}

	/**
	 * What is to be asked. One that does not let its targets be seen is asked itself.
	 */
	static Routes<ConnectionFactory> routes(ConnectionFactory factory) {
		Map<String, ConnectionFactory> targets = SPRING ? Routing.targets(factory) : null;
		return new Routes<>(factory, targets);
	}

	/**
	 * What is of a type, behind whatever wraps it or is a proxy of it.
	 */
	static <T> @Nullable T find(ConnectionFactory factory, Class<T> type) {
		Object current = factory;
		for (int depth = 0; current != null && depth < DEEPEST; depth++) {
			Object target = ProxyTargets.behind(current);
			if (target == null && type.isInstance(current)) {
				return type.cast(current);
			}
			current = (target != null) ? target : unwrap(current);
		}
		return null;
	}

	private static @Nullable Object unwrap(Object factory) {
		if (SPRING && Routing.delegate(factory) instanceof ConnectionFactory delegate) {
			return delegate;
		}
		return (factory instanceof Wrapped<?> wrapped) ? wrapped.unwrap() : null;
	}

	/**
	 * Loaded only where Spring's support is there, which shows the targets to nobody:
	 * they are read by reflection, never written.
	 */
	private static final class Routing {

		private static final Log logger = LogFactory.getLog(R2dbcFactories.class);

		private static final int LOOKS = 5;

		private static volatile boolean unreadable;

		static @Nullable Object delegate(Object factory) {
			return (factory instanceof DelegatingConnectionFactory delegating) ? delegating.getTargetConnectionFactory()
					: null;
		}

		static @Nullable Map<String, ConnectionFactory> targets(ConnectionFactory factory) {
			AbstractRoutingConnectionFactory routing = find(factory, AbstractRoutingConnectionFactory.class);
			if (unreadable || routing == null) {
				return null;
			}
			for (int looks = 1;; looks++) {
				try {
					Map<String, ConnectionFactory> targets = new LinkedHashMap<>();
					boolean resolved = collect("", routing, targets,
							Collections.newSetFromMap(new IdentityHashMap<>()));
					return resolved ? targets : null;
				}
				catch (ConcurrentModificationException ex) {
					// they are just being resolved anew
					if (looks == LOOKS) {
						throw ex;
					}
					Thread.onSpinWait();
				}
				catch (ReflectiveOperationException | InaccessibleObjectException ex) {
					unreadable = true;
					logger.info("This version of Spring does not expose the targets of a routing connection factory: "
							+ "it is checked as a whole", ex);
					return null;
				}
			}
		}

		private static boolean collect(String prefix, AbstractRoutingConnectionFactory routing,
				Map<String, ConnectionFactory> targets, Set<Object> seen) throws ReflectiveOperationException {
			if (!seen.add(routing)) {
				return true;
			}
			if (!(read(routing, "resolvedConnectionFactories") instanceof Map<?, ?> current)) {
				// not initialized yet: the factory itself reports that
				return false;
			}
			Map<Object, Object> resolved = new LinkedHashMap<>(current);
			for (Map.Entry<Object, Object> target : resolved.entrySet()) {
				add(prefix + Objects.toString(target.getKey(), "unnamed"), target.getValue(), targets, seen);
			}
			Object otherwise = read(routing, "resolvedDefaultConnectionFactory");
			if (otherwise != null && resolved.values().stream().noneMatch((target) -> target == otherwise)) {
				add(prefix + "default", otherwise, targets, seen);
			}
			return true;
		}

		private static void add(String key, Object target, Map<String, ConnectionFactory> targets, Set<Object> seen)
				throws ReflectiveOperationException {
			ConnectionFactory factory = (ConnectionFactory) target;
			AbstractRoutingConnectionFactory routing = find(factory, AbstractRoutingConnectionFactory.class);
			if (routing != null) {
				collect(key + "/", routing, targets, seen);
			}
			else {
				targets.put(targets.containsKey(key) ? key + "*" : key, factory);
			}
		}

		private static @Nullable Object read(Object owner, String name) throws ReflectiveOperationException {
			Field field = AbstractRoutingConnectionFactory.class.getDeclaredField(name);
			field.setAccessible(true);
			return field.get(owner);
		}

	}

}
