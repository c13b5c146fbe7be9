package dev.probity.consumer;

import java.util.List;

import dev.probity.text.VisibleText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * A container of Spring for Apache Kafka. Those that listener container factories make
 * have a child for each consumer: the children are paused here, and the container itself
 * by the application, so that neither resumes what the other has paused. A container
 * without children has one mark for both.
 */
final class KafkaConsumerContainer implements ConsumerContainer {

	private static final Log logger = LogFactory.getLog(KafkaConsumerContainer.class);

	private final MessageListenerContainer container;

	private final boolean stopsAtOnce;

	private volatile boolean pausedAlone;

	/**
	 * @param stopsAtOnce whether it is to stop after the record that it is at, and not
	 * after all that it has polled
	 */
	KafkaConsumerContainer(MessageListenerContainer container, boolean stopsAtOnce) {
		this.container = container;
		this.stopsAtOnce = stopsAtOnce;
	}

	@Override
	public Object identity() {
		return this.container;
	}

	@Override
	public String id() {
		return String.valueOf(this.container.getListenerId());
	}

	/**
	 * A share group has no retry topics, and refuses to say so.
	 */
	@Override
	public @Nullable String mainId() {
		return canBeHeld() ? this.container.getMainListenerId() : null;
	}

	@Override
	public String heldWord() {
		return "paused";
	}

	/**
	 * Not a share group: it cannot be paused.
	 */
	@Override
	public boolean canBeHeld() {
		return this.container instanceof AbstractMessageListenerContainer;
	}

	@Override
	public boolean isRunning() {
		return this.container.isRunning();
	}

	@Override
	public boolean isHeld() {
		List<? extends MessageListenerContainer> children = children();
		return (children != null) ? children.stream().allMatch(MessageListenerContainer::isPauseRequested)
				: this.container.isPauseRequested();
	}

	@Override
	public void hold() {
		List<? extends MessageListenerContainer> children = children();
		if (children != null) {
			children.forEach(MessageListenerContainer::pause);
		}
		else if (!this.container.isPauseRequested()) {
			this.pausedAlone = true;
			this.container.pause();
		}
	}

	@Override
	public boolean release() {
		List<? extends MessageListenerContainer> children = children();
		if (children == null && this.pausedAlone) {
			this.pausedAlone = false;
			this.container.resume();
		}
		boolean free = !this.container.isPauseRequested();
		if (children != null && free) {
			children.forEach(MessageListenerContainer::resume);
		}
		return free && this.container.isRunning();
	}

	/**
	 * A mark of its own outlives a stop, and those of its children end with them.
	 */
	@Override
	public void forget() {
		if (this.pausedAlone) {
			this.pausedAlone = false;
			this.container.resume();
		}
	}

	private @Nullable List<? extends MessageListenerContainer> children() {
		return (this.container instanceof ConcurrentMessageListenerContainer<?, ?> parent) ? parent.getContainers()
				: null;
	}

	@Override
	public boolean startsByItself() {
		return this.container.isAutoStartup();
	}

	@Override
	public void deferStart() {
		this.container.setAutoStartup(false);
	}

	@Override
	public void restoreStart() {
		this.container.setAutoStartup(true);
	}

	@Override
	public void start() {
		this.container.start();
	}

	@Override
	public void stop() {
		this.container.stop();
	}

	/**
	 * Read by a consumer when it starts.
	 */
	@Override
	public void prepare() {
		if (this.container instanceof AbstractMessageListenerContainer<?, ?> prepared && this.stopsAtOnce) {
			ContainerProperties properties = prepared.getContainerProperties();
			if (!properties.isStopImmediate() && this.container.isRunning()) {
				reportLate("stopImmediate", "stopped", "setStopImmediate");
			}
			properties.setStopImmediate(true);
		}
	}

	/**
	 * Have it pause after the record that it is at, and not after all that it has polled.
	 */
	@Override
	public void prepareToBeHeld() {
		if (this.container instanceof AbstractMessageListenerContainer<?, ?> prepared) {
			ContainerProperties properties = prepared.getContainerProperties();
			if (!properties.isPauseImmediate() && this.container.isRunning()) {
				reportLate("pauseImmediate", "paused", "setPauseImmediate");
			}
			properties.setPauseImmediate(true);
		}
	}

	private void reportLate(String property, String when, String setter) {
		logger.warn(("Listener '%s' was started before Probity could set '%s': when it is %s, "
				+ "it still processes all records of its last poll ('max.poll.records'). "
				+ "Set ContainerProperties.%s(true) on its container.")
			.formatted(VisibleText.line(id()), property, when, setter));
	}

	@Override
	public void leave(Runnable done) {
		this.container.stop(done);
	}

}
