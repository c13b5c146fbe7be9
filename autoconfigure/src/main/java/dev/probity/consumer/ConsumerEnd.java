package dev.probity.consumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.probity.registration.ShutdownOrder;
import dev.probity.shutdown.LameDuck;
import dev.probity.text.Durations;
import dev.probity.text.VisibleText;
import dev.probity.time.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Governs containers from when all have been started until the first is stopped, or until
 * they stop first, at the entry of the lame duck. The shutdown waits for those.
 */
final class ConsumerEnd implements SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(ConsumerEnd.class);

	private final Consumers consumers;

	private final ConsumerGovernor governor;

	private final Duration timeout;

	private final Ticker ticker;

	private volatile @Nullable ListenerDeparture departure;

	private volatile boolean running;

	private volatile Runnable leaveNoMore = () -> {
	};

	/**
	 * @param timeout how long containers may take to stop
	 */
	ConsumerEnd(Consumers consumers, Duration timeout, Ticker ticker) {
		this.consumers = consumers;
		this.governor = new ConsumerGovernor(consumers);
		this.timeout = timeout;
		this.ticker = ticker;
	}

	/**
	 * Have all containers stop for good at the entry of a lame duck. It may be that of a
	 * parent, which outlives this context.
	 */
	void leaveWith(LameDuck lameDuck) {
		this.leaveNoMore = lameDuck.onEntry(this::leave);
	}

	@Override
	public void destroy() {
		this.leaveNoMore.run();
	}

	/**
	 * Have all containers stop for good. Returns at once.
	 */
	void leave() {
		this.governor.end();
		List<ConsumerContainer> containers = this.governor.active();
		// those that nobody has seen before
		containers.forEach(ConsumerContainer::prepare);
		ListenerDeparture departure = new ListenerDeparture(containers, this.ticker);
		this.departure = departure;
		if (!containers.isEmpty()) {
			logger.info("Lame duck: %d %s first, so that other instances go on with the messages"
				.formatted(containers.size(), (containers.size() == 1) ? "listener stops" : "listeners stop"));
			departure.done()
				.thenRun(() -> logger.info("Lame duck: the listeners have stopped after %s"
					.formatted(Durations.brief(departure.lasted()))));
		}
		this.governor.leave(departure);
	}

	@Override
	public void start() {
		this.running = true;
		if (!this.consumers.governing().said().isEmpty()) {
			this.governor.begin();
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.governor.end();
		this.consumers.all().forEach(GovernedConsumer::forget);
	}

	/**
	 * What they are at when the lame duck is over has as much time as the phase of
	 * containers would have given it from its beginning.
	 */
	@Override
	public void stop(Runnable callback) {
		stop();
		ListenerDeparture left = this.departure;
		if (left == null) {
			callback.run();
			return;
		}
		Duration remaining = this.timeout.minus(left.lasted());
		left.done()
			.copy()
			.completeOnTimeout(null, Math.max(0, remaining.toMillis()), TimeUnit.MILLISECONDS)
			.thenRun(() -> {
				reportRemaining(left);
				callback.run();
			});
	}

	private void reportRemaining(ListenerDeparture left) {
		List<ConsumerContainer> remaining = left.remaining();
		if (!remaining.isEmpty()) {
			logger.warn("Lame duck: listeners that have not stopped after %s are waited for no longer: %s".formatted(
					Durations.brief(left.lasted()),
					remaining.stream()
						.map(ConsumerContainer::id)
						.map(VisibleText::line)
						.sorted()
						.collect(Collectors.joining(", "))));
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Started last and stopped first.
	 */
	@Override
	public int getPhase() {
		return ShutdownOrder.CONSUMERS_GOVERNED;
	}

}
