package dev.probity.text;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.probity.fixture.GeneratedSecret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sentences that only speak of secrets, and secrets in every notation inside every
 * container, both put together at random. What is random is a seed that is named when it
 * fails.
 */
class SecrecyOfGeneratedTextTests {

	private static final int TEXTS = 2_000;

	private static final List<String> WORDS = List.of("the", "token", "password", "secret", "authorization", "was",
			"rejected", "by", "server", "orders", "credentials", "for", "user", "scott", "expired", "not", "found",
			"bearer", "basic", "is", "missing", "cookie", "topic", "access", "denied", "key", "a", "client", "in", "of",
			"invalid", "connection", "refused", "after", "12", "attempts", "on", "db:5432", "and", "session",
			"signature", "http://idp:8080/token", "BadCredentialsException", "tokens", "passwords", "api", "digest",
			"authentication");

	private static final List<String> ENDINGS = List.of("", ".", ": connection refused", " (using password: YES)",
			": not found", ", retries=3", " [orders]", "; unexpected token: SELEC", " in 12 ms", ": 403 Forbidden",
			", tokensLeft=12", " at http://idp:8080/token", ": access denied");

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void aSentenceStaysAsItIs(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < TEXTS; i++) {
			String text = IntStream.range(0, random.nextInt(2, 12))
				.mapToObj((word) -> one(WORDS, random))
				.collect(Collectors.joining(" ")) + one(ENDINGS, random);
			assertThat(Secrecy.hide(text)).as("seed %d, text %d", seed, i).isEqualTo(text);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void aSecretGoesWhateverIsAroundIt(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < TEXTS; i++) {
			GeneratedSecret generated = GeneratedSecret.of(random);
			String secret = generated.secret();
			String text = generated.text();
			assertThat(Secrecy.hide(text)).as("seed %d, text %d: %s", seed, i, text)
				.contains("***")
				.doesNotContain(secret)
				.doesNotContain(secret.substring(0, 6))
				.doesNotContain(secret.substring(secret.length() - 6));
		}
	}

	private static <T> T one(List<T> of, SplittableRandom random) {
		return of.get(random.nextInt(of.size()));
	}

}
