package dev.probity.consumer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
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

	// those whose container is being held or released just now
	private final Set<GovernedConsumer> busy = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

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
			if (!this.busy.contains(consumer)) {
				guarded.run(() -> evaluate(consumer), () -> failure(consumer));
			}
		}
	}

	private void evaluate(GovernedConsumer consumer) {
		Runnable action = consumer.decide();
		if (action == null) {
			return;
		}
		this.busy.add(consumer);
		try {
			this.actions.execute(() -> act(consumer, action));
		}
		catch (RuntimeException | Error ex) {
			this.busy.remove(consumer);
			throw ex;
		}
	}

	private void act(GovernedConsumer consumer, Runnable action) {
		try {
			if (this.acting) {
				guarded.run(action, () -> failure(consumer));
			}
		}
		finally {
			this.busy.remove(consumer);
		}
	}

	private static String failure(GovernedConsumer consumer) {
		return "Could not hold, start or resume the listener '%s'; retrying"
			.formatted(VisibleText.line(consumer.container().id()));
	}

	/**
	 * Stop containers for good, each on a thread of its own.
	 * @param containers the containers
	 * @param done called when each has finished what it is at
	 */
	void leave(List<ConsumerContainer> containers, Runnable done) {
		List<ConsumerContainer> left = Collections.synchronizedList(new ArrayList<>(containers));
		if (containers.isEmpty()) {
			done.run();
		}
		containers.forEach((container) -> this.actions.execute(() -> {
			Runnable leaves = () -> {
				if (left.remove(container) && left.isEmpty()) {
					done.run();
				}
			};
			try {
				container.leave(leaves);
			}
			catch (Throwable ex) {
				guarded.report(() -> "Could not stop the listener '%s'".formatted(VisibleText.line(container.id())),
						ex);
				leaves.run();
			}
		}));
	}

	private static ThreadFactory daemons(String name) {
		return (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		};
	}

}
