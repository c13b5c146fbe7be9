package dev.probity.sample.probes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What was answered when, and what was done meanwhile. Thread-safe.
 */
final class Timeline {

	private final long origin = System.nanoTime();

	private final List<Answer> answers = new ArrayList<>();

	private final List<String> marks = new ArrayList<>();

	long origin() {
		return this.origin;
	}

	/**
	 * Notes that something is done now.
	 */
	synchronized Duration mark(String what) {
		Duration now = Duration.ofNanos(System.nanoTime() - this.origin);
		this.marks.add("%s at %s".formatted(what, seconds(now)));
		return now;
	}

	synchronized void add(Answer answer) {
		this.answers.add(answer);
	}

	List<Answer> of(String path) {
		return where((answer) -> answer.path().equals(path));
	}

	List<Answer> since(String path, Duration from) {
		return where((answer) -> answer.path().equals(path) && answer.at().compareTo(from) >= 0);
	}

	/**
	 * The statuses of a path without repetitions, 200, 503, 200 for an outage, in the
	 * order in which it was asked: answers may overtake each other.
	 */
	List<Integer> statuses(String path) {
		List<Integer> statuses = new ArrayList<>();
		for (Answer answer : of(path).stream().sorted(Comparator.comparing(Answer::at)).toList()) {
			if (statuses.isEmpty() || statuses.get(statuses.size() - 1) != answer.status()) {
				statuses.add(answer.status());
			}
		}
		return statuses;
	}

	static Duration median(List<Answer> answers) {
		List<Duration> sorted = answers.stream().map(Answer::latency).sorted().toList();
		return sorted.get(sorted.size() / 2);
	}

	private synchronized List<Answer> where(Predicate<Answer> condition) {
		return this.answers.stream().filter(condition).toList();
	}

	/**
	 * All of it, with equal answers in a row told as one.
	 */
	@Override
	public synchronized String toString() {
		StringBuilder text = new StringBuilder("timeline in seconds, status 0 for no answer in time:");
		this.marks.forEach((mark) -> text.append("\n  ").append(mark));
		Map<String, List<Answer>> byPath = new LinkedHashMap<>();
		this.answers
			.forEach((answer) -> byPath.computeIfAbsent(answer.path(), (path) -> new ArrayList<>()).add(answer));
		byPath.forEach((path, answers) -> text.append("\n  ").append(path).append(": ").append(runs(answers)));
		return text.append('\n').toString();
	}

	private static String runs(List<Answer> answers) {
		List<String> runs = new ArrayList<>();
		int first = 0;
		for (int i = 1; i <= answers.size(); i++) {
			if (i == answers.size() || !answers.get(i).verdict().equals(answers.get(first).verdict())) {
				List<Answer> run = answers.subList(first, i);
				runs.add("%s from %s (%d times, median %d us, last sent at %s)".formatted(run.get(0).verdict(),
						seconds(run.get(0).at()), run.size(), median(run).toNanos() / 1000,
						seconds(run.get(run.size() - 1).at())));
				first = i;
			}
		}
		return String.join(", ", runs);
	}

	private static String seconds(Duration time) {
		return "%.2f".formatted(time.toNanos() / 1e9);
	}

}
