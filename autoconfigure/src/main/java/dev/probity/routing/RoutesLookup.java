package dev.probity.routing;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Looks up what a check asks, with each of its runs, and knows what the last one has
 * found. That may take as long as making a bean, so nobody else looks it up.
 */
final class RoutesLookup<T> implements Callable<Routes<T>> {

	private final Callable<Routes<T>> routes;

	private volatile @Nullable Routes<T> last;

	RoutesLookup(Callable<Routes<T>> routes) {
		this.routes = routes;
	}

	@Override
	public Routes<T> call() throws Exception {
		Routes<T> found = null;
		try {
			found = this.routes.call();
		}
		finally {
			this.last = found;
		}
		return found;
	}

	/**
	 * What was found last, or {@code null} if it could not be.
	 */
	@Nullable Routes<T> last() {
		return this.last;
	}

}
