package dev.probity.consumer;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.probity.text.Durations;
import dev.probity.text.VisibleText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells what has been done with listeners: one log line and one event for each change.
 */
final class ConsumerNews {

	private static final Log logger = LogFactory.getLog(ConsumerNews.class);

	private final Consumer<ConsumerChangedEvent> events;

	/**
	 * @param events publishes events
	 */
	ConsumerNews(Consumer<ConsumerChangedEvent> events) {
		this.events = events;
	}

	void onWaiting(String id, List<String> causes) {
		logger.info("Listener '%s' is not started yet: %s".formatted(shown(id), String.join(", ", causes)));
	}

	void onStarted(String id, Standing before, Duration lasted) {
		String line = "Listener '%s' started after %s: all that it needs has passed".formatted(shown(id),
				Durations.elapsed(lasted));
		if (before.hindrances().stream().anyMatch(Hindrance::isFailure)) {
			logger.info(line);
		}
		else {
			logger.debug(line);
		}
		publish(id, before, ConsumerState.ALLOWED, List.of(), lasted);
	}

	void onHeld(String id, String word, Standing before, List<String> causes, Duration lasted) {
		logger.warn("Listener '%s' %s: %s; the broker keeps its messages".formatted(shown(id), word,
				String.join(", ", causes)));
		publish(id, before, ConsumerState.HELD, causes, lasted);
	}

	void onReleased(String id, boolean consumes, Standing before, Duration lasted) {
		logger.info("Listener '%s' %s after %s: all that it needs passes again".formatted(shown(id),
				consumes ? "resumed" : "may resume, but has been paused or stopped by somebody else,",
				Durations.elapsed(lasted)));
		publish(id, before, ConsumerState.ALLOWED, List.of(), lasted);
	}

	private void publish(String id, Standing before, ConsumerState after, List<String> causes, Duration lasted) {
		this.events.accept(new ConsumerChangedEvent(id, before.state(), after, causes, lasted));
	}

	private static String shown(String id) {
		return VisibleText.line(id);
	}

}
