package dev.probity.lameduck;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import dev.probity.probe.Instance;
import dev.probity.probe.LifecyclePhase;
import dev.probity.probe.Probes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Keeps the application serving for a while after the JVM has been told to end, so that
 * whoever sends it traffic can see that it is not ready any more before it stops. Holds
 * up the closing of the context before anything in it has stopped: Spring Boot's own
 * graceful shutdown follows.
 * <p>
 * Decided when the context closes: a context that is closed while the JVM goes on, one
 * without a running server, and one that nobody has ever been told to be ready, are not
 * held up. Thread-safe.
 *
 * @since 0.1.0
 */
public final class LameDuck implements ApplicationListener<ContextClosedEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(LameDuck.class);

	private final Instance instance;

	private final Probes probes;

	private final Servers servers;

	private final Duration duration;

	private final BooleanSupplier jvmGoingDown;

	private final Pause pause;

	private final AtomicBoolean begun = new AtomicBoolean();

	/**
	 * Make a lame duck of an instance when its time has come.
	 * @param instance the instance
	 * @param probes know whether anybody has been told that it is ready
	 * @param servers what serves the application
	 * @param duration how long to go on serving; zero to go down at once
	 */
	public LameDuck(Instance instance, Probes probes, Servers servers, Duration duration) {
		this(instance, probes, servers, duration, JvmShutdown::isInProgress, Pause.ofTheThread());
	}

	LameDuck(Instance instance, Probes probes, Servers servers, Duration duration, BooleanSupplier jvmGoingDown,
			Pause pause) {
		this.instance = instance;
		this.probes = probes;
		this.servers = servers;
		this.duration = duration;
		this.jvmGoingDown = jvmGoingDown;
		this.pause = pause;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (!this.servers.anyServesBelow(event.getApplicationContext()) || !this.jvmGoingDown.getAsBoolean()) {
			return;
		}
		// whether or not it waits: a start that is still under way may yet say that it is
		// ready, and a check may recover
		this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
		if (!this.duration.isZero() && this.probes.hasSaidReady() && this.begun.compareAndSet(false, true)) {
			serveOn();
		}
	}

	private void serveOn() {
		endKeepAlive();
		logger.info("Lame duck: not ready any more, serving for %s before shutdown"
			.formatted(DurationFormatterUtils.print(this.duration, DurationFormat.Style.COMPOSITE)));
		boolean over = this.pause.last(this.duration);
		logger.info(over ? "Lame duck: over, shutting down" : "Lame duck: interrupted, shutting down");
	}

	/**
	 * What goes wrong with the connections is no reason not to wait.
	 */
	private void endKeepAlive() {
		try {
			this.servers.endKeepAlive();
		}
		catch (Throwable ex) {
			logger.warn("Lame duck: keep-alive connections cannot be told to close", ex);
		}
	}

	/**
	 * Before anything that stops at the same event.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	/**
	 * Not on another thread: the closing of the context is to wait.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
