package dev.probity.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.probity.check.Guarded;
import dev.probity.text.VisibleText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the needs of all listeners again and again, on a thread of its own, since
 * staleness is no event, and has done what is to be done on others: a container may block
 * for as long as its broker does, and holds up no other. Thread-safe.
 */
final class ConsumerGovernor {

	private static final Log logger = LogFactory.getLog(ConsumerGovernor.class);

	private static final Guarded guarded = new Guarded(logger::warn);

	private static final long MILLIS_BETWEEN_LOOKS = 200;

	private static final long IDLE_SECONDS = 10;

	private final Consumers consumers;

	// those whose container is being held, released or started just now
	private final Map<GovernedConsumer, CompletableFuture<@Nullable Void>> busy = new ConcurrentHashMap<>();

	private final ExecutorService actions = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
			new SynchronousQueue<>(), daemons("probity-consumer-action"));

	private @Nullable ScheduledExecutorService looks;

	private volatile boolean acting;

	ConsumerGovernor(Consumers consumers) {
		this.consumers = consumers;
	}

	/**
	 * Act from now on.
	 */
	synchronized void begin() {
		this.acting = true;
		if (this.looks == null) {
			this.looks = Executors.newSingleThreadScheduledExecutor(daemons("probity-consumers"));
			this.looks.scheduleWithFixedDelay(
					() -> guarded.run(this::evaluate, () -> "Could not look at the listeners"), 0, MILLIS_BETWEEN_LOOKS,
					TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Act no more: containers are being stopped.
	 */
	synchronized void end() {
		this.acting = false;
		if (this.looks != null) {
			this.looks.shutdownNow();
			this.looks = null;
		}
	}

	void evaluate() {
		for (GovernedConsumer consumer : this.consumers.all()) {
			if (!this.busy.containsKey(consumer)) {
				guarded.run(() -> evaluate(consumer), () -> failure(consumer));
			}
		}
	}

	private void evaluate(GovernedConsumer consumer) {
		Runnable action = consumer.decide();
		if (action == null) {
			return;
		}
		CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
		this.busy.put(consumer, done);
		try {
			this.actions.execute(() -> {
				try {
					act(consumer, action);
				}
				finally {
					idle(consumer, done);
				}
			});
		}
		catch (RuntimeException | Error ex) {
			idle(consumer, done);
			throw ex;
		}
	}

	private void idle(GovernedConsumer consumer, CompletableFuture<@Nullable Void> done) {
		this.busy.remove(consumer);
		done.complete(null);
	}

	/**
	 * What has been started when all are being stopped already is stopped again: nobody
	 * else would.
	 */
	private void act(GovernedConsumer consumer, Runnable action) {
		if (!this.acting) {
			return;
		}
		ConsumerContainer container = consumer.container();
		boolean ran = container.isRunning();
		guarded.run(action, () -> failure(consumer));
		if (!this.acting && !ran && container.isRunning()) {
			guarded.run(container::stop, () -> notStopped(container));
		}
	}

	private static String failure(GovernedConsumer consumer) {
		return "Could not hold, start or resume the listener '%s'; retrying"
			.formatted(VisibleText.line(consumer.container().id()));
	}

	/**
	 * The containers that may be at something now, or will be: one that is held may be at
	 * its last message, and has what it has fetched. What is done with one ends by its
	 * being held, and is looked for first.
	 */
	List<ConsumerContainer> active() {
		List<ConsumerContainer> active = new ArrayList<>();
		for (ConsumerContainer container : this.consumers.containers()) {
			GovernedConsumer consumer = this.consumers.governorOf(container.identity());
			if (consumer != null && (this.busy.containsKey(consumer) || consumer.isHeld())) {
				// knows what has been done with it
				active.add(consumer.container());
			}
			else if (container.isRunning()) {
				active.add(container);
			}
		}
		return active;
	}

	/**
	 * Stop containers for good, each on a thread of its own.
	 */
	void leave(ListenerDeparture departure) {
		departure.remaining().forEach((container) -> this.actions.execute(() -> leave(container, departure)));
	}

	private void leave(ConsumerContainer container, ListenerDeparture departure) {
		// may start it yet
		awaitActionOn(container);
		try {
			container.leave(() -> departure.leaves(container));
		}
		catch (Throwable ex) {
			guarded.report(() -> notStopped(container), ex);
			departure.leaves(container);
		}
	}

	private void awaitActionOn(ConsumerContainer container) {
		GovernedConsumer consumer = this.consumers.governorOf(container.identity());
		CompletableFuture<@Nullable Void> action = (consumer != null) ? this.busy.get(consumer) : null;
		if (action != null) {
			action.join();
		}
	}

	private static String notStopped(ConsumerContainer container) {
		return "Could not stop the listener '%s'".formatted(VisibleText.line(container.id()));
	}

	private static ThreadFactory daemons(String name) {
		return (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		};
	}

}
