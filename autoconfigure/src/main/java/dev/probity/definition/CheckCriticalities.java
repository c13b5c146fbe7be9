package dev.probity.definition;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.probity.check.CheckSnapshot;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.probe.SharedFailure;
import org.jspecify.annotations.Nullable;

/**
 * What each registered check means to the probes it belongs to. Thread-safe.
 */
public final class CheckCriticalities {

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	private final Set<String> furtherNames = ConcurrentHashMap.newKeySet();

	/**
	 * Remember a check, unless there is one of its name.
	 * @param owner the context that has it
	 * @param probe the probe that it feeds
	 * @param set the criticality by the settings, or {@code null}
	 * @param wanted the criticality wanted by its registration, or {@code null}
	 * @param shared what a failure does where it is required
	 * @return whether there was none
	 */
	public boolean putIfAbsent(CheckDefinition definition, String owner, ProbeType probe, @Nullable Criticality set,
			@Nullable Criticality wanted, Participation participation, SharedFailure shared) {
		Entry entry = new Entry(owner, probe, definition.criticality(), set, wanted, participation, shared);
		know((definition.alias() != null) ? Set.of(definition.alias()) : Set.of());
		return this.entries.putIfAbsent(definition.name(), entry) == null;
	}

	/**
	 * Remember names that settings may use beside those of the checks.
	 */
	public void know(Collection<String> names) {
		this.furtherNames.addAll(names);
	}

	/**
	 * All names that settings may use, whichever context has brought them.
	 */
	Set<String> known() {
		Set<String> known = new TreeSet<>(this.furtherNames);
		known.addAll(this.entries.keySet());
		return known;
	}

	/**
	 * The context that has a check of that name.
	 * @return its name, or {@code null} if none has
	 */
	public @Nullable String owner(String name) {
		Entry entry = this.entries.get(name);
		return (entry != null) ? entry.owner() : null;
	}

	/**
	 * Forget a check that was removed.
	 */
	public void remove(String name) {
		this.entries.remove(name);
	}

	/**
	 * Whether the instance can do without a check: the settings say so, or it only shows
	 * what it would do, or it is one of liveness that is only observed, and so has no
	 * meaning from before.
	 */
	public boolean isDispensable(CheckSnapshot check) {
		Entry entry = this.entries.get(check.name());
		if (entry == null) {
			return false;
		}
		if (entry.participation() == Participation.SHADOW) {
			return true;
		}
		Criticality said = entry.said();
		return (said != null) ? said != Criticality.REQUIRED
				: entry.probe() == ProbeType.LIVENESS && entry.standard() == Criticality.OBSERVED;
	}

	/**
	 * The names of the checks that a probe requires, unless the application declares its
	 * own members.
	 */
	public Set<String> requiredFor(ProbeType probe) {
		return this.entries.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().probe() == probe
					&& entry.getValue().criticality() == Criticality.REQUIRED
					&& entry.getValue().participation() == Participation.ACTING)
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/**
	 * The names of all checks there are.
	 */
	public Set<String> names() {
		return this.entries.keySet();
	}

	/**
	 * The members of the readiness probe, unless the application declares its own.
	 */
	public @Nullable Criticality forReadiness(CheckSnapshot check) {
		return forProbe(ProbeType.READINESS, check);
	}

	/**
	 * The members of the liveness probe, unless the application declares its own.
	 */
	public @Nullable Criticality forLiveness(CheckSnapshot check) {
		return forProbe(ProbeType.LIVENESS, check);
	}

	/**
	 * The criticality by the settings of a check that the application has included
	 * itself. Without a setting the check is required, whatever its default.
	 */
	public @Nullable Criticality whereIncluded(CheckSnapshot check) {
		Entry entry = this.entries.get(check.name());
		return (entry != null) ? entry.set() : null;
	}

	/**
	 * Whether a check only shows what it would do.
	 */
	public boolean isShadow(CheckSnapshot check) {
		Entry entry = this.entries.get(check.name());
		return entry != null && entry.participation() == Participation.SHADOW;
	}

	/**
	 * What a failure of a check does where it is required.
	 */
	public SharedFailure shared(String name) {
		Entry entry = this.entries.get(name);
		return (entry != null) ? entry.shared() : SharedFailure.LEAVE;
	}

	private @Nullable Criticality forProbe(ProbeType probe, CheckSnapshot check) {
		Entry entry = this.entries.get(check.name());
		return (entry != null && entry.probe() == probe) ? entry.criticality() : null;
	}

	private record Entry(String owner, ProbeType probe, Criticality standard, @Nullable Criticality set,
			@Nullable Criticality wanted, Participation participation, SharedFailure shared) {

		private @Nullable Criticality said() {
			return (this.set != null) ? this.set : this.wanted;
		}

		private Criticality criticality() {
			Criticality said = said();
			return (said != null) ? said : this.standard;
		}

	}

	/**
	 * Whether a check acts on the probes that it belongs to.
	 */
	enum Participation {

		/** It does. */
		ACTING,

		/** It only shows what it would do. */
		SHADOW

	}

}
