package dev.probity.consumer;

import java.time.Duration;
import java.util.List;

/**
 * Probity has held a message listener, or lets it consume again. Published once it has
 * been done, on a thread of Probity's own: a slow event listener delays what is done with
 * this message listener, and nothing else.
 *
 * @param consumer the id of the message listener
 * @param before what was done with it before
 * @param after what is done with it now: {@link ConsumerState#HELD} or
 * {@link ConsumerState#ALLOWED}
 * @param causes why it is held, in words; empty if it is not
 * @param lasted how long the old state lasted
 * @since 0.1.0
 */
public record ConsumerChangedEvent(String consumer, ConsumerState before, ConsumerState after, List<String> causes,
		Duration lasted) {

	public ConsumerChangedEvent {
		causes = List.copyOf(causes);
	}

}
