package dev.probity.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.probity.check.Diagnosis.Finding;
import dev.probity.text.Durations;

/**
 * What each {@link Finding} is about, in one plain sentence.
 */
final class Sentences {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
		.withZone(ZoneId.systemDefault());

	private Sentences() {
	}

	static String dependencyDown(DiagnosedClient client, String why) {
		return "%s does not serve a fresh connection either: %s".formatted(client.dependency(), why);
	}

	static String clientFault(DiagnosedClient client, String time, Duration failing) {
		String use = client.use();
		return "%s answers fresh connections in %s, but %s has given none that works for %s%s".formatted(
				client.dependency(), time, client.name(), Durations.brief(failing), (use != null) ? ": " + use : "");
	}

	static String borrowedTime(DiagnosedClient client, String why, Instant since) {
		Duration life = client.longestLife();
		String end = (life != null) ? "existing ones end by %s (maxLifetime)".formatted(TIME.format(since.plus(life)))
				: "existing ones go on until they break";
		return "new connections to %s fail since %s (%s); %s".formatted(client.dependency(), TIME.format(since), why,
				end);
	}

}
