package dev.probity.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SecretsTests {

	private static final List<String> CARRIERS = List.of("password=%s", "PASSWORD = '%s'", "pwd:%s;",
			"\"password\" : \"%s\"", "{\"a\":1,\"api-key\":\"%s\"}", "token=%s&a=b", "Authorization: Bearer %s",
			"basic %s", "jdbc:postgresql://u:%s@db:5432/x", "redis://:%s@cache", "jdbc:oracle:thin:scott/%s@h:1521:XE",
			"amqp://u:a%%40%s@h", "client_secret=>%s", "credentials: [u, %s]", "sasl.jaas.config=X password=\"%s\";",
			"?user=a&password=%s#f", "accessKey='%s'", "db.pass=%s", "private_key={%s}");

	private static final List<String> NOISE = List.of("a", "user=scott", "://", "@", "//host:80/", "\"", "'", "{", "}",
			"[", "]", "=", ":", ";", ",", "&", "\\", "\n", "é", "%", "$1", "password", "//", "jdbc:", "bearer", "\\\"",
			"x=y", "(nested: IOException)", "FATAL:", "\u0000", "***");

	@ParameterizedTest
	@ValueSource(strings = {
			// PostgreSQL
			"Connection to jdbc:postgresql://db:5432/shop?user=scott&password=hunter2&ssl=true refused",
			"jdbc:postgresql://db/shop?sslpassword=hunter2", "postgresql://scott:hunter2@db:5432/shop",
			"postgresql://scott:hunter2@host@db:5432/shop", "postgresql://scott:hunter2/x@db/shop",
			"postgresql://scott:hunter2#x@db/shop", "postgresql://hunter2@db/shop",
			"postgresql://scott:12345hunter2@db", "//:hunter2@db",
			// MySQL and MariaDB
			"jdbc:mysql://scott:hunter2@db:3306/shop", "jdbc:mysql://address=(host=db)(user=scott)(password=hunter2)/",
			// Oracle
			"IO Error: jdbc:oracle:thin:scott/hunter2@db:1521:XE", "jdbc:oracle:thin:scott/hunter2@//db:1521/svc",
			"JDBC:ORACLE:OCI8:scott/hunter2@db", "jdbc:oracle:thin:scott/a@hunter2@db",
			// SQL Server
			"jdbc:sqlserver://db:1433;user=sa;password=hunter2;encrypt=true", "Password={a;hunter2}};b};encrypt=true",
			"PWD=hunter2;",
			// Redis, Mongo, AMQP
			"redis://:hunter2@cache:6379/0", "rediss://default:hunter2@cache",
			"mongodb://scott:hunter2@m1:27017,m2:27017/shop?authSource=admin",
			"mongodb+srv://scott:p%40hunter2@cluster.example.net", "amqp://guest:hunter2@mq:5672/vhost",
			"failover:(tcp://a:hunter2@m1:61616,tcp://b:hunter2@m2:61616)",
			// Kafka
			"sasl.jaas.config=org.apache.kafka.PlainLoginModule required username=\"u\" password=\"hunter2 x\";",
			"{ssl.keystore.password=hunter2, ssl.truststore.location=/x}",
			// JSON, YAML, configuration
			"{\"user\": \"scott\", \"password\": \"hunter2\"}", "{\"password\":\"a\\\"hunter2\",\"b\":1}",
			"body: \"{\\\"password\\\":\\\"x hunter2\\\"}\"", "{'secret': 'a hunter2'}", "secret: 'a''hunter2'",
			"spring.datasource.password: hunter2", "DB_PASSWORD = hunter2", "password => hunter2",
			"client-secret=hunter2", "api_key=hunter2", "x-api-key: hunter2", "AccountKey=hunter2==;",
			"db.pass=hunter2", "credentials: [a, hunter2]", "credentials: {user: a, key: hunter2}",
			"access_token=hunter2", "private-key: \"hunter2", "passphrase='hunter2",
			// HTTP
			"Authorization: Bearer hunter2.abc-def", "authorization: Basic aHVudGVyhunter2==", "Bearer  hunter2",
			"Authorization: hunter2", "\"Authorization\": \"ApiKey hunter2\"" })
	void aSecretIsTakenOut(String text) {
		assertThat(Secrets.scrub(text)).contains("***").doesNotContain("hunter2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "FATAL: password authentication failed for user \"scott\"",
			"Connection to db:5432 refused", "https://example.net:8443/path?mail=a@b.c", "tcp://a:1,tcp://b:2?m=a@b",
			"http://localhost:8080", "jdbc:postgresql://db:5432/shop", "jdbc:h2:mem:test", "user=scott, retries=3",
			"bypass: on", "the monkey is key = to this", "", "a", "=", "password", "password=" })
	void whatIsNoSecretStays(String text) {
		assertThat(Secrets.scrub(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = {
					"jdbc:postgresql://db/shop?user=scott&password=x&ssl=true | "
							+ "jdbc:postgresql://db/shop?user=scott&password=***&ssl=true",
					"a://u:p@db:1/x | a://***@db:1/x", "(using password: YES) | (using password: ***)",
					"{\"password\": \"a b\", \"c\": 1} | {\"password\": ***, \"c\": 1}",
					"Bearer abcdef, then | Bearer ***, then", "password={a}}b};c=d | password=***;c=d",
					"jdbc:oracle:thin:a/b@h:1 | jdbc:oracle:thin:***@h:1", "token=\\x y | token=*** y",
					"pwd=a,b=c | pwd=***,b=c",
					"{\\\"password\\\":\\\"x y\\\",\\\"b\\\":1} | {\\\"password\\\":***,\\\"b\\\":1}",
					"password='a''b' c | password=*** c", "a=b pwd=c;d=e secret=f | a=b pwd=***;d=e secret=***" })
	void theRestOfTheTextStays(String text, String scrubbed) {
		assertThat(Secrets.scrub(text)).isEqualTo(scrubbed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "password", "password=", "token-", "//", "//a:", "//a:b", "//a:b@", "jdbc:",
			"jdbc:a:", "jdbc:a:b/", "bearer ", " ", "\"", "password=\"", "password=\"\\\"", "a.", "=", "\\\"", "{",
			"password={}}", "secret:'", "://@", "a=b;", "é" })
	void aHostileTextTakesNoTime(String part) {
		String hostile = part.repeat(8_000 / part.length());
		long best = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			long begin = System.nanoTime();
			Secrets.scrub(hostile);
			Secrets.scrub(Map.of(hostile, hostile));
			best = Math.min(best, System.nanoTime() - begin);
		}
		// a few milliseconds on an idle machine; backtracking would need seconds
		assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(150));
	}

	@Test
	void aLongTextIsCut() {
		assertThat(Secrets.scrub("x".repeat(500))).hasSize(500);
		assertThat(Secrets.scrub("x".repeat(501))).hasSize(501).endsWith("x…");
		assertThat(Secrets.scrub("x".repeat(100_000))).hasSize(501).endsWith("x…");
	}

	@Test
	void aTextIsCutAfterItWasScrubbed() {
		String text = "x".repeat(480) + " password=" + "y".repeat(3_000) + " the end";
		assertThat(Secrets.scrub(text)).startsWith("x".repeat(480) + " password=*** the").endsWith("…");
	}

	@Test
	void detailsKeepTheirOrderAndTheirFigures() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("product", "PostgreSQL 17");
		details.put("active", 3);
		details.put("ratio", new BigDecimal("0.5"));
		details.put("full", true);
		details.put("url", "a://u:p@db");
		details.put("password", "x");
		details.put("secret-count", 7);
		assertThat(Secrets.scrub(details).toString())
			.isEqualTo("{product=PostgreSQL 17, active=3, ratio=0.5, full=true, url=a://***@db, password=***,"
					+ " secret-count=***}");
		assertThat(Secrets.scrub(details)).containsEntry("active", 3).containsEntry("full", true);
	}

	@Test
	void detailsKeepTheirShape() {
		Map<String, Object> node = new LinkedHashMap<>();
		node.put("host", "redis://:hunter2@cache");
		node.put("password", "hunter2");
		node.put("lag", null);
		Map<String, Object> scrubbed = new LinkedHashMap<>();
		scrubbed.put("host", "redis://***@cache");
		scrubbed.put("password", "***");
		scrubbed.put("lag", null);
		assertThat(Secrets.scrub(Map.of("nodes", List.of(node, 7), "slots", new String[] { "a", "pwd=hunter2" })))
			.isEqualTo(Map.of("nodes", List.of(scrubbed, 7), "slots", List.of("a", "pwd=***")));
	}

	@Test
	void aDetailThatContainsItselfEnds() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("self", details);
		assertThat(Secrets.scrub(details).toString()).contains("…");
	}

	@Test
	void aDetailThatSaysNothingOfItselfAsTextIsLeftToWhoeverShowsIt() {
		Object chain = new Object();
		assertThat(Secrets.scrub(Map.of("chains", List.of(chain)))).isEqualTo(Map.of("chains", List.of(chain)));
	}

	/**
	 * Secrets in texts that are put together at random. What is random is a seed that is
	 * named when it fails.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void noSecretSurvivesWhateverIsAroundIt(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < 10_000; i++) {
			String secret = "hunter" + random.nextInt(100, 1_000_000);
			String text = noise(random) + one(CARRIERS, random).formatted(secret) + noise(random);
			assertThat(Secrets.scrub(text)).as("seed %d, text %d: %s", seed, i, text).doesNotContain(secret);
			assertThat(CheckResult.failed(new IllegalStateException(text)).reason()).doesNotContain(secret);
		}
	}

	private static String noise(SplittableRandom random) {
		StringBuilder noise = new StringBuilder();
		random.ints(random.nextInt(8), 0, NOISE.size()).forEach((i) -> noise.append(NOISE.get(i)).append(' '));
		return noise.toString();
	}

	private static <T> T one(List<T> of, SplittableRandom random) {
		return of.get(random.nextInt(of.size()));
	}

	@Test
	void detailsChangeNoMoreOnceAResultIsMade() {
		AtomicLong moving = new AtomicLong(1);
		Map<String, Object> details = new LinkedHashMap<>(Map.of("count", moving));
		Map<String, Object> scrubbed = Secrets.scrub(details);
		moving.set(2);
		details.clear();
		assertThat(scrubbed).containsExactly(Map.entry("count", "1"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(scrubbed::clear);
	}

	@Test
	void aDetailWithoutAValueIsNoneToBeScrubbed() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("pool", null);
		assertThat(Secrets.scrub(details)).containsOnlyKeys("pool").containsValue(null);
	}

}
