package dev.probity.page;

import java.time.Instant;
import java.util.Map;

import dev.probity.actuate.FleetDescriptor.PollDescriptor;
import dev.probity.actuate.ProbityDescriptor;
import dev.probity.actuate.ProbityDescriptor.ConsumerDescriptor;
import dev.probity.contract.CallersDescriptor;
import dev.probity.contract.CallersDescriptor.CallerDescriptor;
import dev.probity.contract.CallersDescriptor.FindingDescriptor;

/**
 * What not every application has: a section each, and none for what there is not.
 */
final class FurtherSections {

	private FurtherSections() {
	}

	static void write(Html html, ProbityDescriptor shown, Instant now) {
		if (shown.callers() != null && !(shown.callers().seen().isEmpty() && shown.callers().findings().isEmpty())) {
			callers(html, shown.callers());
		}
		if (shown.fleet() != null) {
			html.section("Peers");
			html.element("p", "%d other %s known.".formatted(shown.fleet().peers(),
					(shown.fleet().peers() == 1) ? "instance is" : "instances are"));
			questions(html, shown.fleet().questions(), now);
			html.close("section").newLine();
		}
		if (shown.consumers() != null && !shown.consumers().isEmpty()) {
			consumers(html, shown.consumers());
		}
	}

	private static void callers(Html html, CallersDescriptor callers) {
		html.section("Who requests the probes");
		html.open("ul");
		for (FindingDescriptor finding : callers.findings()) {
			html.open("li").element("strong", finding.code(), "class", "partly").text(" " + finding.text()).close("li");
		}
		for (CallerDescriptor caller : callers.seen()) {
			html.element("li",
					"%s requests %s over the %s: %s%s, last answered with %d.".formatted(who(caller), caller.path(),
							port(caller), (caller.requests() == 1) ? "once" : caller.requests() + " times",
							(caller.period() != null) ? ", every " + caller.period() : "", caller.status()));
		}
		html.close("ul").close("section").newLine();
	}

	private static String who(CallerDescriptor caller) {
		String words = Changes.words(caller.caller());
		return words.equals("other") ? "somebody else" : words;
	}

	private static String port(CallerDescriptor caller) {
		String words = Changes.words(caller.port());
		return words.endsWith(" port") ? words : words + " port";
	}

	private static void questions(Html html, Map<String, PollDescriptor> questions, Instant now) {
		html.open("ul");
		questions.forEach((check, poll) -> html.element("li",
				"%s: %d of %d asked say that it passes, %d that it fails, %d nothing; asked at %s: %s.".formatted(check,
						poll.passing(), poll.asked(), poll.failing(), poll.none(), Moments.time(poll.at(), now),
						Changes.words(poll.mind()))));
		html.close("ul");
	}

	private static void consumers(Html html, Map<String, ConsumerDescriptor> consumers) {
		html.section("Message listeners");
		html.open("ul");
		consumers.forEach((id, consumer) -> html.element("li",
				"%s: %s for %s; needs %s%s".formatted(id, Changes.words(consumer.state()), consumer.inState(),
						String.join(", ", consumer.needs()),
						consumer.causes().isEmpty() ? "." : ": " + String.join(", ", consumer.causes()) + ".")));
		html.close("ul").close("section").newLine();
	}

}
