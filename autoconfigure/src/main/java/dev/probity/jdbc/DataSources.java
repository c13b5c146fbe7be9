package dev.probity.jdbc;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import javax.sql.DataSource;

import dev.probity.routing.ProxyTargets;
import dev.probity.routing.Routes;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * What is behind a data source now. Nothing of it is kept: what it wraps, routes to or is
 * a proxy of may be another one at the next look.
 */
public final class DataSources {

	private static final int DEEPEST = 20;

	private static final int LOOKS = 5;

	private DataSources() {
	}

	/**
	 * The data source that a wrapper, a proxy or the application's bean routes with.
	 */
	public static @Nullable AbstractRoutingDataSource routing(DataSource dataSource) {
		return find(dataSource, AbstractRoutingDataSource.class, AbstractRoutingDataSource.class);
	}

	/**
	 * What is to be asked. One that has not been initialized, or keeps its targets to
	 * itself, is asked itself.
	 */
	public static Routes<DataSource> routes(DataSource dataSource) {
		AbstractRoutingDataSource routing = routing(dataSource);
		if (routing == null) {
			return Routes.direct(dataSource);
		}
		for (int looks = 1;; looks++) {
			try {
				Map<String, DataSource> targets = new LinkedHashMap<>();
				collect("", routing, targets, Collections.newSetFromMap(new IdentityHashMap<>()));
				return new Routes<>(dataSource, targets);
			}
			catch (ConcurrentModificationException ex) {
				// they are just being resolved anew
				if (looks == LOOKS) {
					throw ex;
				}
				Thread.onSpinWait();
			}
			catch (IllegalStateException ex) {
				return Routes.direct(dataSource);
			}
		}
	}

	/**
	 * What is asked in the end: itself, or what it routes to.
	 */
	public static Collection<DataSource> allBehind(DataSource dataSource) {
		Map<String, DataSource> targets = routes(dataSource).targets();
		return (targets != null) ? targets.values() : List.of(dataSource);
	}

	private static void collect(String prefix, AbstractRoutingDataSource routing, Map<String, DataSource> targets,
			Set<AbstractRoutingDataSource> seen) {
		if (!seen.add(routing)) {
			return;
		}
		Map<Object, DataSource> resolved = new LinkedHashMap<>(routing.getResolvedDataSources());
		resolved.forEach((key, target) -> collect(prefix + Objects.toString(key, "unnamed"), target, targets, seen));
		DataSource otherwise = routing.getResolvedDefaultDataSource();
		if (otherwise != null && resolved.values().stream().noneMatch((target) -> target == otherwise)) {
			collect(prefix + "default", otherwise, targets, seen);
		}
	}

	private static void collect(String key, DataSource target, Map<String, DataSource> targets,
			Set<AbstractRoutingDataSource> seen) {
		AbstractRoutingDataSource routing = routing(target);
		if (routing != null) {
			collect(key + "/", routing, targets, seen);
		}
		else {
			targets.put(targets.containsKey(key) ? key + "*" : key, target);
		}
	}

	/**
	 * What is of a type, behind whatever decorates it.
	 * @param contract an interface of that type, by which wrappers that are not Spring's
	 * may be asked for it
	 */
	public static <T> @Nullable T find(DataSource dataSource, Class<?> contract, Class<T> type) {
		DataSource current = dataSource;
		for (int depth = 0; current != null && depth < DEEPEST; depth++) {
			DataSource innermost = innermost(current);
			if (type.isInstance(innermost)) {
				return type.cast(innermost);
			}
			Object found = unwrap(innermost, contract);
			if (type.isInstance(found)) {
				return type.cast(found);
			}
			DataSource inner = unwrap(innermost, DataSource.class);
			current = (inner != null && inner != innermost) ? inner : WrappedDataSources.behind(innermost);
		}
		return null;
	}

	/**
	 * What is behind Spring's own wrappers and proxies.
	 */
	static DataSource innermost(DataSource dataSource) {
		DataSource current = dataSource;
		for (int depth = 0; depth < DEEPEST; depth++) {
			DataSource inner = inner(current);
			if (inner == null || inner == current) {
				break;
			}
			current = inner;
		}
		return current;
	}

	private static @Nullable DataSource inner(DataSource dataSource) {
		if (dataSource instanceof DelegatingDataSource delegating) {
			return delegating.getTargetDataSource();
		}
		return (ProxyTargets.behind(dataSource) instanceof DataSource target) ? target : null;
	}

	private static <T> @Nullable T unwrap(DataSource dataSource, Class<T> contract) {
		try {
			return dataSource.isWrapperFor(contract) ? dataSource.unwrap(contract) : null;
		}
		catch (SQLException | RuntimeException | AbstractMethodError ex) {
			// the driver does not say what it wraps
			return null;
		}
	}

}
