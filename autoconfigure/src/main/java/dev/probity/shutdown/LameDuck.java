package dev.probity.shutdown;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.probity.check.Guarded;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.JvmShutdown;
import dev.probity.lifecycle.LameDuckReadiness;
import dev.probity.probe.Probes;
import dev.probity.registration.ShutdownOrder;
import dev.probity.text.Durations;
import dev.probity.traffic.Traffic;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;

/**
 * Keeps the application serving for a while after SIGTERM, so that load balancers can
 * notice that it is not ready any more before it stops. Delays the closing of the context
 * before anything in it has stopped: Spring Boot's own graceful shutdown follows.
 * <p>
 * Decided when the context closes: a context that is closed while the JVM goes on, one
 * without a running server, and one that nobody has ever been told to be ready, are not
 * held up. Thread-safe.
 *
 * @since 0.1.0
 */
public final class LameDuck implements SmartApplicationListener {

	private static final Log logger = LogFactory.getLog(LameDuck.class);

	private static final Guarded guarded = new Guarded(logger::warn);

	private static final String NOBODY_TOLD = "No lame duck: no readiness probe has ever been answered that this instance is "
			+ "ready, so nobody is waited for, and the shutdown begins now. To be waited for, whatever sends requests "
			+ "has to ask readiness: /readyz, the health group 'readiness' or gRPC health.";

	private final Instance instance;

	private final Supplier<Probes> probes;

	private final Servers servers;

	private final Traffic traffic;

	private final LameDuckPolicy policy;

	private final Departure departure;

	private final Sleeper sleeper;

	private final BooleanSupplier jvmGoingDown;

	private final AtomicBoolean begun = new AtomicBoolean();

	private final List<Runnable> entries = new CopyOnWriteArrayList<>();

	private volatile @Nullable LameDuckEnd end;

	/**
	 * Make a lame duck of an instance when its time has come.
	 * @param instance the instance
	 * @param probes know whether a probe has answered that it is ready; asked for only at
	 * the end
	 * @param servers what serves the application
	 * @param traffic knows how many requests have been served
	 * @param policy what to do
	 * @param departure what is done also without a server
	 */
	LameDuck(Instance instance, Supplier<Probes> probes, Servers servers, Traffic traffic, LameDuckPolicy policy,
			Departure departure) {
		this(instance, probes, servers, traffic, policy, departure, Sleeper.ofTheThread(), JvmShutdown::isInProgress);
	}

	LameDuck(Instance instance, Supplier<Probes> probes, Servers servers, Traffic traffic, LameDuckPolicy policy,
			Departure departure, Sleeper sleeper, BooleanSupplier jvmGoingDown) {
		this.instance = instance;
		this.probes = probes;
		this.servers = servers;
		this.traffic = traffic;
		this.policy = policy;
		this.departure = departure;
		this.sleeper = sleeper;
		this.jvmGoingDown = jvmGoingDown;
	}

	/**
	 * Whether it keeps the application serving for a while.
	 * @return whether it does
	 */
	public boolean waits() {
		return this.policy.waits();
	}

	/**
	 * Do something when it begins to wait, while everything goes on serving.
	 * @param action must return at once
	 * @return takes that back, for those who come to their end before it does
	 */
	public Runnable onEntry(Runnable action) {
		this.entries.add(action);
		return () -> this.entries.remove(action);
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ContextClosedEvent.class.isAssignableFrom(type) || AvailabilityChangeEvent.class.isAssignableFrom(type);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ContextClosedEvent closed) {
			if (isEndOf(closed.getApplicationContext())) {
				leave();
				serveOn();
			}
			this.departure.onClosed(closed);
		}
		else if (event instanceof AvailabilityChangeEvent<?> change
				&& change.getState() == ReadinessState.REFUSING_TRAFFIC
				&& change.getSource() instanceof ApplicationContext context && isEndOf(context)) {
			// Spring Boot publishes this just before it closes the context
			leave();
		}
	}

	/**
	 * What it has come to.
	 * @return the figures, or {@code null} before its end, or if it has not waited
	 */
	public @Nullable LameDuckEnd end() {
		return this.end;
	}

	private boolean isEndOf(ApplicationContext context) {
		return this.servers.anyServesBelow(context) && this.jvmGoingDown.getAsBoolean();
	}

	/**
	 * Whether or not it waits: a start that is still under way may yet say that it is
	 * ready, and a check may recover.
	 */
	private void leave() {
		this.instance.leave(this.policy.waits() ? this.policy.readiness() : LameDuckReadiness.WITHDRAWN);
	}

	private void serveOn() {
		if (this.policy.waits() && this.begun.compareAndSet(false, true)) {
			if (hasSaidReady()) {
				pause();
			}
			else {
				logger.info(NOBODY_TOLD);
			}
		}
		this.instance.withdraw();
	}

	private void pause() {
		long before = this.traffic.servedRequests();
		endKeepAlive();
		logger.info("Lame duck: %s, serving for %s before shutdown".formatted(
				(this.policy.readiness() == LameDuckReadiness.KEPT) ? "still ready" : "not ready any more",
				Durations.exact(this.policy.duration())));
		this.entries.forEach((entry) -> guarded.run(entry, () -> "Lame duck: could not stop something first"));
		String end = this.sleeper.pause(this.policy.duration()) ? "finished" : "interrupted";
		long served = this.traffic.servedRequests() - before;
		this.end = new LameDuckEnd(this.policy.duration(), served);
		logger.info("Lame duck %s: %d %s served since SIGTERM, shutting down".formatted(end, served,
				(served == 1) ? "request" : "requests"));
	}

	private boolean hasSaidReady() {
		Probes probes = this.probes.get();
		if (!probes.hasSaidReady()) {
			this.instance.withdraw();
		}
		// a caller may have been answered "ready" until it was withdrawn
		return probes.hasSaidReady();
	}

	/**
	 * What goes wrong with the connections is no reason not to wait.
	 */
	private void endKeepAlive() {
		try {
			this.servers.endKeepAlive();
		}
		catch (Throwable ex) {
			guarded.report(() -> "Lame duck: could not close keep-alive connections gracefully", ex);
		}
	}

	/**
	 * Run before anything that stops at the same event.
	 */
	@Override
	public int getOrder() {
		return ShutdownOrder.LAME_DUCK;
	}

	/**
	 * Not on another thread: the closing of the context is to wait.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
