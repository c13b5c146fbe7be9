package dev.probity.grpc;

import java.util.function.Supplier;

import dev.probity.registration.ShutdownOrder;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.grpc.server.lifecycle.GrpcServerShutdownEvent;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/**
 * Ends what callers of gRPC health watch, before a server would wait for it: when the
 * context closes, after the lame duck and before anything has stopped, and when the
 * server stops without that.
 */
final class GrpcHealthEnd implements SmartApplicationListener {

	private final Supplier<GrpcHealth> health;

	private final ApplicationContext context;

	GrpcHealthEnd(Supplier<GrpcHealth> health, ApplicationContext context) {
		this.health = health;
		this.context = context;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ContextClosedEvent.class.isAssignableFrom(type) || GrpcServerShutdownEvent.class.isAssignableFrom(type)
				|| GrpcServerStartedEvent.class.isAssignableFrom(type);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof GrpcServerStartedEvent) {
			this.health.get().resume();
		}
		else if (!(event instanceof ContextClosedEvent closed) || closed.getApplicationContext() == this.context) {
			this.health.get().end();
		}
	}

	/**
	 * Next after the lame duck.
	 */
	@Override
	public int getOrder() {
		return ShutdownOrder.GRPC_HEALTH;
	}

	/**
	 * Not on another thread: the server is to stop later.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
