package dev.probity.benchmark.hang;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.probity.benchmark.harness.ProbeAnswer;

/**
 * What was seen of a process in some time.
 *
 * @param answers what its probe answered
 * @param threads its threads, at the moment with the most of them
 */
record Observation(List<ProbeAnswer> answers, List<String> threads) {

	long answered() {
		return this.answers.stream().filter(ProbeAnswer::isAnswered).count();
	}

	long unavailable() {
		return this.answers.stream().filter((answer) -> answer.status() == 503).count();
	}

	/**
	 * Tells which threads there were more than at another time, by what their names begin
	 * with.
	 */
	String newThreads(Observation earlier) {
		Map<String, Integer> kinds = new TreeMap<>();
		this.threads.forEach((name) -> kinds.merge(kind(name), 1, Integer::sum));
		earlier.threads.forEach((name) -> kinds.merge(kind(name), -1, Integer::sum));
		String text = kinds.entrySet()
			.stream()
			.filter((kind) -> kind.getValue() > 0)
			.map((kind) -> "%d × `%s`".formatted(kind.getValue(), kind.getKey()))
			.collect(Collectors.joining(", "));
		return text.isEmpty() ? "–" : text;
	}

	private static String kind(String thread) {
		return thread.replaceFirst("http-nio-.*-exec-\\d+", "http-nio-exec").replaceFirst("-\\d+$", "");
	}

	long ownThreads() {
		return this.threads.stream().filter((name) -> name.startsWith("probity-")).count();
	}

	/**
	 * Of those that were answered in time.
	 */
	Latencies latencies() {
		return Latencies.of(this.answers.stream().filter(ProbeAnswer::isAnswered).map(ProbeAnswer::latency).toList());
	}

}
