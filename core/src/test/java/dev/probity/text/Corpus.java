package dev.probity.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Texts as drivers and clients write them, one a line; a line break in one is "⏎", and
 * secrets are in «…».
 */
final class Corpus {

	private static final Pattern SECRET = Pattern.compile("«([^»]*)»");

	private Corpus() {
	}

	static Stream<String> stays() {
		return texts("/secrecy/stays.txt");
	}

	static Stream<String> goes() {
		return texts("/secrecy/goes.txt");
	}

	static String withSecrets(String marked) {
		return marked.replace("«", "").replace("»", "");
	}

	static String withStars(String marked) {
		return SECRET.matcher(marked).replaceAll(Matcher.quoteReplacement(Secrecy.HIDDEN));
	}

	private static Stream<String> texts(String resource) {
		try (InputStream in = Corpus.class.getResourceAsStream(resource)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> line.replace('⏎', '\n'));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
