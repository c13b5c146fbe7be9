package dev.probity.detail;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.probity.check.CheckResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reasons and details as they are shown. Which texts are secret is in
 * {@code SecrecyTests}.
 */
class SecretsTests {

	private static Object shown(String name, Object value) {
		return Secrets.scrub(Map.of(name, value)).get(name);
	}

	@Test
	void aLongTextIsCut() {
		assertThat(Secrets.scrub("x".repeat(500))).hasSize(500);
		assertThat(Secrets.scrub("x".repeat(501))).hasSize(501).endsWith("x…");
		assertThat(Secrets.scrub("x".repeat(3_000_000))).hasSize(501).endsWith("x…");
	}

	@Test
	void aTextIsNeverCutWithinACharacter() {
		String smile = "\uD83D\uDE00";
		assertThat(Secrets.scrub("x".repeat(499) + smile + "y")).isEqualTo("x".repeat(499) + "…");
		assertThat(Secrets.scrub("x".repeat(498) + smile + "y")).isEqualTo("x".repeat(498) + smile + "…");
	}

	@Test
	void aTextIsCutAfterItWasScrubbed() {
		String text = "x".repeat(480) + " password=" + "y".repeat(9_000) + " the end";
		assertThat(Secrets.scrub(text)).startsWith("x".repeat(480) + " password=*** the").endsWith("…");
	}

	@ParameterizedTest
	@ValueSource(ints = { 250, 3_990, 20_000, 99_990, 99_999, 100_000, 3_000_000 })
	void aSecretIsNotShownHoweverFarItsEndIs(int length) {
		String secret = "hunter2".repeat(length / 7 + 1).substring(0, length);
		assertThat(Secrets.scrub("refused by redis://scott:" + secret + "@cache")).startsWith("refused by redis://***")
			.doesNotContain("hunter");
		assertThat(Secrets.scrub("refused: password=\"" + secret + "\"")).startsWith("refused: password=\"***")
			.doesNotContain("hunter");
		assertThat(Secrets.scrub(("password=" + "y".repeat(99) + ", ").repeat(length / 100) + "//u:" + secret + "@h"))
			.doesNotContain("yy", "hunter");
	}

	@Test
	void aReasonIsOneLine() {
		String reason = "refused\n2026-11-29 INFO forged\u001b[31m\u0000\u202e";
		assertThat(CheckResult.failed(reason).reason()).isEqualTo("refused 2026-11-29 INFO forged [31m ");
		assertThat(CheckResult.inconclusive(reason).reason()).doesNotContain("\n");
		assertThat(new CheckResult.Passed(Map.of(), new CheckResult.OwnStatus("OK\nforged", "")).ownStatus().code())
			.isEqualTo("OK forged");
	}

	@Test
	void aDetailMayHaveLinesButNothingThatCannotBeSeen() {
		assertThat(Secrets.scrub(Map.of("a\nb", "c\nd\u001b[31m\u202e")))
			.containsExactly(Map.entry("a b", "c\nd [31m"));
	}

	@ParameterizedTest
	@CsvSource({ "password, hunter2", "password, 12345678", "apiKey, abc", "client_secret, abc", "accessToken, a b",
			"db.password, x", "DB_PASSWORD, x", "sslpassword, x", "Authorization, Basic abc", "cookie, a=b", "pwd, x",
			"privateKey, x", "credentials, scott:x", "passphrase, correct horse battery", "token, abcdef" })
	void whatHasTheNameOfASecretIsNotShown(String name, String value) {
		assertThat(shown(name, value)).isEqualTo("***");
		assertThat(shown(name, new StringBuilder(value))).isEqualTo("***");
		assertThat(shown(name, value.toCharArray())).isEqualTo("***");
		assertThat(shown(name, List.of(value, 1))).isEqualTo(List.of("***", 1));
		assertThat(shown(name, Map.of("a", value, "expiresIn", 60))).isEqualTo(Map.of("a", "***", "expiresIn", 60));
	}

