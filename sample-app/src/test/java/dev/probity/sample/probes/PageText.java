package dev.probity.sample.probes;

import java.util.regex.Pattern;

/**
 * The text of the status page, without what is different each time.
 */
final class PageText {

	/** Sentence, probes and checks. */
	static final String WHAT_A_PICTURE_SHOWS = """
			return [document.querySelector('header'), ...document.querySelectorAll('section')].slice(0, 3)
				.map((part) => part.innerText).join('\\n');
			""";

	/** All that is said of the database. */
	static final String DATABASE = """
			return [...document.querySelectorAll('tbody tr')]
				.filter((row) => row.cells[0].innerText === 'db').map((row) => row.innerText).join();
			""";

	/** The states of the checks. */
	static final String STATES = """
			return [...document.querySelectorAll('tbody strong')].map((state) => state.innerText).join();
			""";

	private static final String DURATION = "(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h))+";

	private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2} UTC");

	private static final Pattern TIMES = Pattern.compile("once|\\d+ times");

	private static final Pattern NEXT = Pattern.compile("is looking again now|looks again in " + DURATION);

	private static final Pattern AGO = Pattern.compile("(?:" + DURATION + ", )?" + DURATION + " ago");

	private static final Pattern LASTED = Pattern.compile("for " + DURATION);

	// not said in the first second
	private static final Pattern SO_FAR = Pattern.compile("(?m)^(Ready|Not ready|Alive) for <time>:");

	private PageText() {
	}

	static String of(String text) {
		String same = MOMENT.matcher(text).replaceAll("<moment>");
		same = NEXT.matcher(same).replaceAll("looks again");
		same = TIMES.matcher(same).replaceAll("<n> times");
		same = AGO.matcher(same).replaceAll("<time> ago");
		same = LASTED.matcher(same).replaceAll("for <time>");
		same = SO_FAR.matcher(same).replaceAll("$1:").replace("Started <time> ago.", "Started.");
		return same.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.reduce("", (all, line) -> all + line + "\n");
	}

}
