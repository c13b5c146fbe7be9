package dev.probity.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.probity.contributor.CheckContributors;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.RegisteredChecks;
import dev.probity.settings.CheckNames;
import org.jspecify.annotations.Nullable;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The indicators in contributors of which checks have been made: each is a check until it
 * is gone, or turns out to need whoever asks. Changed before there are other threads, or
 * under the lock of the registrar.
 */
final class AdoptedParts {

	private static final Log logger = LogFactory.getLog(AdoptedParts.class);

	private final IndicatorChecks checks;

	private final CheckContributors contributors;

	private final Predicate<AdoptedContributor> current;

	private final Supplier<@Nullable RegisteredChecks> registrar;

	/**
	 * Parts of contributors.
	 * @param checks what the check of an indicator is
	 * @param contributors shows them
	 * @param current whether a contributor has not been taken out meanwhile
	 * @param registrar gives {@code null} until the checks of the start have been
	 * registered
	 */
	AdoptedParts(IndicatorChecks checks, CheckContributors contributors, Predicate<AdoptedContributor> current,
			Supplier<@Nullable RegisteredChecks> registrar) {
		this.checks = checks;
		this.contributors = contributors;
		this.current = current;
		this.registrar = registrar;
	}

	/**
	 * The checks of indicators that have been found in a contributor.
	 */
	List<CheckDefinition> define(AdoptedContributor adoption, Map<String, Object> found) {
		List<CheckDefinition> definitions = new ArrayList<>();
		found.forEach((name, indicator) -> {
			definitions.add(this.checks.define(adoption.source(), name, indicator,
					(reason) -> leave(adoption, name, indicator, reason)));
			adoption.checks().add(name);
		});
		return definitions;
	}

	/**
	 * Make the parts of a contributor what has been found. Those that are gone go last:
	 * neither a probe nor Actuator finds nothing in between.
	 */
	void update(AdoptedContributor current, Map<String, Object> found) {
		List<String> gone = current.checks().stream().filter((name) -> !found.containsKey(name)).toList();
		this.contributors.change(current.source().name(), () -> {
			this.contributors.unregister(gone);
			this.contributors.unregister(placesAbove(found.keySet()));
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

	/**
	 * Where a health group names what turns out to be a composite, a place has been kept
	 * for a check.
	 */
	private static Set<String> placesAbove(Set<String> names) {
		Set<String> places = new TreeSet<>();
		for (String name : names) {
			for (int end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1)) {
				places.add(name.substring(0, end));
			}
		}
		places.removeAll(names);
		return places;
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
		catch (Error ex) {
			// no memory, most likely: it is found anew at the next look
			current.checks().remove(name);
			throw ex;
		}
		current.checks().remove(name);
		current.left().put(name, indicator);
		this.contributors.leave(name, indicator);
	}

	/**
	 * Leave an indicator to whoever asks for it. Called by its own run.
	 * @return whether that is done; a check may run before all have been registered
	 */
	private boolean leave(AdoptedContributor adoption, String name, Object indicator, String reason) {
		RegisteredChecks registered = this.registrar.get();
		if (registered == null || !this.current.test(adoption)) {
			return registered != null;
		}
		logger.warn(("The health indicator '%s' needs the request, the session or the security context of its caller, "
				+ "so it cannot run in the background (%s). It runs on the thread of each caller, as without Probity, and "
				+ "is ignored by all probes. To keep it so without this warning, name it in "
				+ "'probity.adopt.exclude'.")
			.formatted(name, reason));
		registered.exclusively(() -> {
			if (this.current.test(adoption) && adoption.checks().remove(name)) {
				adoption.left().put(name, indicator);
				this.contributors.leave(name, indicator);
				registered.remove(List.of(name));
			}
			return true;
		});
		// the run that has come to this was interrupted as its check was removed
		Thread.interrupted();
		return true;
	}

	private RegisteredChecks registrar() {
		return Objects.requireNonNull(this.registrar.get());
	}

}
