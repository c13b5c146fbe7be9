package dev.probity.vital;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.ProgressCheck;
import dev.probity.observation.Observation;
import dev.probity.observation.ThreadPosition;
import dev.probity.observation.TimeLimitedObservation;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Whether the application's Kafka listeners make progress. Fails if one was ended by an
 * error, and if a consumer has not polled for longer than the longest silence, if that is
 * set. A listener that was stopped or paused passes. Containers of share groups are
 * ignored: the two cases cannot be distinguished. Thread-safe: runs wait for each other.
 */
final class KafkaListenersCheck implements ProgressCheck {

	private final Supplier<? extends Collection<? extends MessageListenerContainer>> containers;

	private final @Nullable Duration maxSilence;

	private final KafkaPolls polls;

	// a container that is being started or stopped holds the lock that one needs to ask
	// it
	private final TimeLimitedObservation bounded;

	/**
	 * Check listeners.
	 * @param containers the containers, asked by each run
	 * @param maxSilence the longest time between two polls, to which the time is added
	 * that a poll may take and that the container waits before it; {@code null} if none
	 * is too long
	 * @param policy the check's policy
	 * @param ticker for the silence
	 */
	public KafkaListenersCheck(Supplier<? extends Collection<? extends MessageListenerContainer>> containers,
			@Nullable Duration maxSilence, CheckPolicy policy, Ticker ticker) {
		this.containers = containers;
		this.maxSilence = maxSilence;
		this.polls = new KafkaPolls(policy.interval(), ticker);
		this.bounded = new TimeLimitedObservation("kafka-listeners", policy.timeout().dividedBy(2));
	}

	@Override
	public synchronized CheckResult check() {
		return Observation.take(() -> this.bounded.take(this::evaluate));
	}

	private CheckResult evaluate() {
		Map<String, Object> details = new LinkedHashMap<>();
		Set<String> clients = new HashSet<>();
		List<String> failures = new ArrayList<>();
		List<String> silent = new ArrayList<>();
		for (MessageListenerContainer each : this.containers.get()) {
			if (each instanceof AbstractMessageListenerContainer<?, ?> container) {
				Listener listener = evaluate(container, clients);
				details.put(listener.name(), listener.figures());
				if (listener.failure() != null) {
					failures.add(listener.failure());
				}
				else if (listener.saysNothing()) {
					silent.add(listener.name());
				}
			}
		}
		this.polls.retain(clients);
		if (!failures.isEmpty()) {
			return CheckResult.failed(String.join("; ", failures), details);
		}
		return (silent.isEmpty() || this.maxSilence == null) ? CheckResult.passed(details)
				: new CheckResult.Inconclusive("no consumer reports when it last polled: " + String.join(", ", silent),
						null, details);
	}

	private Listener evaluate(AbstractMessageListenerContainer<?, ?> container, Set<String> clients) {
		String name = String.valueOf(container.getListenerId());
		Map<String, Object> figures = new LinkedHashMap<>();
		if (!container.isInExpectedState()) {
			figures.put("listener", "DEAD");
			return new Listener(name, figures, "%s was stopped by an error, which is in the log".formatted(name));
		}
		if (!container.isRunning() || isPaused(container)) {
			figures.put("listener", container.isRunning() ? "PAUSED" : "STOPPED");
			return new Listener(name, figures, null);
		}
		figures.put("listener", "RUNNING");
		Map<String, Duration> silences = new LinkedHashMap<>();
		container.metrics().forEach((client, metrics) -> {
			Duration silence = this.polls.since(client, metrics);
			if (silence != null) {
				clients.add(client);
				silences.put(client, silence);
			}
		});
		Duration longest = silences.values().stream().max(Duration::compareTo).orElse(null);
		if (longest == null) {
			return new Listener(name, figures, null);
		}
		figures.put("noPollFor", Durations.brief(longest));
		return new Listener(name, figures, tooLong(container, name, longest, figures));
	}

	/**
	 * By the application, or consumer by consumer, as long as what it needs fails.
	 */
	private static boolean isPaused(AbstractMessageListenerContainer<?, ?> container) {
		return container.isPauseRequested() || container instanceof ConcurrentMessageListenerContainer<?, ?> parent
				&& !parent.getContainers().isEmpty()
				&& parent.getContainers().stream().allMatch(MessageListenerContainer::isPauseRequested);
	}

	private @Nullable String tooLong(AbstractMessageListenerContainer<?, ?> container, String name, Duration silence,
			Map<String, Object> figures) {
		if (this.maxSilence == null) {
			return null;
		}
		ContainerProperties properties = container.getContainerProperties();
		Duration allowed = this.maxSilence.plusMillis(properties.getPollTimeout() + properties.getIdleBetweenPolls());
		if (silence.compareTo(allowed) <= 0) {
			return null;
		}
		ThreadPosition position = position(name);
		if (position != null) {
			figures.put("stack", position.lines());
		}
		return "%s has not polled for %s (at most %s)%s".formatted(name, Durations.brief(silence),
				Durations.exact(allowed), (position != null) ? ": " + position.describe() : "");
	}

	/**
	 * Where one of its threads is that does not poll.
	 */
	private static @Nullable ThreadPosition position(String name) {
		Pattern thread = Pattern.compile(Pattern.quote(name) + "(-\\d+)?-C-\\d+");
		return ThreadPosition.first(
				(each) -> thread.matcher(each.thread()).matches() && !each.isIn(KafkaConsumer.class.getName(), "poll"));
	}

	private record Listener(String name, Map<String, Object> figures, @Nullable String failure) {

		boolean saysNothing() {
			return "RUNNING".equals(this.figures.get("listener")) && !this.figures.containsKey("noPollFor");
		}

	}

}
