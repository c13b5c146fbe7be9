package dev.probity.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each document is found from the index, and each link leads to something.
 */
class DocumentLinksTests {

	private static final Path TOP = Path.of("..");

	private static final Path DOCS = TOP.resolve("docs");

	private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

	@Test
	void everyLinkLeadsToAFileAndAHeading() {
		List<String> broken = new ArrayList<>();
		for (Path document : documents()) {
			LINK.matcher(prose(document)).results().forEach((link) -> {
				Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
				if (!Files.exists(target) || link.group(2) != null && !hasHeading(target, link.group(2))) {
					broken.add(document + " " + link.group());
				}
			});
		}
		assertThat(broken).isEmpty();
	}

	@Test
	void everyDocumentIsInTheIndex() {
		String index = prose(DOCS.resolve("README.md"));
		assertThat(documents().stream().filter((document) -> document.startsWith(DOCS)))
			.map((document) -> DOCS.relativize(document).toString())
			.filteredOn((document) -> !document.equals("README.md"))
			.allMatch((document) -> index.contains("(" + document));
	}

	private static List<Path> documents() {
		try (Stream<Path> docs = Files.walk(DOCS)) {
			return Stream.concat(docs, Stream.of(TOP.resolve("README.md"), TOP.resolve("CHANGELOG.md")))
				.filter((file) -> file.toString().endsWith(".md"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean hasHeading(Path document, String anchor) {
		return HEADING.matcher(prose(document))
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
			.anyMatch(anchor::equals);
	}

	/**
	 * Without what stands in blocks of code.
	 */
	private static String prose(Path document) {
		try {
			return Files.readString(document).replaceAll("(?s)```.*?```", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
