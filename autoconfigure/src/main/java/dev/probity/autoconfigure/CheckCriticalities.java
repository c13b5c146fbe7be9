package dev.probity.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.probity.check.CheckSnapshot;
import dev.probity.probe.Criticality;
import org.jspecify.annotations.Nullable;

/**
 * What each registered check means to the probes it belongs to. Thread-safe.
 */
final class CheckCriticalities {

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	/**
	 * Take note of a check.
	 * @param said what the settings say, or {@code null}
	 */
	void put(CheckDefinition definition, @Nullable Criticality said) {
		this.entries.put(definition.name(), new Entry(definition.criticality(), said));
	}

	/**
	 * Forget a check that is there no more.
	 */
	void remove(String name) {
		this.entries.remove(name);
	}

	/**
	 * Whether the settings say that readiness can do without a check.
	 */
	boolean isDispensable(CheckSnapshot check) {
		Entry entry = this.entries.get(check.name());
		return entry != null && entry.said() != null && entry.said() != Criticality.REQUIRED;
	}

	/**
	 * The names of all checks there are.
	 */
	Set<String> names() {
		return this.entries.keySet();
	}

	/**
	 * The members of the readiness probe, unless the application declares its own.
	 */
	@Nullable Criticality forReadiness(CheckSnapshot check) {
		return check.kind().isVital() ? null : of(check);
	}

	/**
	 * The members of the liveness probe, unless the application declares its own.
	 */
	@Nullable Criticality forLiveness(CheckSnapshot check) {
		return check.kind().isVital() ? of(check) : null;
	}

	/**
	 * The criticality of a check that the application has included itself: that is reason
	 * enough not to only observe it.
	 */
	@Nullable Criticality whereIncluded(CheckSnapshot check) {
		Entry entry = this.entries.get(check.name());
		if (entry == null || (entry.said() == null && entry.standard() == Criticality.OBSERVED)) {
			return null;
		}
		return of(check);
	}

	private @Nullable Criticality of(CheckSnapshot check) {
		Entry entry = this.entries.get(check.name());
		if (entry == null) {
			return null;
		}
		return (entry.said() != null) ? entry.said() : entry.standard();
	}

	private record Entry(Criticality standard, @Nullable Criticality said) {

	}

}
