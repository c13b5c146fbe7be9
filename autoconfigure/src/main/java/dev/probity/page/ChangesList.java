package dev.probity.page;

import java.time.Instant;
import java.util.List;

import dev.probity.actuate.ProbityDescriptor;
import dev.probity.actuate.ProbityDescriptor.ChangeDescriptor;
import dev.probity.actuate.ProbityDescriptor.RestartDescriptor;

/**
 * The latest changes in words, the newest first, and before them the ends of earlier
 * processes. Changes of the causes alone are in the post-mortem.
 */
final class ChangesList {

	private static final int MOST_CHANGES = 30;

	private ChangesList() {
	}

	static void write(Html html, ProbityDescriptor shown, Instant now) {
		List<RestartDescriptor> restarts = (shown.restarts() != null) ? shown.restarts() : List.of();
		if (shown.recorder().isEmpty() && restarts.isEmpty()) {
			return;
		}
		html.open("ol", "reversed", "reversed");
		shown.recorder()
			.stream()
			.filter((change) -> !change.from().equals(change.to()))
			.limit(MOST_CHANGES)
			.forEach((change) -> write(html, change, now));
		restarts.forEach((end) -> write(html, end));
		html.close("ol");
	}

	private static void write(Html html, ChangeDescriptor change, Instant now) {
		html.open("li").element("time", Moments.time(change.at(), now), "datetime", change.at().toString());
		html.text(" %s: %s → %s after %s ".formatted(Changes.subject(change), change.from(), change.to(),
				change.lasted()));
		String reason = Changes.reason(change);
		if (!reason.isEmpty()) {
			html.element("span", reason, "class", "dim");
		}
		html.close("li").newLine();
	}

	private static void write(Html html, RestartDescriptor end) {
		html.open("li").element("time", Moments.date(end.at()), "datetime", end.at().toString());
		html.text(" an earlier process ended after %s: ".formatted(end.uptime()));
		html.element("span", Changes.reason(end), "class", "dim").close("li").newLine();
	}

}
