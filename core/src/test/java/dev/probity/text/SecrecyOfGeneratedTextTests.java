package dev.probity.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

	private static final List<String> NOTATIONS = List.of("password=%s", "PASSWORD = '%s'", "pwd:%s;",
			"\"password\" : \"%s\"", "{\"a\":1,\"api-key\":\"%s\"}", "token=%s&a=b", "Authorization: Bearer %s",
			"jdbc:postgresql://u:%s@db:5432/x", "redis://:%s@cache", "jdbc:oracle:thin:scott/%s@h:1521:XE",
			"client_secret=>%s", "credentials: [u, %s]", "X required password=\"%s\";", "?user=a&password=%s#f",
			"accessKey='%s'", "db.pass=%s", "private_key={%s}", "<password>%s</password>", "--password %s",
			"IDENTIFIED BY '%s'", "Cookie: SESSION=%s", "Server=db;Pwd=%s;", "https://h/b?sig=%s&x=1",
			"Authorization: token %s", "Authorization: Splunk %s", "AccountKey=%s;", "Basic %s", "Bearer %s",
			"${DB_PASSWORD:%s}", "{\"name\":\"TOKEN\",\"value\":\"%s\"}", "password -> %s", "password: '%s'",
			"password is '%s'", "{noop}%s", "http://h/write?u=scott&p=%s");

	private static final List<String> CONTAINERS = List.of("%s", "IOException: %s", "[%s]", "Config{user=scott, %s}",
			"could not connect (%s)", "%s refused", "retries=3, %s", "%s, retries=3", "a=b; %s",
			"line one\n%s\nline three", "nested exception is java.io.IOException: %s", "ALTER USER scott %s", "'%s'",
			"<a>%s</a>", "url: %s", "> %s");

	private static final List<UnaryOperator<String>> WRAPPINGS = List.of(UnaryOperator.identity(),
			UnaryOperator.identity(), (text) -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"),
			(text) -> "{\"body\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"}",
			(text) -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;"));

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
			String secret = secret(random);
			String text = one(CONTAINERS, random).formatted(one(NOTATIONS, random).formatted(secret));
			text = one(WRAPPINGS, random).apply(text);
			assertThat(Secrecy.hide(text)).as("seed %d, text %d: %s", seed, i, text)
				.contains("***")
				.doesNotContain(secret)
				.doesNotContain(secret.substring(0, 6))
				.doesNotContain(secret.substring(secret.length() - 6));
		}
	}

	private static String secret(SplittableRandom random) {
		return "hunter" + random.nextInt(100, 1_000_000) + (random.nextBoolean() ? "" : "Tr0ub4dor");
	}

	private static <T> T one(List<T> of, SplittableRandom random) {
		return of.get(random.nextInt(of.size()));
	}

}
