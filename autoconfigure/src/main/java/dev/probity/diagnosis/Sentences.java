package dev.probity.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * What each {@link Finding} is about, in one plain sentence.
 */
final class Sentences {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
		.withZone(ZoneId.systemDefault());

	private Sentences() {
	}

	/**
	 * The sentence of a finding.
	 * @param answer what the last fresh connection has shown, if it has shown anything
	 * @param freshFailing since when fresh connections fail, where they do
	 * @param now reading of the ticker
	 */
	static String of(Finding finding, DiagnosedClient client, @Nullable FreshAnswer answer, Instant freshFailing,
			CheckSnapshot snapshot, long now) {
		String words = (answer != null) ? answer.words() : "";
		return switch (finding) {
			case DEPENDENCY_DOWN -> dependencyDown(client, words);
			case CLIENT_FAULT ->
				clientFault(client, words, Duration.ofNanos(Math.max(0, now - failingSince(snapshot))));
			case BORROWED_TIME -> borrowedTime(client, words, freshFailing);
		};
	}

	/**
	 * It may have worked once since the check began to fail.
	 */
	private static long failingSince(CheckSnapshot snapshot) {
		Long passed = snapshot.passedAt();
		return (passed != null && passed - snapshot.sinceTick() > 0) ? passed : snapshot.sinceTick();
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
