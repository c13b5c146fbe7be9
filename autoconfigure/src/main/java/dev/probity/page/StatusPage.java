package dev.probity.page;

import java.time.Instant;
import java.time.InstantSource;

import dev.probity.actuate.EndpointPage;
import dev.probity.actuate.ProbityDescriptor;
import dev.probity.actuate.ProbityDescriptor.ProbeDescriptor;
import dev.probity.check.CheckChange;
import dev.probity.check.StateTransitionListener;
import org.jspecify.annotations.Nullable;

/**
 * All that the endpoint knows, on one page that needs nothing else: no script, no image,
 * no font. Remembers the last results of the checks, which nobody else shows.
 * Thread-safe.
 */
final class StatusPage implements EndpointPage, StateTransitionListener {

	private final ResultHistory history;

	private final Instant started;

	private final InstantSource clock;

	StatusPage(ResultHistory history, Instant started, InstantSource clock) {
		this.history = history;
		this.started = started;
		this.clock = clock;
	}

	@Override
	public void onTransition(CheckChange transition) {
		// the result has been seen
	}

	@Override
	public void onResult(CheckChange result) {
		this.history.add(result);
	}

	@Override
	public String render(ProbityDescriptor shown, @Nullable String manifest, Refresh refresh) {
		Instant now = this.clock.instant();
		Html html = new Html().raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
			.open("meta", "http-equiv", "Content-Security-Policy", "content",
					"default-src 'none'; style-src '" + StyleSheet.HASH + "'; base-uri 'none'; form-action 'none'")
			.open("meta", "name", "viewport", "content", "width=device-width,initial-scale=1");
		if (refresh == Refresh.PERIODIC) {
			html.open("meta", "http-equiv", "refresh", "content", "5");
		}
		html.element("title", shown.summary())
			.open("style")
			.raw(StyleSheet.TEXT)
			.raw("</style></head><body>")
			.newLine();
		html.open("header").element("h1", shown.summary());
		html.open("p", "class", "dim")
			.text("%s, up since %s, as of %s. ".formatted(shown.phase(), Moments.date(this.started),
					Moments.date(now)));
		switch (refresh) {
			case PERIODIC -> html.text("Looks again every 5 s: ").element("a", "stop", "href", "?refresh=off");
			case OFF -> html.text("Does not look again by itself: ").element("a", "look every 5 s", "href", "?");
		}
		html.close("p");
		html.close("header").newLine().open("main");
		probes(html, shown, now);
		html.section("Checks");
		ChecksTable.write(html, shown.checks(), this.history, now);
		html.close("section").newLine();
		html.section("Timeline");
		TimelineChart.write(html, Timeline.of(shown, this.started, now));
		ChangesList.write(html, shown, now);
		html.close("section").newLine();
		FurtherSections.write(html, shown, now);
		if (manifest != null) {
			html.section("The manifest that fits")
				.element("pre", manifest, "class", "wide", "tabindex", "0")
				.close("section")
				.newLine();
		}
		html.section("For a post-mortem");
		html.open("label").text("The timeline as Markdown, to be copied:");
		html.element("textarea", PostMortem.of(shown, now), "readonly", "readonly", "spellcheck", "false");
		html.close("label").close("section").close("main");
		return html.raw("</body></html>\n").toString();
	}

	private static void probes(Html html, ProbityDescriptor shown, Instant now) {
		html.section("Probes");
		html.open("ul", "class", "cards");
		shown.probes().forEach((name, probe) -> card(html, name, probe, now));
		html.close("ul");
		if (shown.override().reason() != null || shown.override().since() != null) {
			html.element("p",
					"An operator has overridden readiness: %s%s.".formatted(shown.override().readiness(),
							(shown.override().reason() != null) ? ", " + shown.override().reason() : ""),
					"class", "bad");
		}
		if (shown.hold() != null) {
			html.element("p", "An operator holds liveness at 200 for another %s%s.".formatted(shown.hold().remaining(),
					(shown.hold().reason() != null) ? ": " + shown.hold().reason() : ""), "class", "bad");
		}
		html.close("section").newLine();
	}

	private static void card(Html html, String name, ProbeDescriptor probe, Instant now) {
		html.open("li", "class", Look.of(probe.status().name()).style()).element("h3", name);
		html.open("p");
		Look.write(html, probe.status().name());
		html.element("span", " for " + Moments.since(probe.since(), now), "class", "dim").close("p");
		html.element("p", probe.summary()).close("li").newLine();
	}

}