	@ParameterizedTest
	@CsvSource({ "passwordPolicy, 8 chars", "tokenEndpoint, https://idp/token", "secretName, orders-db",
			"tokenType, Bearer", "secretVersion, v3", "passwordExpiresAt, 2026-12-01T00:00:00Z", "tokensLeft, 12",
			"credentialsProvider, aws", "authorizationUri, https://idp/authorize", "apiKeyHeader, X-Api-Key",
			"passwordEncoder, bcrypt", "primaryKey, order_id", "secretary, Anna", "tokenizer, standard", "bypass, on",
			"token, expired", "credentials, missing", "password, YES", "secret, none", "authorization, denied",
			"certificate, CN=shop", "user, scott", "keyspace, shop", "password, ${DB_PASSWORD}" })
	void whatSpeaksOfSecretsIsShown(String name, String value) {
		assertThat(shown(name, value)).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "name, value", "property, value", "key, content", "Name, Value", "parameter, default",
			"variable, value", "header, value" })
	void aValueBesideTheNameOfASecretIsNotShown(String key, String value) {
		assertThat(shown("env", List.of(Map.of(key, "DB_PASSWORD", value, "hunter2", "index", 7))))
			.isEqualTo(List.of(Map.of(key, "DB_PASSWORD", value, "***", "index", 7)));
		assertThat(Secrets.scrub(Map.of(key, "spring.datasource.password", value, "hunter2")))
			.isEqualTo(Map.of(key, "spring.datasource.password", value, "***"));
		assertThat(shown("env", Map.of(key, "token", value, List.of("abcdef"))))
			.isEqualTo(Map.of(key, "token", value, List.of("***")));
		assertThat(shown("env", Map.of(key, "LOG_LEVEL", value, "debug")))
			.isEqualTo(Map.of(key, "LOG_LEVEL", value, "debug"));
		assertThat(shown("env", Map.of(key, "DB_PASSWORD", value, "${SECRET}", "source", "vault")))
			.isEqualTo(Map.of(key, "DB_PASSWORD", value, "${SECRET}", "source", "vault"));
	}

	@Test
	void aRecordWithTheNameOfASecretDoesNotShowItsValue() {
		assertThat(CheckResult.passed(Map.of("setting", new Pair("db.password", "hunter2"))).details())
			.isEqualTo(Map.of("setting", Map.of("name", "db.password", "value", "***")));
	}

	@Test
	void anArgumentAfterTheOptionOfASecretIsNotShown() {
		assertThat(shown("args", List.of("--user", "sa", "--password", "hunter2", "db")))
			.isEqualTo(List.of("--user", "sa", "--password", "***", "db"));
		assertThat(shown("args", new String[] { "-storepass", "changeit", "--api-key", "--verbose", "on" }))
			.isEqualTo(List.of("-storepass", "***", "--api-key", "--verbose", "on"));
		assertThat(shown("args", List.of("--password-policy", "strict", "--port", "8080", "password", "reset")))
			.isEqualTo(List.of("--password-policy", "strict", "--port", "8080", "password", "reset"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://app:hunter2@h/o", "app:hunter2@mq1:5672" })
	void aSecretThatIsCutOffIsNotShownWhereverTheCutIs(String text) {
		for (int cut = 0; cut <= text.length(); cut++) {
			Map<String, Object> details = new LinkedHashMap<>();
			details.put("a", Collections.nCopies(780, "x".repeat(256)));
			details.put("c", "x".repeat(DetailBudget.MOST_TEXT - 780 * 256 - "acd".length() - cut));
			details.put("d", text);
			assertThat(CheckResult.passed(details).details().get("d").toString()).as("after %d", cut)
				.doesNotContain(":h");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 20_000, 100_000 })
	void aSecretIsNotShownHoweverFarItsEndIsInATextThatIsNoString(int length) {
		StringBuilder hidden = new StringBuilder("password=\"").append("y".repeat(length - 40)).append("\" ");
		for (int shift = 0; shift < 40; shift += 2) {
			StringBuilder text = new StringBuilder(hidden).append("z".repeat(shift)).append(" //u:hunter2@h");
			assertThat(CheckResult.passed(Map.of("text", text)).details().get("text").toString()).doesNotContain("u:h",
					"yy");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tokensLeft", "password", "token", "secrets", "apiKey" })
	void figuresAreShownWhateverTheirName(String name) {
		assertThat(Secrets.scrub(Map.of(name, 12))).containsEntry(name, 12);
		assertThat(Secrets.scrub(Map.of(name, true))).containsEntry(name, true);
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
					+ " secret-count=7}");
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
	void aSecretInTheNameOfADetailIsNotShown() {
		assertThat(Secrets.scrub(Map.of("nodes", Map.of("redis://:hunter2@a:6379", "up"))))
			.isEqualTo(Map.of("nodes", Map.of("redis://***@a:6379", "up")));
	}

	@Test
	void aDetailThatContainsItselfEnds() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("self", details);
		assertThat(Secrets.scrub(details).toString()).contains("…");
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

	private record Pair(String name, String value) {

	}

}
