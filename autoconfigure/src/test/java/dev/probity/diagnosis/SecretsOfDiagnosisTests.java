package dev.probity.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.probity.check.CheckResult;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a driver says of a fresh connection, no secret is told.
 */
class SecretsOfDiagnosisTests {

	private static final Pattern SECRET = Pattern.compile("«([^»]{5,})»");

	/**
	 * What drivers and clients have been heard to say, secrets in «…».
	 */
	static Stream<String> messages() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("../core/src/test/resources/secrecy/goes.txt"))
			.stream()
			.filter((line) -> !line.startsWith("#") && SECRET.matcher(line).find())
			.toList();
		assertThat(lines).hasSizeGreaterThan(50);
		return lines.stream();
	}

	@ParameterizedTest
	@MethodSource("messages")
	void itIsInNoSentence(String marked) {
		String message = marked.replaceAll("[«»]", "").replace('⏎', '\n');
		FreshAnswer answer = FreshAnswer.failed(new SQLException(message, "28000"));
		ScriptedClient client = new ScriptedClient();
		FullPool fullPool = new FullPool(Duration.ofSeconds(1), System::nanoTime);
		client.refuse("28000", message);
		client.waiting = true;
		CheckResult full = fullPool.ask(client, (CheckResult.Inconclusive) CheckResult.inconclusive("saturated 3/3"));
		assertThat(full).isInstanceOf(CheckResult.Failed.class);
		List<String> texts = List.of(answer.words(), full.reason(),
				new Diagnosis(Finding.DEPENDENCY_DOWN, Sentences.dependencyDown(client, answer.words()), Instant.EPOCH)
					.sentence(),
				new Diagnosis(Finding.BORROWED_TIME, Sentences.borrowedTime(client, answer.words(), Instant.EPOCH),
						Instant.EPOCH)
					.sentence());
		List<String> secrets = SECRET.matcher(marked).results().map((MatchResult found) -> found.group(1)).toList();
		assertThat(texts).allSatisfy((text) -> assertThat(secrets).noneMatch(text::contains));
	}

}
