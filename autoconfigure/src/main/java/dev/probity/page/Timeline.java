package dev.probity.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.actuate.ProbityDescriptor;
import dev.probity.actuate.ProbityDescriptor.ChangeDescriptor;
import dev.probity.actuate.ProbityDescriptor.CheckDescriptor;
import dev.probity.change.ChangeHistory;
import dev.probity.check.CheckState;

/**
 * What has changed, as stretches of time: a row for each probe, and one for each check
 * that has not always passed.
 *
 * @param start the beginning of the axis
 * @param end its end
 * @param rows the rows
 */
record Timeline(Instant start, Instant end, List<Row> rows) {

	private static final int MOST_CHECKS = 40;

	private static final Set<String> STATES = Arrays.stream(CheckState.values())
		.map(CheckState::name)
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * The time line of a descriptor.
	 * @param shown what is known
	 * @param started when the instance started; the axis begins there unless the changes
	 * of then are forgotten
	 * @param now the time
	 */
	static Timeline of(ProbityDescriptor shown, Instant started, Instant now) {
		Instant start = (shown.recorder().size() < ChangeHistory.CAPACITY) ? started
				: shown.recorder().get(shown.recorder().size() - 1).at();
		List<Row> rows = new ArrayList<>();
		shown.probes()
			.forEach((name, probe) -> rows.add(row(name, probe.status().name(), probe.since(),
					changes(shown, (change) -> name.equals(change.probe())), start)));
		shown.checks()
			.entrySet()
			.stream()
			.map((check) -> new Told(check.getKey(), check.getValue(),
					changes(shown, (change) -> check.getKey().equals(change.check()) && isOfState(change))))
			.filter(Told::isWorthARow)
			.limit(MOST_CHECKS)
			.forEach((told) -> rows
				.add(row(told.name(), told.check().state(), told.check().since(), told.changes(), start)));
		return new Timeline(start, now, rows);
	}

	/**
	 * What has been found about the client of a check is recorded beside its states.
	 */
	private static boolean isOfState(ChangeDescriptor change) {
		return STATES.contains(change.from()) && STATES.contains(change.to());
	}

	private static List<ChangeDescriptor> changes(ProbityDescriptor shown, Predicate<ChangeDescriptor> mine) {
		List<ChangeDescriptor> changes = new ArrayList<>();
		// the recorder has the newest first
		shown.recorder()
			.stream()
			.filter((change) -> !change.from().equals(change.to()))
			.filter(mine)
			.forEach((change) -> changes.add(0, change));
		return changes;
	}

	private static Row row(String name, String state, Instant since, List<ChangeDescriptor> changes, Instant start) {
		List<Stretch> stretches = new ArrayList<>();
		if (changes.isEmpty()) {
			stretches.add(new Stretch(since.isAfter(start) ? start : since, state));
		}
		else {
			stretches.add(new Stretch(start, changes.get(0).from()));
			changes.forEach((change) -> stretches.add(new Stretch(change.at(), change.to())));
		}
		return new Row(name, stretches);
	}

	/**
	 * Where a moment lies on the axis.
	 * @param width the length of the axis
	 */
	int at(Instant moment, int width) {
		long all = Math.max(Duration.between(this.start, this.end).toMillis(), 1);
		long until = Duration.between(this.start, moment).toMillis();
		return (int) Math.max(0, Math.min(width, until * width / all));
	}

	/**
	 * A check with what has changed of it.
	 *
	 * @param name its name
	 * @param check what is known of it
	 * @param changes its changes, the oldest first
	 */
	private record Told(String name, CheckDescriptor check, List<ChangeDescriptor> changes) {

		boolean isWorthARow() {
			return Look.of(this.check.state()) == Look.BAD || this.changes.stream()
				.flatMap((change) -> Stream.of(change.from(), change.to()))
				.anyMatch((state) -> Look.of(state) == Look.BAD);
		}

	}

	/**
	 * What one probe or check has been.
	 *
	 * @param name its name
	 * @param stretches its states, the oldest first
	 */
	record Row(String name, List<Stretch> stretches) {

	}

	/**
	 * A state that lasts until the next.
	 *
	 * @param from since when
	 * @param state the state
	 */
	record Stretch(Instant from, String state) {

	}

}
