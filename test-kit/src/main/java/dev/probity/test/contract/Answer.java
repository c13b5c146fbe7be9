package dev.probity.test.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller without credentials is answered.
 *
 * @param path where it has asked
 * @param status the status of HTTP
 * @param location where it is sent, or empty
 * @param body the body
 */
record Answer(String path, int status, String location, String body) {

	private static final Pattern WORD = Pattern.compile("\"status\":\"(\\w+)\"");

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.followRedirects(Redirect.NEVER)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	static Answer of(int port, String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.timeout(Duration.ofSeconds(10))
			.build();
		try {
			HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
			return new Answer(path, response.statusCode(), response.headers().firstValue("Location").orElse(""),
					response.body());
		}
		catch (IOException ex) {
			throw new AssertionError("%s is not answered: %s".formatted(request.uri(), ex), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Nobody is there to be asked.
	 */
	static Answer none(String path) {
		return new Answer(path, 0, "", "");
	}

	/**
	 * The status of the probe, as the last word of a body says it: those of its parts
	 * come before.
	 */
	String word() {
		Matcher matcher = WORD.matcher(this.body);
		String word = "";
		// Spring's groups begin with it, and Probity's paths have no other
		if (matcher.find()) {
			word = matcher.group(1);
			if (!this.body.startsWith("{\"status\"")) {
				while (matcher.find()) {
					word = matcher.group(1);
				}
			}
		}
		return word;
	}

	/**
	 * Whether it is a probe that answers.
	 */
	boolean isOfProbe() {
		return (this.status == 200 || this.status == 503) && !word().isEmpty();
	}

	@Override
	public String toString() {
		String shown = (this.body.length() > 500) ? this.body.substring(0, 500) + "…" : this.body;
		return "GET %s: %d %s%s".formatted(this.path, this.status,
				this.location.isEmpty() ? "" : "to " + this.location + " ", shown);
	}

}
