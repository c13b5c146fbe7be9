package dev.probity.page;

import java.time.Instant;
import java.util.List;

import dev.probity.actuate.ProbityDescriptor;
import dev.probity.actuate.ProbityDescriptor.ChangeDescriptor;
import dev.probity.actuate.ProbityDescriptor.RestartDescriptor;

/**
 * The changes as a table in Markdown, the oldest first, to be pasted into a post-mortem.
 */
final class PostMortem {

	private PostMortem() {
	}

	static String of(ProbityDescriptor shown, Instant now) {
		StringBuilder text = new StringBuilder("%s (as of %s)%n%n".formatted(line(shown.summary()), Moments.date(now)))
			.append("| UTC | what | from | to | lasted | reason |\n| --- | --- | --- | --- | --- | --- |\n");
		List<RestartDescriptor> restarts = (shown.restarts() != null) ? shown.restarts() : List.of();
		for (int i = restarts.size() - 1; i >= 0; i--) {
			RestartDescriptor end = restarts.get(i);
			text.append("| %s | process | running | ended | %s | %s |%n"
				.formatted(Moments.date(end.at()).replace(" UTC", ""), end.uptime(), line(Changes.reason(end))));
		}
		for (int i = shown.recorder().size() - 1; i >= 0; i--) {
			ChangeDescriptor change = shown.recorder().get(i);
			text.append("| %s | %s | %s | %s | %s | %s |%n".formatted(Moments.date(change.at()).replace(" UTC", ""),
					line(Changes.subject(change)), change.from(), change.to(), change.lasted(),
					line(Changes.reason(change))));
		}
		return text.toString();
	}

	/**
	 * One cell of the table, whatever is in it.
	 */
	private static String line(String text) {
		return text.replace("\\", "\\\\")
			.replace("|", "\\|")
			.replace('\n', ' ')
			.replace('\r', ' ')
			.replace("`", "\\`")
			.replace("<", "&lt;");
	}

}
