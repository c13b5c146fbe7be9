package dev.probity.actuate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.actuate.ProbityDescriptor.ConsumerDescriptor;
import dev.probity.consumer.ConsumerReport;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * The message listeners that need something, as the endpoint shows them.
 */
final class DescribedConsumers {

	private DescribedConsumers() {
	}

	/**
	 * By their ids; {@code null} if there are none.
	 */
	static @Nullable Map<String, ConsumerDescriptor> of(ConsumerReport report) {
		Map<String, ConsumerDescriptor> described = new LinkedHashMap<>();
		report.consumers()
			.forEach((consumer) -> described.put(consumer.id(), new ConsumerDescriptor(consumer.state(),
					consumer.needs(), consumer.causes(), Durations.brief(consumer.inState()))));
		return described.isEmpty() ? null : Collections.unmodifiableMap(described);
	}

}
