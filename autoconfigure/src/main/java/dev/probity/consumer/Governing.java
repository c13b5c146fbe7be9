package dev.probity.consumer;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

import dev.probity.consumer.ListenerNeeds.Said;
import dev.probity.text.VisibleText;
import dev.probity.time.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes what governs a container, if anything is needed for it. Not thread-safe.
 */
final class Governing {

	private static final Log logger = LogFactory.getLog(Governing.class);

	private final ListenerNeeds said;

	private final Supplier<KnownNeeds> checks;

	private final LongUnaryOperator random;

	private final ConsumerNews news;

	private final Ticker ticker;

	private @Nullable KnownNeeds known;

	/**
	 * @param checks knows what there is to be needed, asked for when all checks are there
	 * @param random a number from zero to below its argument
	 */
	Governing(ListenerNeeds said, Supplier<KnownNeeds> checks, LongUnaryOperator random, ConsumerNews news,
			Ticker ticker) {
		this.said = said;
		this.checks = checks;
		this.random = random;
		this.news = news;
		this.ticker = ticker;
	}

	/**
	 * All that is said of needs.
	 */
	ListenerNeeds said() {
		return this.said;
	}

	/**
	 * Find what is needed, whether or not there is the listener that needs it.
	 */
	void validate() {
		this.said.said().forEach(this::needs);
	}

	private List<Need> needs(Said said) {
		if (this.known == null) {
			this.known = this.checks.get();
		}
		return this.known.of(said);
	}

	/**
	 * What governs a container.
	 * @return {@code null} if it needs nothing
	 */
	@Nullable GovernedConsumer consumer(ConsumerContainer container) {
		Said needed = this.said.needsOf(container);
		List<Need> needs = (needed != null) ? needs(needed) : List.of();
		if (needs.isEmpty()) {
			return null;
		}
		if (!container.canBeHeld()) {
			logger.warn("The needs of the listener '%s' are ignored: the container of a share group cannot be paused."
				.formatted(VisibleText.line(container.id())));
			return null;
		}
		container.prepareToBeHeld();
		return new GovernedConsumer(container, needs, this.said.resumeWithin(container), this.random, this.news,
				this.ticker);
	}

}
