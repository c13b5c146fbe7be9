package dev.probity.consumer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All listeners of one application context that need something. Looking may take a
 * moment; what is done is done elsewhere. Thread-safe.
 */
final class Consumers implements ConsumerReport {

	private final List<ContainerSource> sources;

	private final Governing governing;

	// by what they wrap, those that need nothing as null; replaced as a whole
	private volatile Map<Object, @Nullable GovernedConsumer> known = new IdentityHashMap<>();

	/**
	 * @param sources find the containers
	 * @param governing knows what each needs
	 */
	Consumers(List<ContainerSource> sources, Governing governing) {
		this.sources = sources;
		this.governing = governing;
	}

	/**
	 * What each needs.
	 */
	Governing governing() {
		return this.governing;
	}

	/**
	 * Before containers start: also for those that come later.
	 */
	void prepare() {
		this.sources.forEach(ContainerSource::prepare);
		containers().forEach(ConsumerContainer::prepare);
	}

	/**
	 * All containers there are, whether or not they need anything.
	 */
	List<ConsumerContainer> containers() {
		return this.sources.stream().<ConsumerContainer>flatMap((source) -> source.containers().stream()).toList();
	}

	/**
	 * Those that need something, new ones included and those that have gone left out.
	 */
	synchronized List<GovernedConsumer> all() {
		Map<Object, @Nullable GovernedConsumer> now = new IdentityHashMap<>();
		for (ConsumerContainer container : containers()) {
			Object identity = container.identity();
			if (this.known.containsKey(identity)) {
				now.put(identity, this.known.get(identity));
			}
			else {
				container.prepare();
				now.put(identity, this.governing.consumer(container));
			}
		}
		this.known = now;
		return governed().toList();
	}

	/**
	 * What governs a container.
	 * @param identity what is wrapped
	 * @return {@code null} if it needs nothing, or is not known yet
	 */
	@Nullable GovernedConsumer governorOf(Object identity) {
		return this.known.get(identity);
	}

	private Stream<GovernedConsumer> governed() {
		List<GovernedConsumer> governed = new ArrayList<>();
		this.known.values().forEach((each) -> {
			if (each != null) {
				governed.add(each);
			}
		});
		return governed.stream();
	}

	@Override
	public List<ConsumerReading> consumers() {
		return governed().map(GovernedConsumer::reading).sorted(Comparator.comparing(ConsumerReading::id)).toList();
	}

}
