package dev.probity.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.probity.check.CheckMonitor;
import dev.probity.registration.CheckDefinition;
import dev.probity.registration.CheckDefinitions;
import dev.probity.registration.RegisteredChecks;
import dev.probity.settings.CheckNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Makes checks of the application's health indicators, at the start and as they come and
 * go. Thread-safe: whatever changes does so under the lock of the registrar, and none of
 * the application's code is called under it.
 */
public final class IndicatorAdoption implements CheckDefinitions {

	private static final Log logger = LogFactory.getLog(IndicatorAdoption.class);

	private final RegisteredIndicators indicators;

	private final IndicatorChecks checks;

	private final CheckContributors contributors;

	private final CompositeWatch watch;

	private final CheckMonitor monitor;

	private final Map<String, AdoptedContributor> adopted = new ConcurrentHashMap<>();

	private final CompositeListing listing = new CompositeListing();

	// set when those of the start have been registered, before there are others
	private volatile @Nullable RegisteredChecks registrar;

	public IndicatorAdoption(RegisteredIndicators indicators, IndicatorChecks checks, CheckContributors contributors,
			CompositeWatch watch, CheckMonitor monitor) {
		this.indicators = indicators;
		this.checks = checks;
		this.contributors = contributors;
		this.watch = watch;
		this.monitor = monitor;
	}

	/**
	 * After all others: what is a check already is not to be one again.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		Map<String, IndicatorSource> sources = this.indicators.byName();
		this.checks.settings().validate(sources.keySet());
		Set<String> taken = this.monitor.snapshots()
			.keySet()
			.stream()
			.map(CheckNames::firstPart)
			.collect(Collectors.toSet());
		this.checks.settings().tellOfChecks(taken);
		List<CheckDefinition> definitions = new ArrayList<>();
		sources.forEach((contributor, source) -> {
			if (!taken.contains(contributor)) {
				List<CheckDefinition> adoptions = adopt(source, this.listing.list(source),
						this.listing.mayChange(source));
				definitions.addAll((adoptions != null) ? adoptions : List.of());
			}
		});
		return definitions;
	}

	@Override
	public Collection<String> furtherNames() {
		return this.adopted.keySet();
	}

	@Override
	public void onRegistered(RegisteredChecks registrar) {
		this.registrar = registrar;
		this.adopted.values()
			.stream()
			.map(AdoptedContributor::source)
			.filter(this.listing::mayChange)
			.forEach((source) -> {
				this.contributors.hold(source.name());
				this.watch.watch(source.name(), this.checks.lookUp(source), () -> lookUp(source));
			});
		this.checks.tellOfStatusesInVain(this.monitor.snapshots().keySet(), this.adopted.keySet());
		this.indicators.adoptLaterBy(this);
	}

	/**
	 * Adopt a contributor that is registered while the application runs.
	 * @param taken whether its name is taken
	 * @param otherwise registers what is not adopted, before anybody else can come and go
	 */
	void adoptLater(IndicatorSource source, Predicate<String> taken, Runnable otherwise) {
		Map<String, Object> found = this.listing.list(source);
		boolean changing = this.listing.mayChange(source);
		registrar().exclusively(() -> {
			boolean free = !taken.test(source.name()) && !this.adopted.containsKey(source.name());
			List<CheckDefinition> definitions = free ? adopt(source, found, changing) : null;
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
			catch (RuntimeException ex) {
				this.adopted.remove(source.name());
				this.contributors.release(source.name(), source.contributor());
				throw ex;
			}
			if (changing) {
				this.watch.watch(source.name(), this.checks.lookUp(source), () -> lookUp(source));
			}
			return true;
		});
	}

	/**
	 * Forget a contributor of a kind.
	 * @param otherwise takes out what has not been adopted, before anybody else can come
	 * and go
	 * @return what had been registered under the name, or {@code null}
	 */
	@Nullable Object release(String name, Class<?> kind, Supplier<@Nullable Object> otherwise) {
		return registrar().exclusively(() -> {
			AdoptedContributor current = this.adopted.get(name);
			if (current == null || !kind.isInstance(current.source().contributor())) {
				return otherwise.get();
			}
			this.adopted.remove(name);
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
	private @Nullable List<CheckDefinition> adopt(IndicatorSource source, Map<String, Object> found, boolean changing) {
		if ((found.isEmpty() && !changing) || !this.checks.mayBe(source, found.keySet())) {
			return null;
		}
		AdoptedContributor adoption = new AdoptedContributor(source);
		this.adopted.put(source.name(), adoption);
		return define(adoption, found);
	}

	private List<CheckDefinition> define(AdoptedContributor adoption, Map<String, Object> found) {
		List<CheckDefinition> definitions = new ArrayList<>();
		found.forEach((name, indicator) -> {
			definitions.add(this.checks.define(adoption.source(), name, indicator,
					(reason) -> leave(adoption, name, indicator, reason)));
			adoption.checks().add(name);
		});
		return definitions;
	}

	/**
	 * Find out which parts a composite has now.
	 */
	private void lookUp(IndicatorSource source) {
		Map<String, Object> found = this.listing.listAgain(source);
		registrar().exclusively(() -> {
			AdoptedContributor current = this.adopted.get(source.name());
			if (current != null && current.source() == source) {
				update(current, found);
			}
			return true;
		});
	}

	/**
	 * Those that are gone go last: neither a probe nor Actuator finds nothing in between.
	 */
	private void update(AdoptedContributor current, Map<String, Object> found) {
		List<String> gone = current.checks().stream().filter((name) -> !found.containsKey(name)).toList();
		this.contributors.change(current.source().name(), () -> {
			this.contributors.unregister(gone);
			List.copyOf(current.left().keySet()).stream().filter((name) -> !found.containsKey(name)).forEach((name) -> {
				current.left().remove(name);
				this.contributors.dismiss(name);
			});
			found.forEach((name, indicator) -> {
				if (current.left().containsKey(name)) {
					this.contributors.leave(name, indicator);
				}
				else if (!current.checks().contains(name)) {
					add(current, name, indicator);
				}
			});
		});
		registrar().remove(gone);
		gone.forEach(current.checks()::remove);
	}

	private void add(AdoptedContributor current, String name, Object indicator) {
		try {
			if (CheckNames.isPossible(name)) {
				registrar().add(define(current, Map.of(name, indicator)), null);
				return;
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Could not create a check for the health indicator '%s'".formatted(name), ex);
		}
		current.checks().remove(name);
		current.left().put(name, indicator);
		this.contributors.leave(name, indicator);
	}

	/**
	 * Let an indicator run on the thread of each caller. Called by its own run.
	 */
	private void leave(AdoptedContributor adoption, String name, Object indicator, String reason) {
		if (this.adopted.get(adoption.source().name()) != adoption) {
			return;
		}
		logger.warn(("The health indicator '%s' needs the request, the session or the security context of its caller, "
				+ "so it cannot run in the background (%s). It runs on the thread of each caller, as without Probity, and "
				+ "is ignored by all probes. To keep it so without this warning, name it in "
				+ "'probity.adopt.exclude'.")
			.formatted(name, reason));
		registrar().exclusively(() -> {
			if (this.adopted.get(adoption.source().name()) == adoption && adoption.checks().remove(name)) {
				adoption.left().put(name, indicator);
				this.contributors.leave(name, indicator);
				registrar().remove(List.of(name));
			}
			return true;
		});
		// the run that has come to this was interrupted as its check was removed
		Thread.interrupted();
	}

	private RegisteredChecks registrar() {
		return Objects.requireNonNull(this.registrar);
	}

}
