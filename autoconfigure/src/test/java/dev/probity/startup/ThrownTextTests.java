package dev.probity.startup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThrownTextTests {

	@Test
	void aMessageOfSeveralLinesForgesNoneInATrace() {
		Throwable thrown = new IllegalStateException("broken\n2026-11-29 INFO forged\u001b[31m",
				new IllegalArgumentException("cause\nforged, too"));
		String trace = ThrownText.trace(thrown);
		assertThat(trace).startsWith("java.lang.IllegalStateException: broken 2026-11-29 INFO forged [31m\n\tat ")
			.contains("\nCaused by: java.lang.IllegalArgumentException: cause forged, too\n\t");
		assertThat(trace.lines().skip(1)).allMatch((line) -> line.startsWith("\t") || line.startsWith("Caused by: "));
	}

	@Test
	void aSecretOfSeveralLinesIsNotInATrace() {
		String key = "-----BEGIN PRIVATE KEY-----\nMIIEhunter2\n-----END PRIVATE KEY-----";
		assertThat(ThrownText.trace(new IllegalStateException(key))).doesNotContain("hunter2")
			.contains("***", "ThrownTextTests.java");
	}

	@Test
	void aDescriptionIsOneLine() {
		assertThat(ThrownText.describe(new IllegalStateException("a\nb"))).isEqualTo("IllegalStateException: a b");
	}

}
