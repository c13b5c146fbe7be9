package dev.probity.test;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import dev.probity.check.CheckKind;
import dev.probity.check.DependencyCheck;
import dev.probity.check.HealthCheck;
import dev.probity.check.LoadCheck;
import dev.probity.check.ProgressCheck;
import dev.probity.check.VitalCheck;
import dev.probity.registration.StandInChecks;

/**
 * The checks that run in place of an application's. Thread-safe.
 */
final class FakeChecks implements StandInChecks {

	private final Map<String, Fake> fakes = new ConcurrentHashMap<>();

	private final Set<String> real = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

	private final CheckRuns runs = new CheckRuns(this);

	FakeChecks(String... real) {
		this.real.addAll(Arrays.asList(real));
	}

	CheckRuns runs() {
		return this.runs;
	}

	@Override
	public HealthCheck inPlaceOf(String name, HealthCheck defined) {
		Fake fake = new Fake(name, defined, this.runs);
		if (this.real.contains(name)) {
			fake.beReal();
		}
		this.fakes.put(name, fake);
		return switch (CheckKind.of(defined)) {
			case DEPENDENCY -> (DependencyCheck) fake::check;
			case VITAL -> (VitalCheck) fake::check;
			case PROGRESS -> (ProgressCheck) fake::check;
			case LOAD -> (LoadCheck) fake::check;
		};
	}

	Fake of(String name) {
		Fake fake = this.fakes.get(name);
		if (fake == null) {
			throw new IllegalArgumentException("The check '%s' cannot be replaced by a fake".formatted(name));
		}
		return fake;
	}

	/**
	 * Whether a run of the check needs no thread.
	 */
	boolean answersAtOnce(String name) {
		Fake fake = this.fakes.get(name);
		return fake != null && fake.answersAtOnce();
	}

	/**
	 * Let all pass but those that are real from the beginning.
	 */
	void passAll() {
		this.fakes.forEach((name, fake) -> {
			if (this.real.contains(name)) {
				fake.beReal();
			}
			else {
				fake.pass();
			}
		});
	}

	/**
	 * Let nothing hang any more.
	 */
	void close() {
		this.fakes.values().forEach(Fake::pass);
	}

}
