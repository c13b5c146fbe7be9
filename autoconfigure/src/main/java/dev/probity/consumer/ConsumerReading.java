package dev.probity.consumer;

import java.time.Duration;
import java.util.List;

/**
 * What is known of one message listener that needs something. Immutable.
 *
 * @param id its id
 * @param state what Probity does with it
 * @param needs the names of what it needs
 * @param unmet those of them that keep it from consuming
 * @param causes why it consumes nothing, in words; empty if nothing keeps it from
 * consuming
 * @param inState how long the state has lasted
 * @since 0.1.0
 */
public record ConsumerReading(String id, ConsumerState state, List<String> needs, List<String> unmet,
		List<String> causes, Duration inState) {

	public ConsumerReading {
		needs = List.copyOf(needs);
		unmet = List.copyOf(unmet);
		causes = List.copyOf(causes);
	}

}
