package dev.probity.contract;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Stream;

import dev.probity.traffic.RequestPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.util.ClassUtils;

/**
 * The contexts below the one that has the probes, which may come and go: the one that
 * serves can be one of them. Thread-safe.
 */
final class ContextsBelow implements ApplicationListener<ApplicationContextEvent> {

	private static final String GRPC = "org.springframework.grpc.server.lifecycle.GrpcServerLifecycle";

	private final ApplicationContext own;

	private final Set<ApplicationContext> below = new CopyOnWriteArraySet<>();

	// until one comes or goes; guarded by this
	private @Nullable ApplicationContext serving;

	ContextsBelow(ApplicationContext own) {
		this.own = own;
	}

	@Override
	public synchronized void onApplicationEvent(ApplicationContextEvent event) {
		if (event.getApplicationContext() == this.own) {
			return;
		}
		this.serving = null;
		if (event instanceof ContextRefreshedEvent) {
			this.below.add(event.getApplicationContext());
		}
		else if (event instanceof ContextClosedEvent) {
			this.below.remove(event.getApplicationContext());
		}
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	/**
	 * All of them, and first the one that has the probes.
	 */
	Stream<ApplicationContext> all() {
		return Stream.concat(Stream.of(this.own), this.below.stream());
	}

	/**
	 * The one that has a web server, or else one of gRPC; the one that has the probes if
	 * none has.
	 */
	synchronized ApplicationContext serving() {
		ApplicationContext known = this.serving;
		if (known == null) {
			known = find();
			this.serving = known;
		}
		return known;
	}

	private ApplicationContext find() {
		return all().filter(ContextsBelow::servesWeb)
			.findFirst()
			.or(() -> all().filter(ContextsBelow::servesGrpc).findFirst())
			.orElse(this.own);
	}

	/**
	 * Whether the requests to a context of the web are counted.
	 */
	static boolean servesWeb(ApplicationContext context) {
		return context.getBeanNamesForType(RequestPaths.class, true, false).length > 0;
	}

	static boolean servesGrpc(ApplicationContext context) {
		ClassLoader loader = ContextsBelow.class.getClassLoader();
		return ClassUtils.isPresent(GRPC, loader)
				&& context.getBeanNamesForType(ClassUtils.resolveClassName(GRPC, loader), true, false).length > 0;
	}

}
