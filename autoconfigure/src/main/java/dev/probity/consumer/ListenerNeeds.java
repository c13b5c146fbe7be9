package dev.probity.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.probity.check.Range;
import dev.probity.settings.CheckNames;
import dev.probity.settings.ConsumerProperties;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.RequiredRange;
import org.jspecify.annotations.Nullable;

/**
 * What is said of listeners, by properties and by beans. What is said of one by its own
 * id comes first, then what is said of the listener whose retry topic it consumes, then
 * what is said of all; a property comes before a bean.
 *
 * @param said all that is said, each with where
 */
record ListenerNeeds(List<Said> said) {

	static final Duration RESUME_WITHIN = Duration.ofSeconds(10);

	private static final Range<Duration> DELAYS = Range.of(Duration.ZERO, Duration.ofMinutes(10));

	/**
	 * What is said of one listener, or of all.
	 *
	 * @param origin where it is said
	 * @param listener the id of the listener
	 * @param checks the checks that it needs, or {@code null} if nothing is said of them
	 * @param feature the feature that it needs, or {@code null}
	 * @param resumeWithin how long it may take until it goes on, or {@code null}
	 */
	record Said(String origin, String listener, @Nullable List<String> checks, @Nullable String feature,
			@Nullable Duration resumeWithin) {

		boolean isOfAll() {
			return CheckNames.areEqual(ConsumerNeeds.ALL, this.listener);
		}

		private boolean saysNeeds() {
			return this.checks != null || this.feature != null;
		}

	}

	/**
	 * All that is said.
	 */
	static ListenerNeeds of(Map<String, ConsumerProperties> properties, List<ConsumerNeeds> beans) {
		List<Said> said = new ArrayList<>();
		List<Said> saidOfAll = new ArrayList<>();
		properties.forEach((listener, consumer) -> {
			String origin = "probity.consumers."
					+ (listener.matches("[\\w-]+") ? listener : "[%s]".formatted(listener));
			boolean general = consumer.isTimeOnly() && CheckNames.areEqual(ConsumerProperties.RESUME_WITHIN, listener);
			RequiredRange.require(general ? origin : origin + ".resume-within", consumer.resumeWithin(), DELAYS,
					"a listener that may work is not kept waiting for longer");
			(general ? saidOfAll : said).add(new Said(origin, general ? ConsumerNeeds.ALL : listener, consumer.needs(),
					consumer.feature(), consumer.resumeWithin()));
		});
		// after what is said under "all"
		said.addAll(saidOfAll);
		beans.forEach((needs) -> said
			.add(new Said("a bean of type ConsumerNeeds", needs.listener(), needs.checks(), needs.feature(), null)));
		return new ListenerNeeds(List.copyOf(said));
	}

	boolean isEmpty() {
		return this.said.stream().noneMatch(Said::saysNeeds);
	}

	/**
	 * What a listener needs.
	 * @return {@code null} if nothing
	 */
	@Nullable Said needsOf(ConsumerContainer container) {
		return first(container, (said) -> said.saysNeeds() ? said : null);
	}

	/**
	 * How long it may take until a listener goes on.
	 */
	Duration resumeWithin(ConsumerContainer container) {
		Duration said = first(container, Said::resumeWithin);
		return (said != null) ? said : RESUME_WITHIN;
	}

	/**
	 * The ids of listeners of which something is said and that are not there.
	 */
	Set<Said> ofNobody(List<? extends ConsumerContainer> containers) {
		Set<Said> left = new LinkedHashSet<>(this.said.stream().filter((said) -> !said.isOfAll()).toList());
		containers.forEach((container) -> left
			.removeIf((said) -> isSaidOf(container.id(), said) || isSaidOf(container.mainId(), said)));
		return left;
	}

	private <T> @Nullable T first(ConsumerContainer container, Function<Said, @Nullable T> value) {
		return Stream.of(saidOf(container.id()), saidOf(container.mainId()), this.said.stream().filter(Said::isOfAll))
			.flatMap(Function.identity())
			.map(value)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private Stream<Said> saidOf(@Nullable String id) {
		return this.said.stream().filter((said) -> isSaidOf(id, said));
	}

	private static boolean isSaidOf(@Nullable String id, Said said) {
		return id != null && CheckNames.areEqual(said.listener(), id);
	}

}
