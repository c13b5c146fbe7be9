package dev.probity.page;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import dev.probity.page.Timeline.Row;
import dev.probity.page.Timeline.Stretch;

/**
 * Draws a time line, a row below the other on one axis.
 */
final class TimelineChart {

	private static final int LABELS = 150;

	private static final int WIDTH = 600;

	private static final int ROW = 20;

	private TimelineChart() {
	}

	static void write(Html html, Timeline timeline) {
		int height = timeline.rows().size() * ROW + ROW;
		html.open("svg", "class", "timeline", "viewBox", "0 0 " + (LABELS + WIDTH) + " " + height, "role", "group",
				"aria-label", "since " + Moments.time(timeline.start(), timeline.end()));
		int y = 0;
		for (Row row : timeline.rows()) {
			write(html, timeline, row, y);
			y += ROW;
		}
		label(html, LABELS, y, Moments.time(timeline.start(), timeline.end()), "start");
		label(html, LABELS + WIDTH, y, Moments.time(timeline.end(), timeline.end()), "end");
		html.close("svg");
	}

	private static void write(Html html, Timeline timeline, Row row, int y) {
		html.open("g", "role", "img", "aria-label", words(row, timeline));
		html.element("text", shortened(row.name()), "x", Integer.toString(LABELS - 8), "y",
				Integer.toString(y + ROW - 6), "text-anchor", "end");
		List<Stretch> stretches = row.stretches();
		for (int i = 0; i < stretches.size(); i++) {
			Instant until = (i + 1 < stretches.size()) ? stretches.get(i + 1).from() : timeline.end();
			int from = timeline.at(stretches.get(i).from(), WIDTH);
			int width = Math.max(1, timeline.at(until, WIDTH) - from);
			Look look = Look.of(stretches.get(i).state());
			// what is worse is taller: the colour is not all that tells them apart
			int top = y + 4 + 3 * (Look.BAD.ordinal() - Math.min(look.ordinal(), Look.BAD.ordinal()));
			html.open("rect", "class", look.style(), "x", Integer.toString(LABELS + from), "y", Integer.toString(top),
					"width", Integer.toString(width), "height", Integer.toString(y + ROW - 4 - top))
				.element("title", words(stretches.get(i), timeline))
				.close("rect");
		}
		html.close("g").newLine();
	}

	private static String words(Row row, Timeline timeline) {
		return row.name() + ": "
				+ row.stretches().stream().map((stretch) -> words(stretch, timeline)).collect(Collectors.joining(", "));
	}

	private static String words(Stretch stretch, Timeline timeline) {
		return stretch.state() + " since " + Moments.time(stretch.from(), timeline.end());
	}

	private static String shortened(String name) {
		return (name.length() > 20) ? name.substring(0, 19) + "…" : name;
	}

	private static void label(Html html, int x, int y, String text, String anchor) {
		html.element("text", text, "x", Integer.toString(x), "y", Integer.toString(y + ROW - 6), "text-anchor", anchor)
			.newLine();
	}

}
