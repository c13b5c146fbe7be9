package dev.probity.consumer;

import java.util.List;
import java.util.stream.Collectors;

import dev.probity.consumer.ListenerNeeds.Said;
import dev.probity.registration.ShutdownOrder;
import dev.probity.text.VisibleText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Prepares the containers before any of them starts: those that need something wait for
 * it.
 */
final class ConsumerLifecycle implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(ConsumerLifecycle.class);

	private final Consumers consumers;

	private final ApplicationContext context;

	private volatile boolean running;

	ConsumerLifecycle(Consumers consumers, ApplicationContext context) {
		this.consumers = consumers;
		this.context = context;
	}

	@Override
	public void start() {
		this.running = true;
		Governing governing = this.consumers.governing();
		governing.validate();
		this.consumers.prepare();
		List<ConsumerContainer> containers = this.consumers.containers();
		this.consumers.all().forEach(GovernedConsumer::prepare);
		governing.said().ofNobody(containers).forEach((said) -> reportNobody(said, containers));
	}

	private void reportNobody(Said said, List<ConsumerContainer> containers) {
		String listener = VisibleText.line(said.listener());
		if (this.context.containsBean(said.listener())
				&& String.valueOf(this.context.getType(said.listener())).contains("StreamsBuilder")) {
			logger.warn("The needs of '%s' (%s) are ignored: Kafka Streams cannot be held.".formatted(listener,
					said.origin()));
			return;
		}
		logger.warn("There is no listener '%s' (%s) yet; the listeners of this application are: %s".formatted(listener,
				said.origin(),
				containers.isEmpty() ? "none"
						: containers.stream()
							.map(ConsumerContainer::id)
							.map(VisibleText::line)
							.sorted()
							.collect(Collectors.joining(", "))));
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * When the checks run, and before any container starts.
	 */
	@Override
	public int getPhase() {
		return ShutdownOrder.CONSUMERS;
	}

}
