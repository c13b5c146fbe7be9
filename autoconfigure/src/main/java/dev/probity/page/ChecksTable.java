package dev.probity.page;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.probity.actuate.ProbityDescriptor.CheckDescriptor;
import dev.probity.actuate.ProbityDescriptor.PolicyDescriptor;

/**
 * The checks, those first that do not pass.
 */
final class ChecksTable {

	private ChecksTable() {
	}

	static void write(Html html, Map<String, CheckDescriptor> checks, ResultHistory history, Instant now) {
		html.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "Table of checks")
			.open("table")
			.open("thead")
			.open("tr");
		for (String head : new String[] { "check", "state", "probes", "last result", "last runs", "policy" }) {
			html.element("th", head, "scope", "col");
		}
		html.close("tr").close("thead").open("tbody").newLine();
		checks.entrySet()
			.stream()
			.sorted((one, other) -> rank(other.getValue()) - rank(one.getValue()))
			.forEach((check) -> write(html, check.getKey(), check.getValue(), history, now));
		html.close("tbody").close("table").close("div");
	}

	/**
	 * What is worse comes first; otherwise the order of the endpoint stays.
	 */
	private static int rank(CheckDescriptor check) {
		return switch (Look.of(check.state())) {
			case BAD -> 3;
			case PARTLY -> 2;
			case OUT -> 1;
			case GOOD -> 0;
		};
	}

	private static void write(Html html, String name, CheckDescriptor check, ResultHistory history, Instant now) {
		html.open("tr").element("th", name, "scope", "row").open("td");
		Look.write(html, check.state());
		html.element("p", "for " + Moments.since(check.since(), now), "class", "dim").close("td");
		html.element("td", feeds(check)).open("td");
		html.open("p", "class", "number").text(lastRun(check, now)).close("p");
		if (check.error() != null) {
			html.element("p", check.error(), "class", "bad");
		}
		if (check.diagnosis() != null) {
			html.element("p", check.diagnosis());
		}
		if (check.inconclusive() != null) {
			html.element("p", check.inconclusive());
		}
		html.close("td").open("td");
		Sparkline.write(html, history.of(name));
		html.close("td").open("td", "class", "dim").text(policy(check.policy()));
		html.element("p", "noticed within " + check.worstCaseDetection()).close("td").close("tr").newLine();
	}

	private static String feeds(CheckDescriptor check) {
		if (check.criticality().isEmpty()) {
			return (check.shadow() != null) ? "shadow" : "observed";
		}
		return check.criticality()
			.entrySet()
			.stream()
			.map((probe) -> "%s: %s".formatted(probe.getKey(), probe.getValue().name().toLowerCase(Locale.ROOT)))
			.collect(Collectors.joining(", "));
	}

	private static String lastRun(CheckDescriptor check, Instant now) {
		return (check.lastChecked() == null) ? "no run yet"
				: "%s, %s ago".formatted(check.duration(), Moments.since(check.lastChecked(), now));
	}

	private static String policy(PolicyDescriptor policy) {
		return "every %s, timeout %s, fails after %d, passes after %d".formatted(policy.interval(), policy.timeout(),
				policy.failureThreshold(), policy.successThreshold());
	}

}
