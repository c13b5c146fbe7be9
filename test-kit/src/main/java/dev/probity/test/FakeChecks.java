package dev.probity.test;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.check.CheckKind;
import dev.probity.check.DependencyCheck;
import dev.probity.check.HealthCheck;
import dev.probity.check.LoadCheck;
import dev.probity.check.ProgressCheck;
import dev.probity.check.VitalCheck;
import dev.probity.registration.StandInChecks;
import dev.probity.settings.CheckNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The checks that run in place of an application's. Thread-safe.
 */
final class FakeChecks implements StandInChecks {

	private static final Log logger = LogFactory.getLog(FakeChecks.class);

	private final Map<String, Fake> fakes = new ConcurrentHashMap<>();

	private final List<String> real;

	private final CheckRuns runs = new CheckRuns(this);

	FakeChecks(String... real) {
		this.real = new CopyOnWriteArrayList<>(real);
	}

	/**
	 * Further checks, of a context below, are to be real.
	 */
	void letBeReal(String... names) {
		this.real.addAll(List.of(names));
	}

	/**
	 * They are to be real no more, since that context has ended.
	 */
	void letBeFake(String... names) {
		List.of(names).forEach(this.real::remove);
	}

	CheckRuns runs() {
		return this.runs;
	}

	@Override
	public HealthCheck inPlaceOf(String name, HealthCheck defined) {
		Fake fake = new Fake(name, defined, this.runs);
		if (isReal(name)) {
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

	private boolean isReal(String name) {
		return this.real.stream().anyMatch((said) -> CheckNames.areEqual(said, name));
	}

	/**
	 * Say which names of checks that are to be real mean none: a test that counts on the
	 * application's own code would pass without it.
	 */
	void reportUnknown() {
		this.real.stream()
			.filter((said) -> this.fakes.keySet().stream().noneMatch((name) -> CheckNames.areEqual(said, name)))
			.forEach((said) -> logger.warn("'%s' is to be a real check, but is none of the application, which has %s"
				.formatted(said, new TreeSet<>(this.fakes.keySet()))));
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
			if (isReal(name)) {
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
