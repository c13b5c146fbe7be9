package dev.probity.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.VitalCheck;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CommonRunsTests {

	private static final Duration TIME = Duration.ofMinutes(10);

	private final ManualEngine engine = new ManualEngine(new SplittableRandom(42));

	private final Set<Long> moments = new TreeSet<>();

	@Test
	void checksOfTheProcessRunTogether() {
		List<List<Long>> starts = IntStream.of(5, 5, 5, 10, 10, 30, 30).mapToObj(this::vital).toList();
		this.engine.advance(TIME);
		assertThat(this.moments).hasSizeLessThan((int) (TIME.toSeconds() / 3));
		assertThat(intervals(starts.get(0))).allMatch((seconds) -> seconds >= 4.5 && seconds <= 5.5);
		assertThat(intervals(starts.get(3))).allMatch((seconds) -> seconds >= 9 && seconds <= 11);
		assertThat(intervals(starts.get(5))).allMatch((seconds) -> seconds >= 27 && seconds <= 33);
	}

	@Test
	void dependenciesKeepTheirOwnTimes() {
		vital(5);
		ScriptedCheck db = this.engine.register("db", Policies.policy(2, 2, 0.1));
		this.engine.advance(TIME);
		assertThat(intervals(db.entered().subList(2, db.entered().size()))).anyMatch((seconds) -> seconds > 5.4)
			.anyMatch((seconds) -> seconds < 4.6);
		this.moments.retainAll(db.entered().subList(2, db.entered().size()));
		assertThat(this.moments).isEmpty();
	}

	@Test
	void whereThereAreManyNotAllOfThemRunAtOnce() {
		IntStream.range(0, 100).forEach((i) -> vital(30));
		this.engine.advance(Duration.ofMinutes(5));
		assertThat(this.moments.size()).isGreaterThan(30);
	}

	private List<Long> vital(int interval) {
		List<Long> starts = new ArrayList<>();
		Duration every = Duration.ofSeconds(interval);
		this.engine.scheduler.register(new CheckRegistration("vital-" + this.engine.monitor.snapshots().size(),
				(VitalCheck) () -> note(starts), CheckPolicy.of(every, every, Duration.ofSeconds(5), 1, 1, 0.1, null)));
		return starts;
	}

	private CheckResult note(List<Long> starts) {
		starts.add(this.engine.time.read());
		this.moments.add(this.engine.time.read());
		return CheckResult.passed();
	}

	private static List<Double> intervals(List<Long> starts) {
		return IntStream.range(2, starts.size()).mapToObj((i) -> (starts.get(i) - starts.get(i - 1)) / 1e9).toList();
	}

}
