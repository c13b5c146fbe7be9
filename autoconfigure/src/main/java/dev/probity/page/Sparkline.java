package dev.probity.page;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.probity.page.RecentRuns.Outcome;
import dev.probity.page.RecentRuns.Run;
import dev.probity.text.Durations;

/**
 * The last runs of a check as a small picture: as tall as a run took long, on a
 * logarithmic scale, and marked below the line if it did not pass. Says the same in words
 * to those who see no picture.
 */
final class Sparkline {

	private static final int STEP = 4;

	private static final int HEIGHT = 20;

	// the style sheet has its size
	private static final String VIEW = "0 0 " + RecentRuns.CAPACITY * STEP + " " + (HEIGHT + STEP);

	private Sparkline() {
	}

	static void write(Html html, List<Run> runs) {
		if (runs.isEmpty()) {
			html.text("no run yet");
			return;
		}
		long longest = runs.stream().mapToLong(Run::nanos).max().orElse(1);
		html.open("svg", "class", "runs", "viewBox", VIEW, "role", "img", "aria-label", words(runs));
		bars(html, runs, longest, Outcome.PASSED, Look.GOOD);
		bars(html, runs, longest, Outcome.FAILED, Look.BAD);
		bars(html, runs, longest, Outcome.INCONCLUSIVE, Look.OUT);
		html.close("svg");
	}

	private static void bars(Html html, List<Run> runs, long longest, Outcome outcome, Look look) {
		StringBuilder path = new StringBuilder();
		int first = RecentRuns.CAPACITY - runs.size();
		for (int i = 0; i < runs.size(); i++) {
			Run run = runs.get(i);
			if (run.outcome() == outcome) {
				// what did not pass reaches below the line: the colour is not all that
				// tells them apart
				int below = (outcome != Outcome.PASSED) ? STEP - 1 : 0;
				path.append('M')
					.append((first + i) * STEP + 1)
					.append(' ')
					.append(HEIGHT + below)
					.append("v-")
					.append(height(run.nanos(), longest) + below);
			}
		}
		if (!path.isEmpty()) {
			html.open("path", "class", look.style(), "d", path.toString()).close("path");
		}
	}

	private static int height(long nanos, long longest) {
		double micros = Math.max(nanos / 1000.0, 1);
		double share = Math.log10(micros + 1) / Math.log10(Math.max(longest / 1000.0, 1) + 1);
		return Math.max(1, (int) Math.round(share * (HEIGHT - 1)));
	}

	static String words(List<Run> runs) {
		long failed = runs.stream().filter((run) -> run.outcome() == Outcome.FAILED).count();
		long inconclusive = runs.stream().filter((run) -> run.outcome() == Outcome.INCONCLUSIVE).count();
		long[] sorted = runs.stream().mapToLong(Run::nanos).sorted().toArray();
		return String.format(Locale.ROOT, "last %s: %d failed, %d inconclusive; median %s, longest %s",
				(runs.size() == 1) ? "run" : runs.size() + " runs", failed, inconclusive,
				duration(sorted[sorted.length / 2]), duration(sorted[sorted.length - 1]));
	}

	private static String duration(long nanos) {
		return (nanos < 1_000_000) ? "below 1ms" : Durations.exact(Duration.ofNanos(nanos));
	}

}
