package dev.probity.shutdown;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * The gRPC servers of this context and of its children. Thread-safe.
 *
 * @since 0.1.0
 */
public final class GrpcServers implements Servers, ApplicationListener<ContextRefreshedEvent> {

	// a child may come and go
	private final Set<ApplicationContext> contexts = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		this.contexts.add(event.getApplicationContext());
	}

	/**
	 * Not on another thread: who closes needs to know them all.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public boolean anyServesBelow(ApplicationContext context) {
		return owners().stream()
			.filter((owner) -> isActive(owner) && ContextHierarchy.isSameOrAncestor(context, owner))
			.anyMatch(GrpcServers::serves);
	}

	private List<ApplicationContext> owners() {
		synchronized (this.contexts) {
			return List.copyOf(this.contexts);
		}
	}

	/**
	 * One that has been closed must not be asked for its beans.
	 */
	private static boolean isActive(ApplicationContext owner) {
		return !(owner instanceof ConfigurableApplicationContext context) || context.isActive();
	}

	private static boolean serves(ApplicationContext owner) {
		// servers of parent contexts are not this context's
		return owner.getBeansOfType(GrpcServerLifecycle.class, true, false)
			.values()
			.stream()
			.anyMatch(GrpcServerLifecycle::isRunning);
	}

	/**
	 * A server can ask its clients to leave only by refusing new ones, which must still
	 * be served.
	 */
	@Override
	public void endKeepAlive() {
		// clients are notified when the server stops
	}

}
