package dev.probity.contributor;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Probes;
import dev.probity.registration.CheckPublication;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * Registers every check with Actuator under its name, in place of a contributor that runs
 * on the caller's thread. Names with slashes become composites. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckContributors implements CheckPublication {

	private final HealthContributorRegistry registry;

	private final @Nullable ReactiveHealthContributorRegistry reactiveRegistry;

	private final LifecycleComponent lifecycle;

	// the next six are guarded by "checks"
	private final Set<String> checks = new LinkedHashSet<>();

	private final Map<String, Object> left = new LinkedHashMap<>();

	private final ContributorTree tree;

	private final Set<String> composites = new HashSet<>();

	private final Set<String> changing = new HashSet<>();

	private final Map<String, ContributorSlot> slots = new HashMap<>();

	/**
	 * Contribute to these registries: the phase at once, the checks as they come.
	 * @param registry gets the contributors
	 * @param reactiveRegistry gets them, too; may be {@code null}
	 * @param lifecycle the phase
	 * @param monitor where the snapshots come from
	 * @param probes for the criticality in the details
	 * @param ticker for the age
	 */
	public CheckContributors(HealthContributorRegistry registry,
			@Nullable ReactiveHealthContributorRegistry reactiveRegistry, LifecycleComponent lifecycle,
			CheckMonitor monitor, Probes probes, Ticker ticker) {
		this.registry = AdoptingRegistry.behind(registry);
		this.reactiveRegistry = (reactiveRegistry != null) ? AdoptingReactiveRegistry.behind(reactiveRegistry) : null;
		this.lifecycle = lifecycle;
		this.tree = new ContributorTree((check) -> new SnapshotHealthIndicator(check, monitor, probes, ticker),
				this.left);
		new ContributorSlot(lifecycle.name(), this.registry, this.reactiveRegistry).show(lifecycle.indicator());
	}

	/**
	 * Register a contributor for each of the checks.
	 * @param names the names of the checks
	 * @throws IllegalStateException if one is the phase's, or that of a group of checks
	 */
	@Override
	public void register(Collection<String> names) {
		String phase = this.lifecycle.name();
		if (firstParts(names).contains(phase)) {
			throw new IllegalStateException("'%s' is the name of the instance's phase".formatted(phase));
		}
		synchronized (this.checks) {
			Set<String> before = Set.copyOf(this.checks);
			this.checks.addAll(names);
			try {
				firstParts(names).forEach(this::refresh);
			}
			catch (Throwable ex) {
				this.checks.retainAll(before);
				throw ex;
			}
		}
	}

	/**
	 * Take the contributors of checks out again. One whose place the last check of its
	 * name has taken comes back.
	 * @param names the names of the checks
	 */
	@Override
	public void unregister(Collection<String> names) {
		synchronized (this.checks) {
			this.checks.removeAll(names);
			firstParts(names).stream().filter((name) -> !this.lifecycle.name().equals(name)).forEach(this::refresh);
		}
	}

	/**
	 * Show what is a check no more, or never was one, by asking it as Actuator would.
	 * @param name its full name
	 * @param indicator the indicator, blocking or reactive
	 */
	public void leave(String name, Object indicator) {
		synchronized (this.checks) {
			this.checks.remove(name);
			this.left.put(name, indicator);
			refresh(ContributorNames.firstPart(name));
		}
	}

	/**
	 * Show no more what was shown by asking it.
	 * @param name its full name
	 */
	public void dismiss(String name) {
		synchronized (this.checks) {
			if (this.left.remove(name) != null) {
				refresh(ContributorNames.firstPart(name));
			}
		}
	}

	/**
	 * Whether there is a contributor, or a composite of them.
	 * @param name its full name
	 * @return whether one of the registries has it
	 */
	public boolean isKnown(String name) {
		Object found = this.registry;
		Object reactive = this.reactiveRegistry;
		for (String part : name.split("/")) {
			found = (found instanceof HealthContributors parts) ? parts.getContributor(part) : null;
			reactive = (reactive instanceof ReactiveHealthContributors parts) ? parts.getContributor(part) : null;
		}
		return found != null || reactive != null;
	}

	/**
	 * Hold the place of a composite, also while it has no parts.
	 * @param name its name
	 */
	public void hold(String name) {
		synchronized (this.checks) {
			this.composites.add(name);
			refresh(name);
		}
	}

	/**
	 * Show a contributor again only when all of a change is done, so that nobody finds a
	 * part missing whose kind has changed.
	 * @param name its name
	 * @param change registers and takes out its parts; not at the same time as another
	 * change of it
	 */
	public void change(String name, Runnable change) {
		synchronized (this.checks) {
			this.changing.add(name);
		}
		try {
			change.run();
		}
		finally {
			synchronized (this.checks) {
				this.changing.remove(name);
				refresh(name);
			}
		}
	}

	/**
	 * Give up the place of a contributor that the application has taken out, and all that
	 * was shown of it by asking it.
	 * @param name its name
	 * @param contributor the contributor, which does not come back
	 */
	public void release(String name, Object contributor) {
		synchronized (this.checks) {
			ContributorSlot slot = this.slots.get(name);
			if (slot != null) {
				slot.forget(contributor);
			}
			this.composites.remove(name);
			this.left.keySet().removeIf((part) -> ContributorNames.firstPart(part).equals(name));
			refresh(name);
		}
	}

	/**
	 * Whether a contributor of that name shows nothing but checks, or the phase.
	 */
	public boolean owns(String contributor) {
		synchronized (this.checks) {
			return Stream.concat(Stream.of(this.lifecycle.name()), this.checks.stream())
				.anyMatch((check) -> ContributorNames.firstPart(check).equals(contributor))
					&& this.left.keySet().stream().map(ContributorNames::firstPart).noneMatch(contributor::equals);
		}
	}

	private void refresh(String name) {
		List<String> members = Stream.concat(this.checks.stream(), this.left.keySet().stream())
			.filter((member) -> ContributorNames.firstPart(member).equals(name))
			.toList();
		if (this.changing.contains(name)) {
			if (!members.equals(List.of(name))) {
				// finds out whether the names are possible, as when it is shown
				this.tree.parts(name, members);
			}
			return;
		}
		if (members.isEmpty() && !this.composites.contains(name)) {
			ContributorSlot slot = this.slots.remove(name);
			if (slot != null) {
				slot.restore();
			}
			return;
		}
		show(name, members, this.slots.computeIfAbsent(name,
				(free) -> new ContributorSlot(free, this.registry, this.reactiveRegistry)));
	}

	private void show(String name, List<String> members, ContributorSlot slot) {
		if (!members.equals(List.of(name))) {
			slot.show(this.tree.parts(name, members));
			return;
		}
		Object original = this.left.get(name);
		if (original != null) {
			slot.leave(original);
		}
		else {
			slot.show(this.tree.reader(name));
		}
	}

	private static Set<String> firstParts(Collection<String> names) {
		return ContributorNames.byFirstPart("", names).keySet();
	}

}
