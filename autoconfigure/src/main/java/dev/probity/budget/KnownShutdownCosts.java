package dev.probity.budget;

import java.util.ArrayList;
import java.util.List;

import org.springframework.context.ApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.util.ClassUtils;

/**
 * What takes time when a context is closed, in the order in which it does: only what the
 * libraries of the application have.
 */
final class KnownShutdownCosts {

	private static final String WEB_SERVER = "org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle";

	private static final String EVENT_LOOPS = "reactor.netty.resources.LoopResources";

	private static final String EVENT_LOOP_BEANS = "org.springframework.http.client.ReactorResourceFactory";

	private KnownShutdownCosts() {
	}

	/**
	 * All of them.
	 * @param pod what the pod takes before the context is closed
	 * @param context what is closed
	 * @param others those of other libraries
	 */
	static List<ShutdownCosts> of(ShutdownCosts pod, ApplicationContext context, List<ShutdownCosts> others) {
		boolean hasWebServers = isPresent(WEB_SERVER, context);
		List<ShutdownCosts> costs = new ArrayList<>();
		costs.add(pod);
		costs.add(new GrpcServerShutdownCost(context));
		costs.add(new ShutdownPhases(context,
				hasWebServers ? List.of(new ListenerWait(), new TaskWait(), new WebServerWait())
						: List.of(new ListenerWait(), new TaskWait())));
		if (hasWebServers) {
			costs.add(new ManagementServerShutdownCost(context));
			costs.add(new WebServerThreadCost(context));
		}
		if (isPresent(EVENT_LOOP_BEANS, context) && isPresent(EVENT_LOOPS, context)) {
			costs.add(EventLoops.cost(context));
		}
		costs.addAll(others);
		costs.add(new TaskTermination(context));
		return costs;
	}

	private static boolean isPresent(String type, ApplicationContext context) {
		return ClassUtils.isPresent(type, context.getClassLoader());
	}

	/**
	 * Loaded only where there is such a library.
	 */
	private static final class EventLoops {

		static ShutdownCosts cost(ApplicationContext context) {
			return new EventLoopShutdownCost(context.getBeanProvider(ReactorResourceFactory.class));
		}

	}

}
