package dev.probity.vital;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.probity.observation.ObservedSilences;
import dev.probity.time.Ticker;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * How long consumers have not polled. The figure of the consumer itself is a difference
 * of the wall clock, and is used only to find out whether it has polled since the last
 * observation. Not thread-safe.
 */
final class KafkaPolls {

	private static final double NANOS_PER_SECOND = 1e9;

	private final Ticker ticker;

	private final ObservedSilences<String> silences;

	private final Map<String, Seen> seen = new HashMap<>();

	KafkaPolls(Duration interval, Ticker ticker) {
		this.ticker = ticker;
		this.silences = new ObservedSilences<>(interval, ticker);
	}

	/**
	 * Look at a consumer.
	 * @param client the name of the client
	 * @param metrics what it says of itself
	 * @return for how long it has not polled, or {@code null} if it does not say
	 */
	@Nullable Duration since(String client, Map<MetricName, ? extends Metric> metrics) {
		Double ago = lastPollSecondsAgo(metrics);
		if (ago == null || ago.isNaN()) {
			return null;
		}
		long now = this.ticker.read();
		Seen before = this.seen.get(client);
		// negative if it never has
		boolean polled = before == null || (ago >= 0 && ago <= (now - before.at()) / NANOS_PER_SECOND);
		long polls = ((before != null) ? before.polls() : 0) + (polled ? 1 : 0);
		this.seen.put(client, new Seen(now, polls));
		return this.silences.since(client, polls);
	}

	void retain(Collection<String> clients) {
		this.seen.keySet().retainAll(clients);
		this.silences.retain(clients);
	}

	private static @Nullable Double lastPollSecondsAgo(Map<MetricName, ? extends Metric> metrics) {
		for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
			if (metric.getKey().name().equals("last-poll-seconds-ago")
					&& metric.getValue().metricValue() instanceof Number value) {
				return value.doubleValue();
			}
		}
		return null;
	}

	private record Seen(long at, long polls) {

	}

}
