package dev.probity.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * A text with a secret in any notation inside any container, put together at random.
 *
 * @param text the text
 * @param secret the secret in it
 */
public record TextWithSecret(String text, String secret) {

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

	public static TextWithSecret next(SplittableRandom random) {
		String secret = secret(random);
		String text = one(CONTAINERS, random).formatted(one(NOTATIONS, random).formatted(secret));
		return new TextWithSecret(one(WRAPPINGS, random).apply(text), secret);
	}

	/**
	 * Whether the secret, its beginning or its end is in a text.
	 */
	public boolean isIn(String any) {
		return any.contains(this.secret.substring(0, 6))
				|| any.contains(this.secret.substring(this.secret.length() - 6));
	}

	private static String secret(SplittableRandom random) {
		return "hunter" + random.nextInt(100, 1_000_000) + (random.nextBoolean() ? "" : "Tr0ub4dor");
	}

	private static <T> T one(List<T> of, SplittableRandom random) {
		return of.get(random.nextInt(of.size()));
	}

}
