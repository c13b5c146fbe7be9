package dev.probity.indicator;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.probity.contributor.CheckContributors;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.RegisteredChecks;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The contributors of which checks have been made. Thread-safe: once those of the start
 * have been registered, whatever changes does so under the lock of the registrar, and
 * none of the application's code is called under it.
 */
final class Adoptions implements LateAdoption {

	private static final Log logger = LogFactory.getLog(Adoptions.class);

	private final IndicatorChecks checks;

	private final CheckContributors contributors;

	private final CompositeWatch watch;

	private final AdoptedParts parts;

	private final Map<String, AdoptedContributor> adopted = new ConcurrentHashMap<>();

	private final Map<String, UnlistedComposite> unlisted = new ConcurrentHashMap<>();

	// those that took too long, for the first look to wait for
	private final Map<String, Future<Map<String, Object>>> begun = new ConcurrentHashMap<>();

	// set when those of the start have been registered, before there are others
	private volatile @Nullable RegisteredChecks registrar;

	Adoptions(IndicatorChecks checks, CheckContributors contributors, CompositeWatch watch) {
		this.checks = checks;
		this.contributors = contributors;
		this.watch = watch;
		this.parts = new AdoptedParts(checks, contributors,
				(adoption) -> this.adopted.get(adoption.source().name()) == adoption, () -> this.registrar);
	}

	/**
	 * The names of the contributors, and of the indicators in them that are no checks any
	 * more.
	 */
	Set<String> names() {
		Set<String> names = new LinkedHashSet<>(this.adopted.keySet());
		this.adopted.values().forEach((adoption) -> names.addAll(adoption.left().keySet()));
		return names;
	}

	/**
	 * The composites whose parts nobody knows yet.
	 */
	Collection<UnlistedComposite> unlisted() {
		return this.unlisted.values();
	}

	/**
	 * Adopt a contributor that is there at the start.
	 * @return its checks; none if it is left as it is
	 */
	List<CheckDefinition> adopt(IndicatorSource source) {
		List<CheckDefinition> definitions = define(source, list(source));
		return (definitions != null) ? definitions : List.of();
	}

	/**
	 * Those of the start have been registered.
	 */
	void onRegistered(RegisteredChecks registrar) {
		this.registrar = registrar;
		this.adopted.values()
			.stream()
			.map(AdoptedContributor::source)
			.filter(IndicatorSource::mayChange)
			.forEach((source) -> {
				this.contributors.hold(source.name());
				watch(source);
			});
	}

	@Override
	public void adopt(IndicatorSource source, Predicate<String> taken, Runnable otherwise) {
		CompositeListing found = list(source);
		boolean changing = source.mayChange();
		registrar().exclusively(() -> {
			boolean free = !taken.test(source.name()) && !this.adopted.containsKey(source.name());
			List<CheckDefinition> definitions = free ? define(source, found) : null;
			if (definitions == null) {
				otherwise.run();
				return false;
			}
			try {
				if (changing) {
					this.contributors.hold(source.name());
				}
				registrar().add(definitions, null);
			}
			catch (RuntimeException | Error ex) {
				this.adopted.remove(source.name());
				this.unlisted.remove(source.name());
				this.contributors.release(source.name(), source.contributor());
				throw ex;
			}
			if (changing) {
				watch(source);
			}
			return true;
		});
	}

	@Override
	public @Nullable Object release(String name, Class<?> kind, Supplier<@Nullable Object> otherwise) {
		return registrar().exclusively(() -> {
			AdoptedContributor current = this.adopted.get(name);
			if (current == null || !kind.isInstance(current.source().contributor())) {
				return otherwise.get();
			}
			this.adopted.remove(name);
			this.unlisted.remove(name);
			this.watch.forget(name);
			this.contributors.release(name, current.source().contributor());
			registrar().remove(current.checks());
			return current.source().contributor();
		});
	}

	/**
	 * Adopt a contributor as a whole, or its parts would fall out of it.
	 * @return the checks; {@code null} if it is left as it is
	 */
	private @Nullable List<CheckDefinition> define(IndicatorSource source, CompositeListing found) {
		Map<String, Object> indicators = found.indicators();
		if ((indicators.isEmpty() && !source.mayChange()) || !this.checks.mayBe(source, indicators.keySet())) {
			return null;
		}
		if (found.failure() != null) {
			logger.warn("Could not list the parts of the health contributor '%s'; retrying later: %s"
				.formatted(source.name(), found.failure()));
			this.unlisted.put(source.name(), new UnlistedComposite(source.name(), found.failure(),
					!this.checks.settings().requiresPartOf(source.name())));
		}
		AdoptedContributor adoption = new AdoptedContributor(source);
		this.adopted.put(source.name(), adoption);
		return this.parts.define(adoption, indicators);
	}

	/**
	 * As long as every later look may take.
	 */
	private CompositeListing list(IndicatorSource source) {
		CompositeListing listing = CompositeListing.of(source, this.checks.lookUp(source).timeout());
		if (listing.begun() != null) {
			this.begun.put(source.name(), listing.begun());
		}
		return listing;
	}

	private void watch(IndicatorSource source) {
		this.watch.watch(source.name(), this.checks.lookUp(source), () -> lookUp(source));
	}

	/**
	 * Find out which parts a composite has now.
	 */
	private void lookUp(IndicatorSource source) {
		Future<Map<String, Object>> begun = this.begun.remove(source.name());
		Map<String, Object> found = (begun != null) ? CompositeListing.await(begun) : source.indicators();
		registrar().exclusively(() -> {
			AdoptedContributor current = this.adopted.get(source.name());
			if (current != null && current.source() == source) {
				try {
					this.parts.update(current, found);
				}
				finally {
					this.unlisted.remove(source.name());
				}
			}
			return true;
		});
	}

	private RegisteredChecks registrar() {
		return Objects.requireNonNull(this.registrar);
	}

}
